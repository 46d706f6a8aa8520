"""The ways a list may be written, and the reader of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from . import bmlt, hsds, ical, mapped, meeting_guide
from .listing import Reading

MEETING_GUIDE: Final = "meeting-guide"
TABLE: Final = "csv"

# What each is called where somebody chooses one, the usual ones first.
FORMATS: Final[dict[str, str]] = {
    MEETING_GUIDE: "Meeting Guide (JSON)",
    TABLE: "A table (CSV)",
    "bmlt": "BMLT server (JSON)",
    "ical": "Calendar (.ics)",
    "hsds": "Open Referral, HSDS 3.0 (JSON)",
    "hsds-csv": "Open Referral, HSDS 1.1 (zip of CSV)",
}
_ENOUGH: Final = 200_000
# The names of fields only one kind has; a flat list of anything else is a table.
_SIGNS: Final[dict[str, re.Pattern[bytes]]] = {
    "bmlt": re.compile(rb'"weekday_tinyint"|"id_bigint"'),
    "hsds": re.compile(rb'"service_at_locations?"|"total_items"|"assured_date"'),
    MEETING_GUIDE: re.compile(rb'"day"\s*:'),
    TABLE: re.compile(
        rb'^\s*\[\s*\{[^}\]]{0,2000}"(?:times|when|weekday|start_time)"\s*:'
    ),
}
_READERS: Final[dict[str, Callable[..., Reading]]] = {
    MEETING_GUIDE: meeting_guide.read,
    TABLE: mapped.read,
    "bmlt": bmlt.read,
    "ical": ical.read,
    "hsds": hsds.read_answer,
    "hsds-csv": hsds.read_package,
}


def guess(raw: bytes) -> str:
    """Return which kind a file looks like, by its beginning; a table when like nothing."""
    start = raw[:_ENOUGH]
    if start.startswith(b"PK"):
        return "hsds-csv"
    if b"BEGIN:VCALENDAR" in start[:2000].upper():
        return "ical"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"[", b"{", b"<", b""):
        return TABLE
    return next(
        (kind for kind, shape in _SIGNS.items() if shape.search(start)), MEETING_GUIDE
    )


def read(
    raw: bytes,
    *,
    kind: str,
    zone: str,
    now: datetime | None = None,
    columns: Mapping[str, str] | None = None,
) -> Reading:
    """Return every row of a list: kept, mended (and how), or refused (and why).

    raw -- the bytes as they were fetched. kind -- a key of FORMATS.
    zone -- IANA name; taken for rows that give none.
    now -- aware; with it, a last change in the future is not believed, and what is over
        is refused.
    columns -- for a table: which field each column is; None takes the best guesses.

    The same bytes give the same reading. Raises json_file.NotAFeed; KeyError for a kind
    and ValueError for a zone nobody knows.
    """
    reader = _READERS[kind]
    if kind == TABLE:
        return reader(raw, zone=zone, now=now, columns=columns)
    return reader(raw, zone=zone, now=now)
