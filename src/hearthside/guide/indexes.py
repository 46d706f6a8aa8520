"""What finds cards by their words inside the database: FTS5 on SQLite, GIN on PostgreSQL."""

from __future__ import annotations

from typing import Any, Final

from django.db import connection

# Stems are made by us, so that the database only has to cut at spaces.
_SQLITE: Final = (
    (
        "CREATE VIRTUAL TABLE guide_words USING fts5("
        "terms, content='guide_card', content_rowid='id', tokenize='unicode61')"
    ),
    (
        "CREATE TRIGGER guide_words_in AFTER INSERT ON guide_card BEGIN"
        " INSERT INTO guide_words(rowid, terms) VALUES (new.id, new.terms); END"
    ),
    (
        "CREATE TRIGGER guide_words_out AFTER DELETE ON guide_card BEGIN"
        " INSERT INTO guide_words(guide_words, rowid, terms)"
        " VALUES ('delete', old.id, old.terms); END"
    ),
    (
        "CREATE TRIGGER guide_words_anew AFTER UPDATE OF terms ON guide_card BEGIN"
        " INSERT INTO guide_words(guide_words, rowid, terms)"
        " VALUES ('delete', old.id, old.terms);"
        " INSERT INTO guide_words(rowid, terms) VALUES (new.id, new.terms); END"
    ),
    "INSERT INTO guide_words(guide_words) VALUES ('rebuild')",
)
_POSTGRESQL: Final = (
    "CREATE INDEX guide_words ON guide_card USING gin (to_tsvector('simple', terms))",
)
TRIGGERS: Final = frozenset({"guide_words_in", "guide_words_out", "guide_words_anew"})


def are_there() -> bool:
    """Return whether words can be looked up, and new cards are among them."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = 'guide_words'")
            return cursor.fetchone() is not None
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'guide_words%'")
        return {row[0] for row in cursor.fetchall()} >= TRIGGERS | {"guide_words"}


def lay() -> None:
    """Lay the index of words anew, with every card there is.

    A migration that makes the table anew on SQLite takes the triggers with it;
    `hearthside prepare` looks, and lays them again.
    """
    lift()
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def lift() -> None:
    """Take the index of words away."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("DROP INDEX IF EXISTS guide_words")
            return
        for name in sorted(TRIGGERS):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute("DROP TABLE IF EXISTS guide_words")


def clear_up() -> None:
    """Write the index anew without the words of cards that are gone.

    FTS5 only marks a deleted card until parts of the index are joined; this joins them all,
    and does nothing where they are joined already.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO guide_words(guide_words) VALUES ('optimize')")


def lay_in_a_migration(_apps: Any, _schema_editor: Any) -> None:
    """Lay the index, called by a migration."""
    lay()


def lift_in_a_migration(_apps: Any, _schema_editor: Any) -> None:
    """Take the index away, called when a migration is taken back."""
    lift()
