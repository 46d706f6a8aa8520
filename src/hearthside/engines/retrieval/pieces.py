"""Text cut into the pieces the sentence model was taught with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

# A word of more letters is one unknown piece, as where the model was taught.
LONGEST_WORD: Final = 100
# Letters that are words by themselves.
_CJK: Final = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df"
    "\U0002a700-\U0002ceaf\U0002f800-\U0002fa1f]"
)
_ASCII_WORDS: Final = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")


class Pieces:
    """The model's own vocabulary, uncased English.

    Source: Devlin and others (2019), BERT, WordPiece; the vocabulary comes with the model.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._places = {piece: place for place, piece in enumerate(vocabulary)}
        self.unknown = self._places["[UNK]"]
        self.begin, self.end = self._places["[CLS]"], self._places["[SEP]"]
        self._of_word = lru_cache(maxsize=100_000)(self._cut_word)

    @classmethod
    def read(cls, path: Path) -> Pieces:
        """Return the vocabulary of a file with a piece on each line."""
        # Only a line feed ends a line: one piece is a line separator by itself.
        return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))

    def cut(self, text: str, *, most: int) -> list[int]:
        """Return the places of a text's pieces between a begin and an end; `most` in all."""
        found = [self.begin]
        for word in _words(_plain(text)):
            found.extend(self._of_word(word))
            if len(found) >= most:
                break
        return [*found[: most - 1], self.end]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """Return the longest known piece from the left, then of the rest, and so on."""
        if len(word) > LONGEST_WORD:
            return (self.unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if (place := self._places.get(piece)) is not None:
                    break
            else:
                return (self.unknown,)
            found.append(place)
            start = end
        return tuple(found)


def _words(text: str) -> list[str]:
    """Return the words of a plain text; each mark of punctuation is one too."""
    if text.isascii():
        return _ASCII_WORDS.findall(text)
    spaced = _CJK.sub(r" \g<0> ", text)
    apart = (f" {one} " if _is_a_mark(one) else one for one in spaced)
    return "".join(apart).split()


@lru_cache(maxsize=10_000)
def _is_a_mark(letter: str) -> bool:
    if letter.isascii():
        return not letter.isalnum() and not letter.isspace()
    return unicodedata.category(letter)[0] == "P"


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFD", _printable(text).lower())
    if spread.isascii():
        return spread
    return "".join(one for one in spread if unicodedata.category(one) != "Mn")


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if one.isspace() else one
        for one in text
        if one.isspace() or unicodedata.category(one)[0] != "C" and one != "\ufffd"
    )
