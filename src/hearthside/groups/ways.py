"""How people belong to a group, as the group says: breaks, first talks, and who sees counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.models import Group
from hearthside.groups.models import Ways as Row

LONGEST_BREAK: Final = 24
Talk = Row.Talk
Counts = Row.Counts


class CannotSet(Refusal):
    """A group cannot have it like this."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What a group says about belonging to it.

    break_months -- how long a seat is kept during a break.
    talk -- whether a facilitator talks with people before they join.
    counts -- who sees how many said what to a proposed change.
    """

    break_months: int = 6
    talk: str = Talk.OFF.value
    counts: str = Counts.FACILITATORS.value


def ways_of(group_id: int) -> Ways:
    """Return what this group says, or what holds where it says nothing; one query."""
    row = Row.objects.filter(group_id=group_id).first()
    return Ways(row.break_months, row.talk, row.counts) if row else Ways()


def set_ways(actor: Actor, wanted: Ways, *, group_id: int, now: datetime) -> None:
    """Keep what the group says from now on; a break that runs keeps its length.

    Raises NotFound, CannotSet.
    """
    group = Group.objects.filter(id=group_id, feed=None).first()
    if group is None:
        raise NotFound
    place = Place(group.pk, group.locality_id)
    insist(actor, Verb.CHANGE_HOW_ONE_BELONGS, place)
    if not 1 <= wanted.break_months <= LONGEST_BREAK:
        raise CannotSet(f"A seat is kept for 1 to {LONGEST_BREAK} months.")
    if wanted.talk not in Talk.values or wanted.counts not in Counts.values:
        raise CannotSet("Choose one of the answers.")
    Row.objects.update_or_create(
        group_id=group_id,
        defaults={
            "break_months": wanted.break_months,
            "talk": wanted.talk,
            "counts": wanted.counts,
        },
    )
    trail.note(
        actor, verb=Verb.CHANGE_HOW_ONE_BELONGS, what=f"group:{group_id}", now=now
    )
