"""Where a group meets: one line of address, a position, and whether that is the door."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Final

from .findings import Findings
from .texts import as_text

LONGEST_ADDRESS: Final = 240

_YES: Final = frozenset({"yes", "true", "1", "y"})
_NO: Final = frozenset({"no", "false", "0", "n"})
_POSTAL: Final = re.compile(
    r"\d{4,5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"[-+]?\d{1,3}(?:\.\d*)?|[-+]?\.\d+")
_AREA: Final = re.compile(r"(?:district|area|zone|region|zip)\b", re.IGNORECASE)
_FEWEST_PARTS: Final = 4


def one_line(parts: Iterable[str]) -> str:
    """Return the parts of an address as one line, each said once, in their order."""
    said: list[str] = []
    for part in ", ".join(parts).split(","):
        tidy = " ".join(part.split()).strip(" .;")
        if tidy and tidy.casefold() not in (each.casefold() for each in said):
            said.append(tidy)
    return ", ".join(said)


def is_approximate(said: object, address: str) -> bool:
    """Say whether the address is only an area: a town, not a door.

    said -- what the feed says about it ("yes", "no", True); where it says nothing, a house
        number, or four parts without the postal code, make a door.
    """
    word = (
        as_text(said).strip().lower()
        if not isinstance(said, bool)
        else str(said).lower()
    )
    if not address or word in _YES:
        return True
    if word in _NO:
        return False
    parts = [part for part in address.split(", ") if not _POSTAL.fullmatch(part)]
    return len(parts) < _FEWEST_PARTS and not _has_a_number(parts)


def _has_a_number(parts: list[str]) -> bool:
    """Say whether an address begins with a numbered house; "District 25" is none."""
    first = parts[0] if parts else ""
    return any(each.isdigit() for each in first) and not _AREA.match(first)


def position(
    latitude: object, longitude: object, findings: Findings
) -> tuple[float | None, float | None]:
    """Return a position in degrees (WGS 84), or two times nothing when it cannot be."""
    if not _given(latitude) and not _given(longitude):
        return None, None
    north, east = _degrees(latitude), _degrees(longitude)
    if north is None or east is None:
        findings.mend("Its place on the map could not be read, and was left out.")
        return None, None
    # A half at exactly zero is a form nobody filled in: real places are off by a hair.
    if north == 0 or east == 0:
        findings.mend("Its place on the map was at zero, and was left out.")
        return None, None
    if 90 < abs(north) <= 180 and abs(east) <= 90:
        findings.mend("Latitude and longitude were the wrong way round.")
        north, east = east, north
    if abs(north) > 90 or abs(east) > 180:
        findings.mend("Its place on the map was not on the earth, and was left out.")
        return None, None
    return north, east


def _given(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and not value.strip())


def _degrees(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) <= 1e9 and math.isfinite(value) else None
    if not isinstance(value, str) or len(value) > 40:
        return None
    written = (
        value.strip().replace(",", ".") if value.count(",") == 1 else value.strip()
    )
    return float(written) if _NUMBER.fullmatch(written) else None
