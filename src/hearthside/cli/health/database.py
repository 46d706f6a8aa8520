"""Does the database answer, is it up to date, is it whole?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hearthside.cli.health.findings import Finding, well, wrong
from hearthside.core import trail

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def answers(now: datetime) -> Finding:
    """Say whether the database answers."""
    if connection.vendor == "sqlite" and _is_missing(connection.settings_dict["NAME"]):
        return wrong("database", "There is no database yet.", "hearthside prepare")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return well("database", f"{ENGINES[connection.vendor]} answers.")


def is_up_to_date(now: datetime) -> Finding:
    """Say whether its tables are those this version of the house expects."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    ahead = set(executor.loader.applied_migrations) - known
    if ahead:
        return wrong(
            "tables",
            "The tables were made by a newer version of the house than this one.",
            "Install that version again, or restore a backup from before it.",
        )
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return wrong(
            "tables",
            f"The tables lack {len(missing)} changes this version needs.",
            "Make a backup, then: hearthside prepare",
        )
    return well("tables", "They are those this version needs.")


def is_whole(now: datetime) -> Finding:
    """Say whether the database's own check finds damage."""
    if connection.vendor != "sqlite":
        return well("integrity", "PostgreSQL looks after its own pages.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        said = cursor.fetchone()[0]
    if said == "ok":
        return well("integrity", "The database file is whole.")
    return wrong(
        "integrity",
        "The database file is damaged.",
        "Close the house, keep the file, and restore the last backup: "
        "docs/host/backup.md.",
    )


def trail_is_unbroken(now: datetime) -> Finding:
    """Say whether the record of privileged acts is as it was written."""
    broken = trail.first_break()
    if broken is None:
        return well("trail", "The record of privileged acts is unbroken.")
    where = f"at line {broken}" if broken else "at its end"
    return wrong(
        "trail",
        f"The record of privileged acts was changed or cut {where}.",
        "Tell the safeguarding lead, and compare it with the last backup.",
    )


def _is_missing(name: object) -> bool:
    # Asking SQLite about a file that is not there would make it.
    return isinstance(name, Path) and not name.exists()
