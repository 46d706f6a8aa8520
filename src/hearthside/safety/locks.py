"""The locks of the record: triggers by which the database itself refuses to change it."""

from __future__ import annotations

from typing import Any, Final

from django.db import connection

# The words may go once the chain says that they were erased, and not before.
_BURIED: Final = (
    "EXISTS (SELECT 1 FROM safety_entry e"
    " WHERE e.record_id = OLD.record_id AND e.kind = 'erased')"
)
_ABORT: Final = "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END"
_RAISE: Final = (
    "RAISE EXCEPTION 'the record is append-only'"
    " USING ERRCODE = 'integrity_constraint_violation'"
)

# table, what is refused, unless
_REFUSED: Final = (
    ("safety_entry", "update", ""),
    ("safety_entry", "delete", ""),
    ("safety_entrywords", "update", ""),
    ("safety_entrywords", "delete", _BURIED),
)
NAMES: Final = frozenset(f"{table}_no_{what}" for table, what, _ in _REFUSED)


def missing() -> frozenset[str]:
    """Return the triggers that should refuse changes and are not there, or are asleep."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {row[0] for row in cursor.fetchall()}
    return NAMES - there


def lay() -> None:
    """Lay every trigger anew.

    A migration that makes one of these tables anew on SQLite takes its triggers with it;
    `hearthside prepare` comes after the migrations and lays them again.
    """
    lift()
    with connection.cursor() as cursor:
        for table, what, unless in _REFUSED:
            for statement in _statements(table, what, unless):
                cursor.execute(statement)


def lift() -> None:
    """Take the triggers away: for the demo that begins anew, and for nothing else."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for table, what, _unless in _REFUSED:
            where = "" if is_sqlite else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{what}{where}")


def lay_in_a_migration(_apps: Any, _schema_editor: Any) -> None:
    """Lay the triggers, called by a migration."""
    lay()


def lift_in_a_migration(_apps: Any, _schema_editor: Any) -> None:
    """Take the triggers away, called when a migration is taken back."""
    lift()


def _statements(table: str, what: str, unless: str) -> tuple[str, ...]:
    name = f"{table}_no_{what}"
    begins = f"CREATE TRIGGER {name} BEFORE {what.upper()} ON {table}"
    if connection.vendor == "sqlite":
        when = f" WHEN NOT {unless}" if unless else ""
        return (f"{begins}{when} {_ABORT}",)
    body = (
        f"IF NOT {unless} THEN {_RAISE}; END IF; RETURN OLD;"
        if unless
        else f"{_RAISE};"
    )
    makes = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {body} END $$"
    )
    return (
        f"{makes} LANGUAGE plpgsql",
        f"{begins} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )
