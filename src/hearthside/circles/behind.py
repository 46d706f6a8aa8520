"""Which seats a key of a circle has had, and whose they are: for workflows, never a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hearthside.circles import seats
from hearthside.circles.models import Circle, Seat


@dataclass(frozen=True, slots=True)
class Sat:
    """One seat, present or past, and the person in it. member_id -- 16 bytes of their key."""

    seat_id: str
    member_id: bytes
    person_id: int


def with_keys(circle_id: str, member_ids: Iterable[bytes]) -> list[Sat]:
    """Return every seat these keys have had in one circle, the newest first; one query.

    Somebody who left and came back with the same key has two.
    """
    rows = Seat.objects.filter(
        circle__public_id=circle_id, member_id__in=list(set(member_ids))
    ).order_by("-id")
    return [
        Sat(row.public_id, bytes(row.member_id or b""), seats.person_behind(row))
        for row in rows
    ]


def keys_of(circle_id: str, person_ids: Iterable[int]) -> list[bytes]:
    """Return the keys by which these people sit in a circle now, 16 bytes each; one query."""
    wanted = set(person_ids)
    rows = Seat.objects.filter(
        circle__public_id=circle_id, ended_on=None, member_id__isnull=False
    ).order_by("id")
    return [
        bytes(row.member_id or b"")
        for row in rows
        if seats.person_behind(row) in wanted
    ]


def member_of(circle_id: str, seat_id: str) -> bytes:
    """Return the key of a seat, 16 bytes; empty where the seat is gone or has none."""
    row = Seat.objects.filter(circle__public_id=circle_id, public_id=seat_id).first()
    return bytes(row.member_id) if row and row.member_id else b""


def group_of(circle_id: str) -> int | None:
    """Return whose circle it is, one that has ended too; of a line, where its people met."""
    row = Circle.objects.filter(public_id=circle_id)
    found = row.values_list("group_id", "line__group_id").first()
    return (found[0] or found[1]) if found else None
