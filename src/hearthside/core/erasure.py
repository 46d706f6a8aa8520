"""The promise each room signs: what it keeps of a person, how long, and how it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Model


class Way(StrEnum):
    """What becomes of a row when the person it points at is forgotten."""

    # The row goes with its person.
    GOES = "goes"
    # The row stays and says nobody: a gap where the person was.
    GAP = "gap"
    # The row stays with a number; whose it was, nothing in the house can say any more.
    NUMBER_STAYS = "number stays"
    # No column leads from a person to the row: the room finds it, and lets it go.
    BY_THE_ROOM = "by the room"


@dataclass(frozen=True, slots=True)
class Keeps:
    """One table, and the promise about it.

    table -- the model's label, such as "groups.membership".
    person_by -- the columns that point at a person; empty when it holds none.
    days -- how long a row is kept after it is over; None: as long as the group lives.
    why -- one sentence a member may read.
    ways -- what becomes of a row by each of these columns when its person is forgotten;
    left out, the row goes.
    stays -- what is left where it does not go, and why: one sentence for its person.
    """

    table: str
    person_by: tuple[str, ...]
    days: int | None
    why: str
    ways: tuple[Way, ...] = ()
    stays: str = ""

    def by_column(self) -> tuple[tuple[str, Way], ...]:
        """Return each column that points at a person, with what becomes of the row."""
        ways = self.ways or (Way.GOES,) * len(self.person_by)
        return tuple(zip(self.person_by, ways, strict=True))


def forget_rows(keeps: Iterable[Keeps], person_id: int) -> int:
    """Do what these promises say about one person; return how many rows it touched."""
    touched = 0
    for one in keeps:
        for column, way in one.by_column():
            rows = _pointing(one, column, person_id)
            if way is Way.GOES:
                touched += rows.delete()[0]
            elif way is Way.GAP:
                touched += rows.update(**{column: None})
    return touched


def what_stays(keeps: Iterable[Keeps], person_id: int) -> list[str]:
    """Return what stays of this person when they are forgotten, and why."""
    return [
        one.stays
        for one in keeps
        if any(
            way in {Way.GAP, Way.NUMBER_STAYS}
            and _pointing(one, column, person_id).exists()
            for column, way in one.by_column()
        )
    ]


def _pointing(keeps: Keeps, column: str, person_id: int) -> Any:
    model: type[Model] = apps.get_model(keeps.table)
    # The trail writes down who in words, because a machine may act too.
    is_words = model._meta.get_field(column).get_internal_type() == "CharField"
    whose = f"person:{person_id}" if is_words else person_id
    return model._base_manager.filter(**{column: whose})
