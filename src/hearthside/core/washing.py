"""Washing: nothing deleted may stay readable in the file under the database."""

from __future__ import annotations

from django.db import connection


def wash() -> bool:
    """Write the database anew without what was deleted; return whether all of it is clean.

    SQLite: every page is written anew and the log beside the file is emptied. While
    somebody reads an older state the log cannot be emptied: then it is tried again.
    PostgreSQL: rows nobody sees any more are taken out; what its disk then still holds
    is the host's to lock.
    """
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor != "sqlite":
            return True
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = cursor.fetchone()[0]
    return not is_busy
