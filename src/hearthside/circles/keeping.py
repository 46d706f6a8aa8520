"""Keeping seats true: who sits where, for whoever knows who still belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from hearthside.circles import rosters, seats
from hearthside.circles.models import Circle, Seat
from hearthside.circles.ordering import in_order


def who_sits() -> Iterator[tuple[int, int, list[int]]]:
    """Yield each open circle of a group, that group, and the people who sit in it.

    For the clock, never for a page.
    """
    rows = Circle.objects.filter(ended_on=None, group__isnull=False).order_by("id")
    for circle_id, group_id in rows.values_list("id", "group_id"):
        open_ = Seat.objects.filter(circle_id=circle_id, ended_on=None)
        assert group_id is not None  # noqa: S101 - the filter above says so
        yield circle_id, group_id, [seats.person_behind(row) for row in open_]


def end_seats_of(person_ids: Iterable[int], *, circle_id: int, now: datetime) -> int:
    """End the seats of these people in one circle; return how many."""
    in_order()
    gone = [
        row
        for person_id in person_ids
        for row in Seat.objects.filter(
            seats.of_here(person_id, circle_id=circle_id), ended_on=None
        )
    ]
    return rosters.end_seats(gone, now=now)
