"""Reading a whole Meeting Guide feed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from hearthside.engines.interchange.clock import is_zone

from .feed import rows_of
from .keys import told_apart
from .listing import Reading
from .row import read_row


def read(raw: bytes, *, zone: str, now: datetime | None = None) -> Reading:
    """Return every row of a feed: kept, mended (and how), or refused (and why).

    raw -- the bytes of the feed as they were fetched.
    zone -- IANA name; taken for rows that give none.
    now -- aware; with it, a last change in the future is not believed.

    The same bytes give the same reading, and the order of rows changes no key.
    Raises NotAFeed; ValueError for a zone nobody knows.
    """
    if not is_zone(zone):
        raise ValueError(f"not a time zone: {zone}")
    rows, mended = rows_of(raw)
    read_rows = [
        read_row(number, row, zone=zone, now=now) for number, row in enumerate(rows, 1)
    ]
    dropped: Counter[str] = Counter()
    for row in read_rows:
        dropped.update(row.findings.dropped)
    return Reading(
        rows=tuple(told_apart(read_rows)),
        feed_rows=len(rows),
        mended=tuple(mended),
        dropped=+dropped,
    )
