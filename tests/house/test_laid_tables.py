"""The tables that tests stand on are those the migrations make, whichever way they came."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import laid_tables
from tests.cli.conftest import living_on, on_file


def everything_of(file: Path) -> tuple[set[str], dict[str, set[tuple[object, ...]]]]:
    """Return what the tables, indexes and triggers are, and the rows a migration put in."""
    with closing(sqlite3.connect(file)) as raw:
        shapes = {one for (one,) in raw.execute("SELECT sql FROM sqlite_master")}
        names = raw.execute("SELECT name FROM sqlite_master WHERE type='table'")
        rows = {
            name: set(raw.execute(f'SELECT * FROM "{name}"').fetchall())
            for (name,) in names.fetchall()
        }
    # The moment at which each migration was done differs.
    rows["django_migrations"] = {row[1:3] for row in rows["django_migrations"]}
    return shapes, rows


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_copy_is_what_migrating_here_would_have_made(tmp_path, db, django_db_blocker):
    laid_tables.copy_laid_tables(tmp_path / "copied.sqlite3")
    with living_on(on_file(tmp_path / "made.sqlite3")):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)

    copied, made = (
        everything_of(tmp_path / f"{n}.sqlite3") for n in ("copied", "made")
    )
    assert copied == made
    assert len(made[1]) > 50


def test_another_migration_asks_for_other_tables(tmp_path, monkeypatch):
    before = laid_tables.what_makes_them()
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_more.py").write_text("more")
    app = laid_tables.apps.get_app_config("safety")
    monkeypatch.setattr(app, "path", str(tmp_path))

    assert laid_tables.what_makes_them() != before


def test_a_change_in_what_a_migration_leans_on_asks_for_other_tables(monkeypatch):
    before = laid_tables.what_makes_them()
    read = laid_tables._text_of
    changed = {"hearthside.safety.locks"}
    monkeypatch.setattr(
        laid_tables, "_text_of", lambda name: read(name) + b" " * (name in changed)
    )

    assert laid_tables.what_makes_them() != before
