"""The live process asks by name, without Django: what it names is what the rooms own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.db.models import NOT_PROVIDED

from hearthside.circles import ordering, tickets
from hearthside.circles.models import LARGEST_WORD, Frame, FrankingKey
from hearthside.core.seal import seal
from hearthside.engines import sealing
from hearthside.live import sql

TABLES = {model._meta.db_table: model for model in apps.get_models()}
QUESTIONS = [
    value
    for name, value in vars(sql).items()
    if isinstance(value, str) and re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE)", value)
]


def columns_of(table):
    return {field.column for field in TABLES[table]._meta.concrete_fields}


def test_every_column_it_names_is_there():
    missing = {
        f"{table}.{column}"
        for table, columns in sql.COLUMNS.items()
        for column in columns - columns_of(table)
    }

    assert missing == set()


def test_every_table_it_asks_is_named():
    asked = {
        table
        for question in QUESTIONS
        for table in re.findall(r"\b(?:FROM|INTO|UPDATE|JOIN)\s+([a-z_]+)", question)
    }

    assert asked - {"sqlite_sequence", "generate_series"} == set(sql.COLUMNS)


def test_every_word_in_its_questions_is_a_column_it_names():
    known = set().union(*sql.COLUMNS.values(), sql.COLUMNS)
    spoken = {
        word
        for question in QUESTIONS
        for word in re.findall(r"\b[a-z]+_[a-z_]+\b", question)
    }

    assert spoken - known - {
        "sqlite_sequence", "pg_get_serial_sequence", "generate_series",
        "pg_advisory_xact_lock",
    } == set()  # fmt: skip


def test_what_it_writes_lacks_nothing_the_table_wants():
    for table in sql.WRITTEN:
        wanted = {
            field.column
            for field in TABLES[table]._meta.concrete_fields
            if not field.null
            and not field.primary_key
            and field.default is NOT_PROVIDED
        }
        assert wanted <= sql.COLUMNS[table], table


def test_a_column_that_went_is_seen():
    assert "sender" not in columns_of("circles_frame")
    assert columns_of("circles_frame") == sql.COLUMNS["circles_frame"]


def test_it_agrees_with_the_room_on_the_rest(settings):
    key = f"{FrankingKey._meta.label_lower}.key"
    sealed = seal("words", purpose=key)

    assert (sql.WORD, sql.COMMIT) == (Frame.Kind.WORD, Frame.Kind.COMMIT)
    assert sql.ORDER == ordering.ORDER
    assert sql.LARGEST_WORD == LARGEST_WORD
    assert (tickets.PURPOSE, key) == (sql.TICKET_PURPOSE, sql.KEY_PURPOSE)
    opened = sealing.unseal(
        sealed, purpose=sql.KEY_PURPOSE, secrets=[settings.SECRET_KEY]
    )
    assert opened == "words"


def test_the_live_process_carries_neither_django_nor_a_room():
    said = subprocess.run(
        [
            sys.executable, "-c",
            "import sys, hearthside.live.__main__; print(*sorted(sys.modules))",
        ],
        cwd=Path(__file__).resolve().parents[2], env={"PYTHONPATH": "src"},
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    rooms = {
        f"hearthside.{one}" for one in ("core", "people", "groups", "circles", "web")
    }

    assert "hearthside.live.app" in said
    assert [one for one in said if one == "django" or one in rooms] == []
