"""A field for plain words: what was typed, without the characters that play tricks."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

MOST_MARKS: Final = 4
# They turn the order of letters round, or break a line where none is seen.
_TRICKS: Final = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_ENDS_OF_LINE: Final = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n"})


class PlainWords(forms.CharField):
    """Words as somebody typed them, in one spelling, never longer than the column."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if _longest_run_of_marks(value) > MOST_MARKS:
            raise ValidationError(_("There are too many marks over one letter."))


def tidy(words: str) -> str:
    """Return the words with one spelling for each letter, and nothing where none is seen."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").translate(_ENDS_OF_LINE)
    kept = "".join(
        char
        for char in unicodedata.normalize("NFC", lines)
        if char not in _TRICKS and not _is_control(char)
    ).strip()
    return kept if any(_is_seen(char) for char in kept) else ""


def apart(name: str) -> SafeString:
    """Return a chosen name for the middle of a sentence: it cannot turn its neighbours."""
    return format_html("<bdi>{}</bdi>", name)


def _is_control(char: str) -> bool:
    # NUL stays, so that the field refuses it instead of mending an attack.
    return char not in "\n\t\x00" and unicodedata.category(char) in {"Cc", "Cs", "Cn"}


def _is_seen(char: str) -> bool:
    return unicodedata.category(char)[0] not in "ZCM" or char == "\x00"


def _longest_run_of_marks(words: str) -> int:
    longest = run = 0
    for char in unicodedata.normalize("NFD", words):
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        longest = max(longest, run)
    return longest
