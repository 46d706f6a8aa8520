"""Blocks: one name does not want to meet another. The other notices nothing.

Kept by places and not by people, so that it ties no two names together. Which places of
one group are the same person's, only the room of groups knows: whoever asks here hands
them in (workflows/block_a_name.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthside.core.refusals import NotFound, Refusal
from hearthside.safety.models import Block

MOST: Final = 100


class CannotBlock(Refusal):
    """This name cannot be put away so."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A name I do not want to meet: my place, theirs."""

    public_id: str
    place_id: int
    other_place_id: int
    made_at: datetime


def block(*, place_id: int, other_place_id: int, now: datetime) -> None:
    """Put a name away for this place; said twice, it is kept once.

    place_id -- the actor's own, found by the room that knows places.

    Raises CannotBlock.
    """
    if place_id == other_place_id:
        raise CannotBlock("That is your own name.")
    if Block.objects.filter(place_id=place_id).count() >= MOST:
        raise CannotBlock("You have put away as many names as we can keep.")
    Block.objects.get_or_create(
        place_id=place_id, other_place_id=other_place_id, defaults={"made_at": now}
    )


def undo(own_places: Iterable[int], *, public_id: str) -> None:
    """Meet this name again.

    Raises NotFound.
    """
    mine = Block.objects.filter(place_id__in=set(own_places), public_id=public_id)
    if not mine.delete()[0]:
        raise NotFound


def mine(own_places: Iterable[int]) -> list[Blocked]:
    """Return the names put away from these places, newest first; one query."""
    rows = Block.objects.filter(place_id__in=set(own_places)).order_by("-id")
    return [
        Blocked(row.public_id, row.place_id, row.other_place_id, row.made_at)
        for row in rows
    ]


def put_away(viewer_stays: Iterable[int], other_stays: Iterable[int]) -> frozenset[int]:
    """Return which of the others' places were put away from any of the viewer's; one query.

    viewer_stays, other_stays -- every place of one person in one group, of the one who
    looks and of those who might be seen. The query has the same shape, whether anybody
    blocked anybody or not.
    """
    rows = Block.objects.filter(
        place_id__in=set(viewer_stays), other_place_id__in=set(other_stays)
    )
    return frozenset(rows.values_list("other_place_id", flat=True))


def all_places() -> frozenset[int]:
    """Return every place that stands in a block, for the room that knows which are gone."""
    rows = Block.objects.values_list("place_id", "other_place_id")
    return frozenset(place for pair in rows for place in pair)


def forget(gone: Iterable[int]) -> int:
    """Delete the blocks of places that are gone."""
    places = set(gone)
    return (
        Block.objects.filter(place_id__in=places).delete()[0]
        + Block.objects.filter(other_place_id__in=places).delete()[0]
    )
