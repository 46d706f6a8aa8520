"""How far a person's desk reaches: their groups, their localities, or all of it."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.core import policy
from hearthside.core.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Reach:
    """What a desk shows.

    locality_ids -- None means every locality.
    """

    locality_ids: frozenset[int] | None
    group_ids: frozenset[int]


def reach_of(actor: Actor) -> Reach:
    """Return what this person's desk shows."""
    if any(grant.role in {Role.LEAD, Role.HOST} for grant in actor.grants):
        return Reach(None, frozenset())
    return Reach(
        policy.localities_of(actor, Role.COORDINATOR),
        policy.groups_of(actor, Role.FACILITATOR),
    )
