"""Homes: where a restored house is built, so that it is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from hearthside.cli.keeping import states, tables
from hearthside.core.refusals import Refusal

BEHIND = ("-wal", "-shm", "-journal")


class CannotRestore(Refusal):
    """The backup was not restored; what was here is as it was."""


@contextmanager
def new_database(aside: Path) -> Iterator[None]:
    """Let the default database be built anew; it takes the old one's place at the end.

    aside -- the folder the old SQLite file is kept in. PostgreSQL keeps none: there,
    everything happens in one transaction.
    """
    if connection.vendor != "sqlite":
        with transaction.atomic():
            _drop_tables()
            yield
        return
    final = Path(connection.settings_dict["NAME"])
    beside = final.with_name(final.name + ".restoring")
    _forget(beside)
    connection.close()
    connection.settings_dict["NAME"] = beside
    try:
        with connection.cursor() as cursor:
            # Nobody depends on this file until it is whole, and then it is synced once.
            cursor.execute("PRAGMA synchronous=OFF")
        yield
        connection.close()
        _put_in_place(beside, final, aside)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = final
        _forget(beside)


@dataclass(slots=True)
class NewFiles:
    """The files of the house in the backup, laid out beside those of this one."""

    beside: Path
    final: Path
    old: Path
    is_settled: bool = False

    def settle(self) -> None:
        """Put the new files in place of the old, which are kept."""
        if self.final.exists() and any(self.final.iterdir()):
            self.old.parent.mkdir(mode=0o700, exist_ok=True)
            self.final.rename(self.old)
        elif self.final.exists():
            self.final.rmdir()
        self.beside.rename(self.final)
        self.is_settled = True

    def take_back(self) -> None:
        """Put the old files in place again."""
        if self.is_settled:
            shutil.rmtree(self.final, ignore_errors=True)
        if self.old.exists():
            self.old.rename(self.final)
            with suppress(OSError):
                self.old.parent.rmdir()


@contextmanager
def new_files(aside: Path) -> Iterator[NewFiles]:
    """Let the files be laid out in a folder beside; after a fault the old ones are back.

    Settle them before the database: a house with its files and no database yet is
    an empty house, and one with a database and no files is half a house.
    """
    final = Path(settings.MEDIA_ROOT)
    beside = final.with_name(final.name + ".restoring")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700, parents=True)
    files = NewFiles(beside, final, aside / final.name)
    try:
        yield files
    except BaseException:
        files.take_back()
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def let_rows_come_in_any_order() -> None:
    """Let a row point at one that comes later in the same transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Making a foreign key leaves it checked at once until the transaction ends.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def reset_sequences(made: list[tables.Table]) -> None:
    """Let the next row of each table get a number nobody has."""
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), made):
            cursor.execute(line)


def _drop_tables() -> None:
    there = states.applied(connection)
    known = {"django_migrations", "core_cache"}
    with suppress(states.FromANewerHouse):
        registry = states.registry_at(states.steps(there, of="database"))
        known |= {
            table._meta.db_table
            for table in registry.get_models(include_auto_created=True)
        }
    with connection.cursor() as cursor:
        for name in set(connection.introspection.table_names(cursor)) & known:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")


def _put_in_place(beside: Path, final: Path, aside: Path) -> None:
    if final.exists():
        _let_go(final)
        aside.mkdir(mode=0o700, exist_ok=True)
        _second_name(final, aside / final.name)
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    beside.chmod(0o600)
    beside.replace(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _let_go(final: Path) -> None:
    """Fold the log of the old file into it, and see that nobody else has it open.

    Raises CannotRestore.
    """
    with closing(sqlite3.connect(final, timeout=2)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    # The last to close the file takes its log away: a log that stays has a reader.
    if final.with_name(final.name + "-wal").exists():
        raise CannotRestore(
            "The house is open: somebody else has its database in hand. Close it, and "
            "restore again. Nothing was changed."
        )


def _second_name(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:
        # Some disks know no second name for one file.
        shutil.copy2(old, new)


def _forget(path: Path) -> None:
    for ending in ("", *BEHIND):
        path.with_name(path.name + ending).unlink(missing_ok=True)
