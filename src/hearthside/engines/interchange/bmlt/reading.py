"""Meetings of a BMLT server, told in the fields all rows are read from.

Source: BMLT semantic interface, GetSearchResults with data_field_key unset; with
get_used_formats=1 the answer holds the formats beside the meetings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from hearthside.engines.interchange.clock import time_of_day
from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.json_file import NotAFeed, bounded, document_of
from hearthside.engines.interchange.listing import Reading
from hearthside.engines.interchange.rows import Told, read_rows
from hearthside.engines.interchange.rows.private import drop_private
from hearthside.engines.interchange.texts import as_text

from .formats import Formats, formats_of

NOT_PUBLISHED: Final = "Its own directory does not publish it, so neither do we."
NOT_A_MEETING: Final = "This is not a meeting: a row should be one { } with its fields."
ODD_DAY: Final = "Its day is not between 1 (Sunday) and 7 (Saturday)."

_WEEK: Final = frozenset("1234567")
_VENUES: Final = {"1": "in_person", "2": "online", "3": "hybrid"}
# A server may put the title of a field before its value.
_TITLED: Final = re.compile(r"^[^#]{0,80}#@-@#")
_LENGTH: Final = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_PRIVATE: Final = {
    "virtual_meeting_additional_info": "conference_url_notes",
    "phone_meeting_number": "conference_phone",
    "email_contact": "email",
    "format_comments": "contact",
}


def read(raw: bytes, *, zone: str, now: datetime | None = None) -> Reading:
    """Return every meeting kept, mended or refused.

    zone -- IANA name; taken for meetings that give none.

    Raises NotAFeed; ValueError for a zone nobody knows.
    """
    mended: list[str] = []
    document = document_of(raw, mended)
    meetings, formats = document, formats_of([])
    if isinstance(document, dict):
        meetings = document.get("meetings")
        formats = formats_of(document.get("formats"))
    if not isinstance(meetings, list):
        raise NotAFeed(
            "There is no list of meetings in this file. "
            "Fetch GetSearchResults from the server, as JSON."
        )
    if meetings and not _looks_right(meetings):
        raise NotAFeed(
            "These are not the meetings of a BMLT server: none has a weekday_tinyint. "
            "Fetch GetSearchResults, as JSON, or choose another format."
        )
    rows = [_told(row, formats) for row in bounded(meetings)]
    return read_rows(rows, mended=mended, zone=zone, now=now)


def _looks_right(meetings: list[object]) -> bool:
    return any(
        isinstance(row, dict) and ("weekday_tinyint" in row or "start_time" in row)
        for row in meetings
    )


def _told(row: object, formats: Formats) -> Told:
    if not isinstance(row, dict):
        return Told({}, why_not=NOT_A_MEETING)
    said = {key: _untitled(value) for key, value in row.items()}
    findings = Findings()
    drop_private(
        {_PRIVATE.get(key, key): value for key, value in said.items()}, findings
    )
    codes = [each for each in as_text(said.get("formats")).split(",") if each.strip()]
    remarks = [said.get("comments"), *formats.remarks(codes)]
    fields: dict[str, object] = {
        "slug": as_text(said.get("id_bigint")) and f"bmlt-{said['id_bigint']}",
        "name": said.get("meeting_name"),
        "day": _day(said.get("weekday_tinyint")),
        "time": said.get("start_time"),
        "end_time": _end(said.get("start_time"), said.get("duration_time")),
        "timezone": said.get("time_zone"),
        "types": formats.types(codes, language=as_text(said.get("lang_enum"))),
        "notes": _lines(remarks),
        "location": said.get("location_text"),
        "location_notes": _lines(
            said.get(key) for key in ("location_info", "bus_lines", "train_lines")
        ),
        "address": said.get("location_street"),
        "city": said.get("location_municipality") or said.get("location_sub_province"),
        "state": said.get("location_province"),
        "postal_code": said.get("location_postal_code_1"),
        "country": said.get("location_nation"),
        "region": said.get("location_sub_province"),
        "sub_region": said.get("location_neighborhood")
        or said.get("location_city_subsection"),
        "latitude": said.get("latitude"),
        "longitude": said.get("longitude"),
        "approximate": "no" if said.get("location_street") else None,
        "attendance_option": _VENUES.get(as_text(said.get("venue_type")), ""),
        "conference_url": said.get("virtual_meeting_link"),
        "conference_phone": said.get("phone_meeting_number"),
        "updated": said.get("updated_at"),
    }
    return Told(fields, why_not=_why_not(said), findings=findings)


def _why_not(said: dict[str, object]) -> str:
    if as_text(said.get("published")).strip() == "0":
        return NOT_PUBLISHED
    day = as_text(said.get("weekday_tinyint")).strip()
    return ODD_DAY if day and day not in _WEEK else ""


def _untitled(value: object) -> object:
    return _TITLED.sub("", value) if isinstance(value, str) else value


def _day(value: object) -> object:
    """Return the day as 0 Sunday to 6 Saturday; a server counts from 1."""
    written = as_text(value).strip()
    return int(written) - 1 if written in _WEEK else None


def _end(starts: object, length: object) -> str:
    began, found = time_of_day(starts), _LENGTH.fullmatch(as_text(length).strip())
    if began is None or not found:
        return ""
    minutes = int(found[1]) * 60 + int(found[2])
    if not 0 < minutes < 24 * 60:
        return ""
    ends = (began.hour * 60 + began.minute + minutes) % (24 * 60)
    return f"{ends // 60:02}:{ends % 60:02}"


def _lines(parts: Iterable[object]) -> str:
    return "\n".join(text for each in parts if (text := as_text(each).strip()))
