"""Races: several people at once, on a database each of them really has to queue for."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from django.db import connection

from hearthside.core.refusals import Refusal

# A PostgreSQL as it comes lets a hundred in, and other tests are there too.
MOST_LINES: Final = 40


@contextmanager
def where_threads_may_meet(folder: Path) -> Iterator[None]:
    """Put what is in a database of memory into a file, so that threads wait for its lock.

    A database that already is a file or a server stays what it is.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(folder / "race.sqlite3")) as copy:
        in_memory.backup(copy)
    # Kept open and set aside: a database of memory is gone with its last connection.
    connection.connection = None
    connection.settings_dict["NAME"] = str(folder / "race.sqlite3")
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.connection = in_memory


def at_once(acts: Sequence[Callable[[], object]]) -> list[Refusal | None]:
    """Do all of these at the same moment; return each one's refusal, or None."""
    start = threading.Barrier(len(acts))
    came_of_it: list[Refusal | Exception | None] = [None] * len(acts)
    lines = threading.BoundedSemaphore(MOST_LINES)

    def run(number: int) -> None:
        try:
            start.wait(timeout=10)
            with lines:
                try:
                    acts[number]()
                finally:
                    connection.close()
        except Exception as what:  # noqa: BLE001 - raised again below, in the test
            came_of_it[number] = what

    threads = [
        threading.Thread(target=run, args=(number,)) for number in range(len(acts))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    faults = [what for what in came_of_it if isinstance(what, Exception)]
    for fault in faults:
        if not isinstance(fault, Refusal):
            raise fault
    return [what if isinstance(what, Refusal) else None for what in came_of_it]
