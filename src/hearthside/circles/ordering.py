"""The order: whoever numbers a frame, ends a seat or turns the keys does it one at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection

# The live process takes the same lock (live/sql.py); a house test holds the two equal.
ORDER: Final = 0x6865_6172_7468


def in_order() -> None:
    """Queue behind whoever else changes what circles hold, until this transaction ends.

    On SQLite a transaction holds the whole file from its beginning, so there is nothing
    to do. Frames are numbered while this is held: who sees one sees all before it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ORDER])


def minute_of(now: datetime) -> int:
    """Return the whole minutes since 1970: as near to a moment as circles keep."""
    return int(now.timestamp()) // 60
