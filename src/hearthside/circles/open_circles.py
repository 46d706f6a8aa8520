"""Which groups have an open circle, for the pages that lead there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hearthside.circles.models import Circle
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist

# The first half of a group's name, which we draw; the other half is its charter.
DRAWN = 16


@dataclass(frozen=True, slots=True)
class OpenCircle:
    """The circle of a group. drawn -- the 16 bytes its members derive their keys from."""

    circle_id: str
    drawn: bytes
    lifetime_days: int
    has_keys: bool


def of_group(actor: Actor, *, group_id: int) -> OpenCircle | None:
    """Return the circle of a group the actor may sit in, or None where it has none.

    Raises NotFound: the actor may not sit there.
    """
    insist(actor, Verb.SIT_IN_A_CIRCLE, Place(group_id=group_id))
    row = (
        Circle.objects.filter(group_id=group_id, ended_on=None)
        .select_related("group_info")
        .first()
    )
    if row is None:
        return None
    return OpenCircle(
        row.public_id,
        bytes(row.mls_id)[:DRAWN],
        row.lifetime_days,
        hasattr(row, "group_info"),
    )


def among(group_ids: Iterable[int]) -> frozenset[int]:
    """Return those of these groups whose circle is open, with keys; one query."""
    rows = Circle.objects.filter(
        group_id__in=set(group_ids), ended_on=None, group_info__isnull=False
    )
    return frozenset(
        group_id
        for group_id in rows.values_list("group_id", flat=True)
        if group_id is not None
    )
