"""Restoring: the whole house out of one sealed file, checked row by row."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from hearthside.cli.keeping import homes, living, reading, states, tables
from hearthside.cli.keeping.homes import CannotRestore
from hearthside.cli.keeping.manifest import Manifest, Sums
from hearthside.core import outbox
from hearthside.people.leaving import Gone
from hearthside.workflows import forget_me
from hearthside.workflows.stand_in import StandIn, stand_in

Told = Callable[[str], None]
NO_ROWS: Final = tables.Sum()


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back.

    letters_held -- waiting letters that will not be sent, so that nobody gets one twice.
    is_other_secret -- sealed fields do not open until the house has the old secret.
    forgotten_again -- people in the backup who asked to be forgotten since.
    aside -- where the old house is kept, if there was one on this disk.
    """

    said: Manifest
    seconds: float
    letters_held: int
    forgotten_again: int
    is_other_secret: bool
    aside: Path | None


def restore(
    path: Path,
    *,
    key: Any,
    over: bool,
    lose_newer: bool,
    named: StandIn | None = None,
    now: datetime,
    told: Told,
) -> Restored:
    """Put the house in the backup where this one is.

    Every row and file is compared with the backup before the new house takes its
    place; until then nothing is changed, and after a failure nothing is left behind.
    named -- a lead two people agree on, for a record nobody would be left to hold.

    Raises CannotRestore, NotABackup, CannotUnlock, Damaged, FromANewerHouse, CannotKeep,
    CannotStandIn, CannotHandOver.
    """
    started = time.monotonic()
    told("Looking the backup through")
    said, keys = reading.look_through(path, key)
    states.steps(said.start.migrations, of="backup")
    if why := living.why_not_here(said, over=over, lose_newer=lose_newer, now=now):
        raise CannotRestore(why)
    data = Path(settings.DATA_DIR)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    forgotten = _who_was_forgotten(data)
    aside = data / f"before-restore-{now:%Y%m%d-%H%M%S}"
    try:
        with _opened_by(keys):
            held, again = _build(
                path,
                key,
                said,
                forgotten=forgotten,
                named=named,
                aside=aside,
                now=now,
                told=told,
            )
    except OSError as trouble:
        raise CannotRestore(
            f"The backup could not be laid out: {trouble.strerror or 'the disk said no'}. "
            f"Is there room in {data}? What was here is as it was."
        ) from trouble
    except DatabaseError as trouble:
        # Only the first line: the ones below may quote a row.
        first = (str(trouble).splitlines() or ["no reason given"])[0]
        raise CannotRestore(
            f"The database did not take the backup ({first}). What was here is as it was."
        ) from trouble
    other = keys.secret not in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    seconds = time.monotonic() - started
    kept_aside = aside if aside.exists() else None
    return Restored(said, seconds, held, again, other, kept_aside)


@contextmanager
def _opened_by(keys: Any) -> Iterator[None]:
    """Let the secrets in the backup open what it brings: whose a place is, for one."""
    ours = settings.SECRET_KEY_FALLBACKS
    settings.SECRET_KEY_FALLBACKS = [*ours, keys.secret, *keys.old]
    try:
        yield
    finally:
        settings.SECRET_KEY_FALLBACKS = ours


def _who_was_forgotten(data: Path) -> list[Gone]:
    try:
        return forget_me.read_list(data)
    except (OSError, ValueError) as trouble:
        raise CannotRestore(
            f"{forget_me.LIST} in {data} cannot be read. It says who asked to be forgotten, "
            "so that a backup does not bring them back. Nothing was changed."
        ) from trouble


def _build(
    path: Path,
    key: Any,
    said: Manifest,
    *,
    forgotten: list[Gone],
    named: StandIn | None,
    aside: Path,
    now: datetime,
    told: Told,
) -> tuple[int, int]:
    with homes.new_files(aside) as files, homes.new_database(aside):
        told("Making the tables as they were")
        wanted = states.steps(said.start.migrations, of="backup")
        MigrationExecutor(connection).migrate(wanted)
        registry = states.registry_at(wanted)
        told("Putting everything back")
        _load(path, key, registry, files.beside)
        told("Comparing every row and file with the backup")
        _compare(said, registry, files.beside)
        told("Bringing the tables up to date")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        held = outbox.hold_all(now=now)
        if named is not None:
            stand_in(named, forgotten=forgotten, now=now)
        again = forget_me.forget_again(forgotten, now=now)
        files.settle()
    forget_me.write_list(Path(settings.DATA_DIR))
    return held, again


def _load(path: Path, key: Any, registry: Apps, files: Path) -> None:
    made = tables.kept(registry)
    by_label = {table._meta.label_lower: table for table in made}
    with connection.constraint_checks_disabled(), transaction.atomic():
        homes.let_rows_come_in_any_order()
        for table in made:
            # A migration may have put rows in; those in the backup are the true ones.
            tables.empty(table, connection)
        with reading.members(path, key) as each:
            for member in each:
                if member.kind == "tables":
                    tables.put_back(by_label[member.name], member.content, connection)
                elif member.kind == "files":
                    _lay_out(member.content, files / member.name)
        homes.reset_sequences(made)
    # Rows may point at rows that came later; now all of them are there.
    connection.check_constraints()


def _lay_out(content: IO[bytes], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


def _compare(said: Manifest, registry: Apps, files: Path) -> None:
    for table in tables.kept(registry):
        label = table._meta.label_lower
        found = tables.total(table, connection)
        nothing = Sums(0, NO_ROWS.digest.hexdigest())
        if said.tables.get(label, nothing) != Sums(
            found.rows, found.digest.hexdigest()
        ):
            raise CannotRestore(
                f"The rows of {label} did not come back as they were. "
                "What was here is as it was; please tell the makers of Hearthside."
            )
    for name, sums in said.files.items():
        with (files / name).open("rb") as file:
            found_file = reading.sums_of(file)
        if found_file != sums:
            raise CannotRestore(f"The file {name} did not come back as it was.")
