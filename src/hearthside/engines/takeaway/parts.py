"""Parts: what one kind of thing is called, which fields it has, and the rows of one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]


class Kind(StrEnum):
    """What a field holds; in JSON moments, days and times are text (RFC 3339)."""

    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"
    TIME = "time"
    YES = "yes or no"
    NUMBER = "number"
    LIST = "list of text"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the file.

    name -- its name in JSON and of its page; title and about -- said to the reader.
    table -- the table it is read from; fields -- in order, each with its kind.
    read -- hands back the rows of one person, by their id.
    """

    name: str
    title: str
    about: str
    table: str
    fields: Mapping[str, Kind]
    read: Callable[[int], list[Row]]


@dataclass(frozen=True, slots=True)
class Filled:
    """One part with the rows of one person, as they stand in JSON."""

    part: Part
    rows: tuple[Row, ...]


def fill(part: Part, person_id: int) -> Filled:
    """Return a part with one person's rows; a field without a value is null.

    Raises KeyError: a row has a field the part does not name, or lacks one.
    """
    rows = []
    for row in part.read(person_id):
        if set(row) != set(part.fields):
            raise KeyError(f"{part.name}: {sorted(set(row) ^ set(part.fields))}")
        rows.append({field: _plain(row[field]) for field in part.fields})
    return Filled(part, tuple(rows))


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case date() | time():
            return value.isoformat()
        case list() | tuple() | set() | frozenset():
            return [str(one) for one in value]
        case _:
            return value
