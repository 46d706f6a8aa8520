"""Text as it may be kept: plain, bounded, and telling nobody's number."""

from __future__ import annotations

import math
import re
from typing import Final

from .characters import cut, hides_something
from .contacts import without_contacts
from .findings import Findings
from .markup import looks_marked_up, plain, without_openings

LONGEST_READ: Final = 20_000
LONGEST_NOTE: Final = 2_000

_ABSENT: Final = frozenset({"null", "none", "undefined", "n/a", "nan"})
_WIDE_GAPS: Final = re.compile(r"[^\S\n]{3,}")
_TALL_GAPS: Final = re.compile(r"(?:[^\S\n]{0,2}\n){3,}")
_SPACES: Final = re.compile(r"[^\S\n]+")
_AROUND_NEWLINE: Final = re.compile(r" ?\n ?")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def as_text(value: object) -> str:
    """Return the value as a feed meant it in text; nothing for what is no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return (
            str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
        )
    return str(value)


def line(value: object, findings: Findings, *, most: int) -> str:
    """Return a name or an address: one line of at most `most` characters."""
    text = _cleaned(value, findings, prose=False, rooms=None)
    text = " ".join(text.split())
    return "" if text.lower() in _ABSENT else _cut(text, most, findings)


def notes(value: object, findings: Findings, *, rooms: list[str] | None = None) -> str:
    """Return notes: lines of plain text, not yet bounded (see `joined`).

    rooms -- links that open a meeting are taken out of the text and added to it.
    """
    text = _cleaned(value, findings, prose=True, rooms=rooms)
    text = _AROUND_NEWLINE.sub("\n", _SPACES.sub(" ", text))
    text = _BLANK_LINES.sub("\n\n", text).strip()
    return "" if text.lower() in _ABSENT else text


def joined(parts: list[str], findings: Findings) -> str:
    """Return the different parts one under the other, within LONGEST_NOTE."""
    different = dict.fromkeys(part for part in parts if part)
    return _cut("\n\n".join(different), LONGEST_NOTE, findings)


def bare(value: object, *, most: int) -> str:
    """Return one clean line for a report, with nothing remembered about the cleaning."""
    return line(value, Findings(), most=most)


def _cleaned(
    value: object, findings: Findings, *, prose: bool, rooms: list[str] | None
) -> str:
    text = as_text(value)
    if not text or text.isspace():
        return ""
    if len(text) > LONGEST_READ:
        findings.mend("A text was too long, and was cut.")
        text = text[:LONGEST_READ]
    if looks_marked_up(text):
        findings.mend("Formatting (HTML) was turned into plain text.")
    elif hides_something(text):
        findings.mend("Hidden or stray characters were taken out.")
    # Two spaces may end a passcode; more of them say nothing more, and take time.
    text = _TALL_GAPS.sub("\n\n", _WIDE_GAPS.sub("  ", plain(text)))
    text = without_contacts(text, findings, prose=prose, rooms=rooms)
    # Taking words out may have brought a bracket and a letter together.
    return without_openings(text)


def _cut(text: str, most: int, findings: Findings) -> str:
    if len(text) > most:
        findings.mend("A text was too long, and was cut.")
    return cut(text, most)
