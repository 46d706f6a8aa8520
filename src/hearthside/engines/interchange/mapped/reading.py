"""Rows of a table, told in the fields all rows are read from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from hearthside.engines import recurrence
from hearthside.engines.interchange.clock import time_of_day
from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.json_file import NotAFeed
from hearthside.engines.interchange.listing import Reading
from hearthside.engines.interchange.rhythms import CannotKeep, meetings_of
from hearthside.engines.interchange.rows import Meets, Told, read_rows
from hearthside.engines.interchange.rows.private import drop_private
from hearthside.engines.interchange.tables import table_of
from hearthside.engines.recurrence.rules import take_apart

from .columns import NOT_KEPT, check, guesses, is_about_people

NO_WHEN: Final = "It says no day and time, and a listing here needs both."
FORTNIGHT: Final = "It meets every few weeks, and its words cannot say which. Ask for one of its dates."
ODD_WHEN: Final = (
    "Its day and time could not be read; write them like “Tuesday 7.30pm”."
)

_PLACES: Final = ("location", "address", "city", "postal_code", "latitude")
_HOW: Final = {
    "in_person": re.compile(
        r"person|face.to.face|venue|\broom|building", re.IGNORECASE
    ),
    "online": re.compile(
        r"online|virtual|zoom|video|teams|skype|internet|web|chat|e-?mail|app\b|meet\b",
        re.IGNORECASE,
    ),
    "phone": re.compile(r"phone|call|dial", re.IGNORECASE),
}
# A Monday. Every sentence is read from the same day, so that it always reads alike.
_ANCHOR: Final = date(2024, 1, 1)


def read(
    raw: bytes,
    *,
    zone: str,
    now: datetime | None = None,
    columns: Mapping[str, str] | None = None,
) -> Reading:
    """Return every row kept, mended or refused.

    zone -- IANA name; taken for rows that give none.
    columns -- which field each column is; None takes the best guesses.

    Raises NotAFeed; ValueError for a zone nobody knows.
    """
    table = table_of(raw)
    mapping = dict(guesses(table.columns) if columns is None else columns)
    if why := check(mapping, table.columns):
        raise NotAFeed(why)
    rows = [_told(row, mapping, now=now) for row in table.rows]
    return read_rows(rows, mended=table.mended, zone=zone, now=now)


def _told(
    row: dict[str, str], mapping: dict[str, str], *, now: datetime | None
) -> Told:
    findings = Findings()
    for column, value in row.items():
        if mapping.get(column, NOT_KEPT) == NOT_KEPT and value.strip():
            _count(column, value, findings)
    fields: dict[str, object] = {
        field: row[column].strip()
        for column, field in mapping.items()
        if field != NOT_KEPT
    }
    fields["types"] = [
        one for key in ("types", "languages") for one in _several(fields.get(key))
    ]
    fields["attendance_option"] = _how(fields)
    has_a_key = "slug" in fields
    if not fields.get("end_time"):
        fields["end_time"] = _end(fields)
    if "when" not in fields:
        return Told(fields, has_a_key=has_a_key, findings=findings)
    meets, why = _when(str(fields["when"]), str(fields.get("end_time", "")), now=now)
    return Told(
        fields, why_not=why, meets=meets, has_a_key=has_a_key, findings=findings
    )


def _several(value: object) -> list[str]:
    """Return the words of a cell that may hold several; bars go before commas."""
    said = str(value or "")
    sign = next((each for each in "|;" if each in said), ",")
    return [each.strip() for each in said.split(sign) if each.strip()]


def _how(fields: dict[str, object]) -> str:
    """Return how people take part, from a cell worded as people word it."""
    said = str(fields.get("attendance_option") or "")
    found = [how for how, words in _HOW.items() if words.search(said)]
    if len(found) > 1 or re.search(r"hybrid|both", said, re.IGNORECASE):
        return "hybrid" if "in_person" in found or not found else "online"
    if found:
        return found[0]
    has_place = any(fields.get(key) for key in _PLACES)
    return "online" if fields.get("conference_url") and not has_place else ""


def _count(column: str, value: str, findings: Findings) -> None:
    """Count what is left out, where it was about people."""
    plain = "_".join(re.findall(r"[^\W_]+", column.casefold()))
    before = findings.dropped.total()
    drop_private({plain.replace("e_mail", "email"): value}, findings)
    if is_about_people(column) and findings.dropped.total() == before:
        what = "meeting IDs" if "meeting_id" in plain else "other details of people"
        findings.drop(what)


def _end(fields: dict[str, object]) -> str:
    """Return when it ends, from how many minutes it lasts."""
    starts = time_of_day(fields.get("time"))
    minutes = str(fields.get("minutes", "")).split(".")[0]
    if starts is None or not (minutes.isascii() and minutes.isdigit()):
        return ""
    ends = starts.hour * 60 + starts.minute + int(minutes[:4])
    return f"{ends // 60 % 24:02}:{ends % 60:02}" if int(minutes[:4]) < 1440 else ""


def _when(
    said: str, ends: str, *, now: datetime | None
) -> tuple[tuple[Meets, ...], str]:
    """Return the weekdays a sentence names, and why there are none."""
    if not said:
        return (), NO_WHEN
    try:
        found = recurrence.read(said, starts_on=_ANCHOR, zone="UTC", minutes=60)
        if take_apart(found.rule).interval > 1:
            return (), FORTNIGHT
        return meetings_of(
            found.rule,
            starts_on=_ANCHOR,
            starts=_clock(found.starts_at),
            ends=ends,
            now=now,
        ), ""
    except (recurrence.NotUnderstood, recurrence.NotAPattern):
        return (), ODD_WHEN
    except CannotKeep as fault:
        return (), str(fault)


def _clock(at: time) -> str:
    return at.strftime("%H:%M")
