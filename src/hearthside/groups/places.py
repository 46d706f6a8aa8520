"""Places in groups, for rooms that know a name by its place and never by its person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hearthside.core import rights_changed
from hearthside.core.actor import Actor
from hearthside.groups import seats
from hearthside.groups.models import Membership


@dataclass(frozen=True, slots=True)
class Place:
    """One name's place in one group. is_open -- not given up."""

    id: int
    group_id: int
    name_here: str
    joined_at: datetime
    is_open: bool


def of(actor: Actor, *, group_id: int | None = None) -> list[Place]:
    """Return the actor's own places, those given up among them; one query."""
    whose = (
        seats.of(actor.person_id)
        if group_id is None
        else seats.of_here(actor.person_id, group_id=group_id)
    )
    rows = Membership.objects.filter(whose)
    return [_place(row) for row in rows.order_by("id")]


def these(place_ids: Iterable[int]) -> dict[int, Place]:
    """Return these places by id; those that are forgotten are left out."""
    rows = Membership.objects.filter(id__in=set(place_ids))
    return {row.pk: _place(row) for row in rows}


def stays(place_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return, for each of these places, every place of whoever has it in that one group.

    Somebody who left and came back has two there, perhaps by two names. For rooms, never
    for a page: what it returns would say that those names are one person's. Two queries.
    """
    rows = Membership.objects.filter(id__in=set(place_ids))
    marks = dict(rows.values_list("id", "whose_here"))
    same: dict[str, set[int]] = {}
    alike = Membership.objects.filter(whose_here__in=set(marks.values()))
    for place_id, mark in alike.values_list("id", "whose_here"):
        same.setdefault(mark, set()).add(place_id)
    return {place_id: frozenset(same[mark]) for place_id, mark in marks.items()}


def people_behind(place_ids: Iterable[int]) -> frozenset[int]:
    """Return whose these places are, those given up left out; one query.

    For rooms, never for a page.
    """
    rows = Membership.objects.filter(id__in=set(place_ids), left_at=None)
    return frozenset(int(one) for one in rows.values_list("whose_sealed", flat=True))


def called(*, group_id: int, skeleton: str) -> Place | None:
    """Return the open place of the name that looks like this, if there is one."""
    row = Membership.objects.filter(
        group_id=group_id, skeleton=skeleton, left_at=None
    ).first()
    return _place(row) if row else None


def give_up(place_id: int, *, now: datetime) -> bool:
    """End this place; return whether it was open."""
    rows = Membership.objects.filter(id=place_id, left_at=None)
    if not rows.update(left_at=now):
        return False
    rights_changed.note([seats.person_behind(place_id)], now=now)
    return True


def _place(row: Membership) -> Place:
    return Place(
        row.pk, row.group_id, row.name_here, row.joined_at, row.left_at is None
    )
