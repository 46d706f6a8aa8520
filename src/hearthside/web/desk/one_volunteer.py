"""One volunteer within reach: found by an id nobody can count through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.core.ids import opaque_id
from hearthside.core.policy import Place, Verb
from hearthside.core.refusals import NotFound
from hearthside.groups import roles
from hearthside.groups.roles import Held

LOOKS_AFTER: Final = (Role.FACILITATOR, Role.COORDINATOR)
VOLUNTEER: Final = "volunteer"


@dataclass(frozen=True, slots=True)
class Found:
    """A volunteer, their roles within the actor's reach, and whether notes may be made."""

    person_id: int
    held: tuple[Held, ...]
    may_note: bool


def volunteer(actor: Actor, volunteer_id: str) -> Found:
    """Return the volunteer of this id, if they help where the actor looks after them.

    Raises NotFound.
    """
    everywhere = any(grant.role is Role.LEAD for grant in actor.grants)
    here = None if everywhere else policy.localities_of(actor, Role.COORDINATOR)
    # Fine to some thousand volunteers: each costs a microsecond, and only those in reach
    # are looked through, so that anybody else does not exist.
    held = tuple(
        one
        for one in roles.held_in(here)
        if one.role in LOOKS_AFTER
        and opaque_id(VOLUNTEER, one.person_id) == volunteer_id
    )
    if not held:
        raise NotFound
    person_id = held[0].person_id
    where = roles.where_they_help().get(person_id, frozenset())
    may_note = any(
        policy.may(actor, Verb.NOTE_TRAINING, Place(locality_id=locality_id))
        for locality_id in where
        if locality_id is not None
    )
    return Found(person_id, held, may_note)
