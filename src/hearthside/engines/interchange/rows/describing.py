"""What a row says in words: its name, what it is about, whether it meets for now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.texts import joined, line, notes

from .status import without_status

LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Described:
    """The words of a row.

    rooms -- links found in the notes that open a meeting.
    suspended -- the name itself says that it does not meet for now.
    """

    name: str
    about: str
    remarks: str
    rooms: tuple[str, ...]
    suspended: bool


def described(row: dict[str, object], findings: Findings) -> Described:
    """Return the words of a row, cleaned; without a name when nothing there could be one."""
    rooms: list[str] = []
    parts = [
        notes(row.get(key), findings, rooms=rooms) for key in ("notes", "group_notes")
    ]
    about = joined(parts, findings)
    full = line(row.get("name"), findings, most=LONGEST_NAME)
    group = line(row.get("group"), Findings(), most=LONGEST_NAME)
    name, name_says = without_status(full)
    named_after, group_says = without_status(group)
    if name_says or group_says:
        findings.mend(
            "Its name says that it does not meet for now; it is listed as paused."
        )
    if not full:
        findings.mend("It had no name, and is called after its group or place.")
    if not name:
        place = line(row.get("location"), Findings(), most=LONGEST_NAME)
        name = named_after or place or full
    return Described(
        name=name,
        about=about,
        remarks="\n".join(text for text in (full, about) if text),
        rooms=tuple(rooms),
        suspended=name_says or group_says,
    )
