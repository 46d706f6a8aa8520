"""The two databases behind one small shape: a file, or PostgreSQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from hearthside.live import sql
from hearthside.settings.config import Config

Row = tuple[Any, ...]
FILE: Final = "hearthside.sqlite3"
WAITS_S: Final = 20
# As it grows to eight megabytes, the file of what is new is carried into the house's own.
CARRY_EVERY: Final = 2000


class Clash(Exception):
    """A row of this kind is there already."""


class Trouble(Exception):
    """The database does not answer, or cannot write: the disk may be full."""


class Store(Protocol):
    """One connection, for one thread."""

    def ask(self, question: str, *values: object) -> list[Row]: ...
    def put(self, statement: str, rows: Iterable[Sequence[object]]) -> None: ...
    def begin(self) -> None: ...
    def commit(self) -> None: ...
    def undo(self) -> None: ...
    def next_ids(self, count: int) -> list[int]: ...
    def several(self, values: Iterable[object]) -> object: ...
    def close(self) -> None: ...


class File:
    """SQLite. A transaction holds the whole file from its beginning."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(
            path, timeout=WAITS_S, isolation_level=None, check_same_thread=False
        )
        for pragma in (
            "journal_mode=WAL",
            # Nothing is acknowledged before it is on the disk.
            "synchronous=FULL",
            "secure_delete=ON",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            f"wal_autocheckpoint={CARRY_EVERY}",
        ):
            self._db.execute(f"PRAGMA {pragma}")

    def ask(self, question: str, *values: object) -> list[Row]:
        """Return every row. Raises Trouble."""
        try:
            return self._db.execute(_for_file(question), values).fetchall()
        except sqlite3.Error as fault:
            raise Trouble(type(fault).__name__) from fault

    def put(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Do a statement for each row. Raises Clash, Trouble."""
        try:
            self._db.executemany(_for_file(statement), rows)
        except sqlite3.IntegrityError as clash:
            raise Clash from clash
        except sqlite3.Error as fault:
            raise Trouble(type(fault).__name__) from fault

    def begin(self) -> None:
        """Begin to write, when nobody else does. Raises Trouble."""
        self.ask("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Return once it is on the disk. Raises Clash, Trouble."""
        try:
            self._db.execute("COMMIT")
        except sqlite3.IntegrityError as clash:
            raise Clash from clash
        except sqlite3.Error as fault:
            raise Trouble(type(fault).__name__) from fault

    def undo(self) -> None:
        """Take back what was begun."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def next_ids(self, count: int) -> list[int]:
        """Return the numbers of the next frames; in a transaction."""
        last = int(self.ask(sql.SQLITE_LAST)[0][0])
        return list(range(last + 1, last + 1 + count))

    def several(self, values: Iterable[object]) -> object:
        """Return values as `{among}` takes them."""
        return json.dumps(list(values))

    def close(self) -> None:
        """Let go."""
        self._db.close()


class PostgreSQL:
    """PostgreSQL, perhaps with other live processes beside this one."""

    def __init__(self, url: str) -> None:
        # Only a house that has outgrown one file has this library.
        import psycopg  # noqa: PLC0415

        self._url = url
        self._faults = psycopg.Error
        self._clash = psycopg.errors.IntegrityError
        self._open = psycopg.connect
        self._db: Any = None

    def ask(self, question: str, *values: object) -> list[Row]:
        """Return every row. Raises Clash, Trouble."""
        try:
            done = self._here().execute(_for_postgresql(question), values)
            return list(done.fetchall()) if done.description else []
        except self._faults as fault:
            raise self._said(fault) from fault

    def put(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Do a statement for each row, in one go. Raises Clash, Trouble."""
        try:
            with self._here().cursor() as cursor:
                cursor.executemany(_for_postgresql(statement), rows)
        except self._faults as fault:
            raise self._said(fault) from fault

    def begin(self) -> None:
        """Begin, and queue behind whoever numbers frames elsewhere. Raises Trouble."""
        self.ask("BEGIN")
        self.ask(sql.POSTGRESQL_QUEUE, sql.ORDER)

    def commit(self) -> None:
        """Return once it is on the disk. Raises Clash, Trouble."""
        self.ask("COMMIT")

    def undo(self) -> None:
        """Take back what was begun; a connection that broke is opened anew next time."""
        try:
            if self._db is not None and not self._db.closed:
                self._db.execute("ROLLBACK")
        except self._faults:
            self.close()

    def next_ids(self, count: int) -> list[int]:
        """Return the numbers of the next frames; in a transaction."""
        return sorted(int(row[0]) for row in self.ask(sql.POSTGRESQL_NEXT, count))

    def several(self, values: Iterable[object]) -> object:
        """Return values as `{among}` takes them."""
        return list(values)

    def close(self) -> None:
        """Let go."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _here(self) -> Any:
        if self._db is None or self._db.closed:
            self._db = self._open(self._url, autocommit=True, prepare_threshold=2)
            self._db.execute("SET lock_timeout = '20s'")
        return self._db

    def _said(self, fault: Exception) -> Exception:
        if isinstance(fault, self._clash):
            return Clash()
        return Trouble(type(fault).__name__)


def open_store(config: Config) -> Store:
    """Return one connection to the house's database. Raises Trouble."""
    if urlsplit(config.database_url).scheme:
        return PostgreSQL(config.database_url)
    try:
        return File(config.data_dir.resolve() / FILE)
    except sqlite3.Error as fault:
        raise Trouble(type(fault).__name__) from fault


def _for_file(text: str) -> str:
    return text.replace("{among}", "IN (SELECT value FROM json_each(?))")


def _for_postgresql(text: str) -> str:
    return text.replace("{among}", "= ANY(?)").replace("?", "%s")
