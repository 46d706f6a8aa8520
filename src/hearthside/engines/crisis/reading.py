"""Text as somebody typed it, read into plain sentences that both languages read alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Whoever writes more than this is read from the end: that is where they are now.
LONGEST: Final = 6000
_ENDS: Final = frozenset(".!?;\n\r\u2026\u2028\u2029\u3002\uff01\uff1f")
_PAUSES: Final = frozenset(",:()\u2013\u2014\u060c")
_TURNS: Final = frozenset({"but", "though", "although", "however", "yet"})
_UNSEEN: Final = (
    (0xAD, 0xAD),
    (0x300, 0x36F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2069),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Lower-case words with one blank between; a pause is the word ",".

    quoted -- for each word, whether it stands in quotation marks.
    """

    words: tuple[str, ...]
    quoted: tuple[bool, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


class Reader:
    """Reads with the letters and short forms of the source."""

    def __init__(
        self, letters: dict[str, str], laughing: list[str], words: dict[str, str]
    ) -> None:
        self._letters = letters
        self._laughing = frozenset(laughing)
        self._words = {short: tuple(long.split()) for short, long in words.items()}
        self._begin()

    def read(self, text: str) -> list[Sentence]:
        """Return the sentences of a text, at most its last `LONGEST` characters."""
        self._begin()
        for letter in text[-LONGEST:]:
            self._take(letter)
        self._end_sentence()
        return self._sentences

    def _begin(self) -> None:
        self._sentences: list[Sentence] = []
        self._row: list[str] = []
        self._marks: list[bool] = []
        self._word = ""
        self._in_quotes = False
        self._is_cited = False
        self._is_new_line = True

    def _take(self, raw: str) -> None:
        letter = self._plain(raw)
        if not letter:
            return
        if letter == ">" and self._is_new_line:
            self._is_cited = True
        if letter != " ":
            self._is_new_line = False
        if letter.isascii() and (letter.isalnum() or letter == "'"):
            self._word += letter
            return
        self._end_word()
        if raw in self._laughing:
            self._put("lol")
        elif letter in '"\u201c\u201d\u00ab\u00bb':
            self._in_quotes = not self._in_quotes
        elif letter in _PAUSES:
            self._put(",")
        elif letter in _ENDS:
            self._end_sentence()
            if letter in "\n\r\u2028\u2029":
                self._in_quotes = self._is_cited = False
                self._is_new_line = True

    def _plain(self, raw: str) -> str:
        """Return one letter as it is read, lower-case; "" for what nobody sees."""
        letter = self._letters.get(raw, raw)
        code = ord(letter)
        if 0xFF01 <= code <= 0xFF5E:
            letter, code = chr(code - 0xFEE0), code - 0xFEE0
        if 0x41 <= code <= 0x5A:
            return chr(code + 32)
        if any(low <= code <= high for low, high in _UNSEEN):
            return ""
        return letter

    def _end_word(self) -> None:
        word, self._word = self._word.strip("'"), ""
        if not word:
            return
        long = self._words.get(word)
        if long is None:
            long = (word.removesuffix("'s").replace("'", ""),)
        for one in long:
            if one in _TURNS:
                self._end_sentence()
            else:
                self._put(one)

    def _put(self, word: str) -> None:
        self._row.append(word)
        self._marks.append(self._in_quotes or self._is_cited)

    def _end_sentence(self) -> None:
        if self._word:
            self._end_word()
        if self._row:
            self._sentences.append(Sentence(tuple(self._row), tuple(self._marks)))
        self._row, self._marks = [], []
