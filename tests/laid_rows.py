"""Rows that many tests begin with: made by the house once, and put down again as they were."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection

Made = TypeVar("Made")
# Filled by the tables themselves, before any test.
NOT_OURS = {"contenttypes", "auth"}


@dataclass(frozen=True)
class Laid:
    """What was made: statements that put its rows down again, and what the maker returned."""

    statements: list[tuple[str, Sequence[Sequence[Any]]]]
    returned: bytes


_kept: dict[tuple[object, ...], Laid] = {}


def laid_once(make: Callable[[], Made]) -> Made:
    """Return what make() returns, its rows in the database with the ids they had first.

    make -- finds tables with nothing in them; what it returns is copied for every test.
    """
    # Sealed columns open only with the secret they were sealed with.
    key = (make, settings.SECRET_KEY, connection.vendor)
    if laid := _kept.get(key):
        with connection.cursor() as cursor:
            for sql, rows in laid.statements:
                cursor.executemany(sql, rows)
        again: Made = pickle.loads(laid.returned)
        return again
    made = make()
    _kept[key] = Laid(list(_statements()), pickle.dumps(made))
    return made


def _statements() -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    """Yield what puts down every row there now is, each value as the database keeps it."""
    keeps = _from_postgresql if connection.vendor == "postgresql" else _from_sqlite
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and model._meta.app_label not in NOT_OURS:
            yield from keeps(model._meta.db_table)


def _from_sqlite(table: str) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 1')
        if not cursor.fetchall():
            return
        names = [f'"{column[0]}"' for column in cursor.description]
        # With a plus before it a column is not read as a date or a truth, but as it stands.
        cursor.execute(f'SELECT {", ".join(f"+{n}" for n in names)} FROM "{table}"')
        spaces = ", ".join(["%s"] * len(names))
        put = f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({spaces})'
        yield put, cursor.fetchall()


def _from_postgresql(table: str) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT json_agg(one)::text FROM "{table}" AS one')
        (rows,) = cursor.fetchone()
    if rows:
        put = f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", %s::json)'
        yield put, [(rows,)]
