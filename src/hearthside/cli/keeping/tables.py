"""The tables a backup keeps, and each row as a line that is the same on every database."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any, Final

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from hearthside.core.refusals import Refusal
from hearthside.core.seal import SealedTextField

Table = type[models.Model]

BATCH: Final = 500
LEFT_OUT: Final = frozenset(
    {
        # Whoever was signed in signs in again: a session is a key to the house.
        "sessions.session",
        # Made anew by the migrations; nothing of ours hangs on them.
        "contenttypes.contenttype",
        "auth.permission",
        "auth.group_permissions",
        # Made anew for whoever asks; a week old at most, and not for a shelf.
        "people.copy",
        # Whoever listened opens a stream again.
        "circles.streamticket",
        "circles.livesession",
        "circles.wake",
        # A meeting is not brought back: what is left of its room goes within the hour.
        "circles.room",
        "circles.outtonight",
        # Long work somebody asked for belongs to the house it was asked in.
        "django_tasks_database.dbtaskresult",
    }
)


class CannotKeep(Refusal):
    """A value in the database does not fit where it should go."""


@dataclass(slots=True)
class Sum:
    """How many rows, and the SHA-256 of their lines, as far as they were read."""

    rows: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, line: bytes) -> bytes:
        """Count one line in, and hand it on."""
        self.rows += 1
        self.digest.update(line)
        return line


def kept(registry: Apps) -> list[Table]:
    """Return every table a backup keeps, by label."""
    found = registry.get_models(include_auto_created=True)
    wanted = [
        table
        for table in found
        if table._meta.managed
        and not table._meta.proxy
        and table._meta.label_lower not in LEFT_OUT
    ]
    return sorted(wanted, key=lambda table: table._meta.label_lower)


def lines(table: Table, connection: BaseDatabaseWrapper) -> Iterator[bytes]:
    """Return each row as one line of JSON, by primary key; sealed fields stay sealed."""
    readers = [
        (column.attname, _reader(column, connection)) for column in _columns(table)
    ]
    with connection.chunked_cursor() as cursor:
        cursor.execute(_select(table, connection))
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                values = {
                    name: value if value is None else read(value)
                    for (name, read), value in zip(readers, row, strict=True)
                }
                yield _one_line(values)


def total(table: Table, connection: BaseDatabaseWrapper) -> Sum:
    """Return the sum of a table as it stands."""
    done = Sum()
    for line in lines(table, connection):
        done.add(line)
    return done


def put_back(
    table: Table, written: Iterable[bytes], connection: BaseDatabaseWrapper
) -> None:
    """Put rows into a table from their lines.

    Raises CannotKeep.
    """
    columns = _columns(table)
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    # Only names of our own tables and columns are put into the text.
    insert = f"INSERT INTO {quote(table._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608  # nosec B608
    writers = [(column.attname, _writer(column, connection)) for column in columns]
    remaining = iter(written)
    with connection.cursor() as cursor:
        while batch := list(islice(remaining, BATCH)):
            rows = [json.loads(line) for line in batch]
            if connection.vendor == "postgresql":
                _refuse_nul(table, rows)
            cursor.executemany(insert, [_in_order(row, writers) for row in rows])


def empty(table: Table, connection: BaseDatabaseWrapper) -> None:
    """Take every row out of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")  # noqa: S608  # nosec B608


def _columns(table: Table) -> list[Any]:
    return list(table._meta.concrete_fields)


def _select(table: Table, connection: BaseDatabaseWrapper) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column.column) for column in _columns(table))
    key: Any = table._meta.pk
    order = quote(key.column)
    if isinstance(key, models.CharField) and connection.vendor == "postgresql":
        # A locale would sort words otherwise than bytes.
        order += ' COLLATE "C"'
    return f"SELECT {columns} FROM {quote(table._meta.db_table)} ORDER BY {order}"  # noqa: S608  # nosec B608


def _reader(column: Any, connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """Return what turns a value as the database hands it over into plain JSON."""
    if isinstance(column, SealedTextField):
        return str
    place = column.get_col(column.model._meta.db_table)
    steps = [
        *connection.ops.get_db_converters(place),
        *column.get_db_converters(connection),
    ]
    last = _same_json if isinstance(column, models.JSONField) else _plain

    def read(value: Any) -> Any:
        for step in steps:
            value = step(value, place, connection)
        return last(value)

    return read


def _writer(column: Any, connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """Return what turns plain JSON into what the database takes."""
    if isinstance(column, SealedTextField):
        return str
    if isinstance(column, models.JSONField):
        return lambda text: connection.ops.adapt_json_value(
            json.loads(text), column.encoder
        )
    return lambda value: column.get_db_prep_save(column.to_python(value), connection)


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case time():
            return value.isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case _:
            return str(value)


def _same_json(value: Any) -> str:
    """Return JSON in the one way every database would write it."""
    return json.dumps(_whole(value), sort_keys=True, separators=(",", ":"))


def _whole(value: Any) -> Any:
    # One database writes 1e22 and another 10000000000000000000000: the same number.
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_whole(one) for one in value]
        case dict():
            return {key: _whole(one) for key, one in value.items()}
        case _:
            return value


def _one_line(values: dict[str, Any]) -> bytes:
    # Only ASCII leaves json.dumps, so a stray half of an emoji survives too.
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return text.encode("ascii") + b"\n"


def _in_order(
    row: dict[str, Any], writers: list[tuple[str, Callable[[Any], Any]]]
) -> tuple[Any, ...]:
    return tuple(
        None if row[name] is None else write(row[name]) for name, write in writers
    )


def _refuse_nul(table: Table, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and ("\x00" in value or "\\u0000" in value):
                raise CannotKeep(
                    f"PostgreSQL cannot keep the character NUL. It stands in {name} of "
                    f"{table._meta.label_lower} {row[table._meta.pk.attname]}. "
                    "Take it out in the old house, and make a new backup."
                )
