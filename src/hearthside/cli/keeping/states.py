"""The tables as they were at a given migration, so that an old backup fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps.registry import Apps
from django.db import connection as default
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from hearthside.core.refusals import Refusal

Step = tuple[str, str]


class FromANewerHouse(Refusal):
    """The tables are of a later version than the code that is to read them."""


def applied(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """Return the names of migrations applied, by app."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        if "django_migrations" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
            for app, name in cursor.fetchall():
                found.setdefault(app, []).append(name)
    return found


def steps(migrations: dict[str, list[str]], *, of: str) -> list[Step]:
    """Return the last migrations of each app, as (app, name), all known to this code.

    of -- what they belong to, for the sentence: "backup" or "database".

    Raises FromANewerHouse.
    """
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wanted = [(app, name) for app, names in migrations.items() for name in names]
    known = set(loader.disk_migrations)
    unknown = [step for step in wanted if step not in known]
    if unknown:
        app, name = unknown[0]
        raise FromANewerHouse(
            f"This {of} was made by a newer Hearthside: it knows {app} {name}, and "
            "this one does not. Install that version first. Nothing was changed."
        )
    there = {step for step in wanted if step in loader.graph.nodes}
    return sorted(step for step in there if not _follows(loader, step) & there)


def _follows(loader: MigrationLoader, step: Step) -> set[Step]:
    """Return the migrations of the same app that come right after this one."""
    children = loader.graph.node_map[step].children
    return {child.key for child in children if child.key[0] == step[0]}


def registry_at(wanted: Iterable[Step]) -> Apps:
    """Return the tables as they are after these migrations."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return loader.project_state(list(wanted)).apps


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """Hold the database still for one reader; writers go on beside it."""
    still: Any = default.copy("snapshot")
    # The house begins every transaction ready to write; this one must not make anybody wait.
    still.settings_dict["OPTIONS"].pop("transaction_mode", None)
    try:
        if still.vendor == "postgresql":
            still.set_autocommit(False)
            begin = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        else:
            begin = "BEGIN DEFERRED"
        with still.cursor() as cursor:
            cursor.execute(begin)
        # The picture is taken at the first look, not at BEGIN.
        applied(still)
        yield still
    finally:
        if still.connection is not None:
            still.connection.rollback()
        still.close()
