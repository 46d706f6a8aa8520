"""Who may do what: the one table. Deny by default; every door and every room asks here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hearthside.core.actor import Actor, Anybody, Grant, Machine, Role, Visitor
from hearthside.core.refusals import NotFound


class Verb(StrEnum):
    """Everything anybody may want to do, in a member's words."""

    LOOK_AROUND = "look around"
    SAY_MIGHT_COME = "say I might come"
    SAY_NOBODY_WAS_THERE = "say nobody was there"
    SIGN_IN = "sign in"
    KEEP_MY_ACCOUNT = "keep my account"
    JOIN_A_GROUP = "join a group"
    LEAVE_A_GROUP = "leave a group"
    JOIN_ONLINE = "join a meeting online"
    ASK_TO_BE_TOLD = "ask to be told of changes"
    SEE_WHO_MIGHT_COME = "see who might come tonight"
    OPEN_THE_DESK = "open the desk"
    SEE_VOLUNTEERS = "see volunteers"
    CHANGE_A_DATE = "change a date"
    CONFIRM_A_LISTING = "confirm a listing"
    CHANGE_A_GROUP = "change a group"
    BRING_IN_LISTINGS = "bring in listings"
    GIVE_A_ROLE = "give a role"
    READ_THE_TRAIL = "read the trail"


ANYBODY: Final = "anybody"
SIGNED_IN: Final = "anybody signed in"

STAFF: Final = frozenset(
    {Role.FACILITATOR, Role.COORDINATOR, Role.LEAD, Role.EVALUATOR, Role.HOST}
)

TABLE: Final[dict[Verb, str | frozenset[Role]]] = {
    Verb.LOOK_AROUND: ANYBODY,
    Verb.SAY_MIGHT_COME: ANYBODY,
    Verb.SAY_NOBODY_WAS_THERE: ANYBODY,
    Verb.SIGN_IN: ANYBODY,
    Verb.KEEP_MY_ACCOUNT: SIGNED_IN,
    Verb.JOIN_A_GROUP: SIGNED_IN,
    Verb.ASK_TO_BE_TOLD: SIGNED_IN,
    Verb.LEAVE_A_GROUP: frozenset({Role.MEMBER}),
    Verb.JOIN_ONLINE: frozenset({Role.MEMBER, Role.FACILITATOR}),
    Verb.SEE_WHO_MIGHT_COME: frozenset({Role.FACILITATOR}),
    Verb.OPEN_THE_DESK: frozenset(
        {Role.FACILITATOR, Role.COORDINATOR, Role.LEAD, Role.HOST}
    ),
    Verb.CHANGE_A_DATE: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Verb.CONFIRM_A_LISTING: frozenset({Role.FACILITATOR, Role.COORDINATOR}),
    Verb.SEE_VOLUNTEERS: frozenset({Role.COORDINATOR, Role.LEAD}),
    Verb.CHANGE_A_GROUP: frozenset({Role.COORDINATOR}),
    Verb.BRING_IN_LISTINGS: frozenset({Role.COORDINATOR, Role.HOST}),
    Verb.GIVE_A_ROLE: frozenset({Role.COORDINATOR, Role.HOST}),
    Verb.READ_THE_TRAIL: frozenset({Role.LEAD, Role.HOST}),
}

# Roles given for the whole organisation reach every group; the others only their own.
EVERYWHERE: Final = frozenset({Role.LEAD, Role.EVALUATOR, Role.HOST})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a verb would be done: in a group, in a locality, or nowhere in particular."""

    group_id: int | None = None
    locality_id: int | None = None


ANYWHERE: Final = Place()


def may(actor: Anybody | Machine, verb: Verb, place: Place = ANYWHERE) -> bool:
    """Return whether this actor may do this there.

    With no place named, the question is whether there is any place where they may: the
    right one for a door, never for the act behind it.
    """
    allowed = TABLE[verb]
    if isinstance(actor, Machine) or allowed == ANYBODY:
        return True
    if isinstance(actor, Visitor):
        return False
    if allowed == SIGNED_IN:
        return True
    return any(
        grant.role in allowed and _reaches(grant, place)
        for grant in actor.grants
        if actor.has_second_factor or grant.role not in STAFF
    )


def insist(actor: Anybody | Machine, verb: Verb, place: Place) -> None:
    """Do nothing when the actor may; otherwise the thing does not exist for them.

    Raises NotFound.
    """
    if not may(actor, verb, place):
        raise NotFound


def wants_second_factor(actor: Actor) -> bool:
    """Return whether a staff role waits for this person to add a second factor."""
    return not actor.has_second_factor and any(
        grant.role in STAFF for grant in actor.grants
    )


def localities_of(actor: Actor, *roles: Role) -> frozenset[int]:
    """Return the localities in which the actor holds one of these roles."""
    return frozenset(
        grant.locality_id
        for grant in actor.grants
        if grant.role in roles and grant.locality_id is not None
    )


def groups_of(actor: Actor, *roles: Role) -> frozenset[int]:
    """Return the groups in which the actor holds one of these roles."""
    return frozenset(
        grant.group_id
        for grant in actor.grants
        if grant.role in roles and grant.group_id is not None
    )


def _reaches(grant: Grant, place: Place) -> bool:
    if place == ANYWHERE or grant.role in EVERYWHERE:
        return True
    if grant.group_id is not None:
        return grant.group_id == place.group_id
    if grant.locality_id is not None:
        return grant.locality_id == place.locality_id
    return False
