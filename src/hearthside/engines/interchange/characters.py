"""Making text safe to keep: no hidden characters, no piles of accents, no cut families."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MOST_ACCENTS: Final = 3

_PLAIN: Final = re.compile(r"[\n -~]*", re.ASCII)
_MISREAD: Final = re.compile("[\xc2-\xf4][\x80-\xbf]{1,3}")
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ue000-\uf8ff\ufdd0-\ufdef\ud800-\udfff]"
)
_NEWLINES: Final = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
_JOINERS: Final = frozenset("\u200c\u200d")
_TONES: Final = frozenset(chr(code) for code in range(0x1F3FB, 0x1F400))
_FLAG_LETTERS: Final = frozenset(chr(code) for code in range(0x1F1E6, 0x1F200))
_UNWANTED: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
_JOINABLE: Final = frozenset({"Lo", "Mn", "Mc", "So", "Sk"})


def safe_characters(text: str) -> str:
    """Return the text composed (NFC), with nothing in it that hides or overflows.

    Takes out control and bidirectional characters, zero-width ones, lone surrogates, private
    and non-characters, and every accent after the third in a row. Joiners stay where a
    script or an emoji family needs them.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _NEWLINES.sub("\n", text).replace("\t", " ").replace("\xa0", " ")
    if _PLAIN.fullmatch(text):
        return text
    text = _read_again(text)
    # A first pass alone could leave letters side by side that compose; NFC goes last.
    return unicodedata.normalize("NFC", _wanted(unicodedata.normalize("NFC", text)))


def hides_something(text: str) -> bool:
    """Say whether the text has characters in it that safe_characters takes out."""
    return not text.isascii() and bool(_HIDDEN.search(text) or _piles_up(text))


def _piles_up(text: str) -> bool:
    return (
        len(_wanted(text)) < len(text) if re.search("[\u0300-\u036f]", text) else False
    )


def _read_again(text: str) -> str:
    """Return the text with UTF-8 and Windows letters that somebody read as Latin-1."""
    if not re.search("[\x80-\x9f]", text):
        return text
    text = _MISREAD.sub(_as_utf8, text)
    return re.sub("[\x80-\x9f]", _as_windows, text)


def _as_utf8(found: re.Match[str]) -> str:
    try:
        return found.group().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return found.group()


def _as_windows(found: re.Match[str]) -> str:
    return found.group().encode("latin-1").decode("cp1252", "ignore")


def _wanted(text: str) -> str:
    kept: list[str] = []
    accents = 0
    for place, character in enumerate(text):
        if _unwanted(text, place):
            continue
        accents = accents + 1 if _is_accent(character) else 0
        if accents <= MOST_ACCENTS:
            kept.append(character)
    return "".join(kept)


def _unwanted(text: str, place: int) -> bool:
    character = text[place]
    if character in "\n" or " " <= character <= "~":
        return False
    if character in _JOINERS:
        return not _joins(text, place)
    if ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef":
        return True
    return unicodedata.category(character) in _UNWANTED


def _joins(text: str, place: int) -> bool:
    """Say whether a joiner stands between two characters that need it."""
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(around) == 2 and all(
        unicodedata.category(each) in _JOINABLE for each in around
    )


def _is_accent(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character) in {"Mn", "Me"}


def cut(text: str, most: int) -> str:
    """Return at most `most` characters, ending in an ellipsis when something went.

    What a reader sees as one character stays whole: a letter with its accents, an emoji
    family, a flag. When a word ends near the limit, the cut is made there.
    """
    if len(text) <= most:
        return text
    end = most - 1
    while end > 0 and _holds_together(text, end):
        end -= 1
    word = text.rfind(" ", max(0, end - 40), end)
    return text[: word if word > end // 2 else end].rstrip() + "…"


def _holds_together(text: str, place: int) -> bool:
    """Say whether the characters on both sides of this place are seen as one."""
    before, after = text[place - 1], text[place]
    if after in _JOINERS or before in _JOINERS or after in _TONES:
        return True
    if before in _FLAG_LETTERS and after in _FLAG_LETTERS:
        return _flag_letters_before(text, place) % 2 == 1
    if "\u1100" <= before <= "\u11ff" and "\u1100" <= after <= "\u11ff":
        return True
    # After a virama the next consonant is written into the same sign.
    return unicodedata.category(after)[0] == "M" or unicodedata.combining(before) == 9


def _flag_letters_before(text: str, place: int) -> int:
    start = place
    while start > 0 and text[start - 1] in _FLAG_LETTERS:
        start -= 1
    return place - start
