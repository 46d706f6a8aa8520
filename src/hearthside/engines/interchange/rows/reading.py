"""Reading all rows of a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from hearthside.engines.interchange.clock import is_zone
from hearthside.engines.interchange.listing import Reading

from .keys import told_apart
from .row import read_row


def read_rows(
    rows: Sequence[object], *, mended: Sequence[str], zone: str, now: datetime | None
) -> Reading:
    """Return every row kept, mended (and how), or refused (and why).

    rows -- each a Told, or a dict in the wording of fields. mended -- about the file.
    zone -- IANA name; taken for rows that give none.
    now -- aware; with it, a last change in the future is not believed.

    The order of rows changes no key. Raises ValueError for a zone nobody knows.
    """
    if not is_zone(zone):
        raise ValueError(f"not a time zone: {zone}")
    read = [read_row(at, row, zone=zone, now=now) for at, row in enumerate(rows, 1)]
    dropped: Counter[str] = Counter()
    for row in read:
        dropped.update(row.findings.dropped)
    return Reading(
        rows=tuple(told_apart(read)),
        feed_rows=len(rows),
        mended=tuple(mended),
        dropped=+dropped,
    )
