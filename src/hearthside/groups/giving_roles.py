"""Giving a role: who may, and putting it down."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hearthside.core import rights_changed, trail
from hearthside.core.actor import Actor, Machine, Role
from hearthside.core.policy import Verb
from hearthside.core.refusals import Refusal
from hearthside.groups import ending
from hearthside.groups.models import RoleHeld
from hearthside.groups.roles import insist_may, leads


class CannotGive(Refusal):
    """This role cannot be given so."""


def give(
    actor: Actor | Machine,
    *,
    person_id: int,
    role: Role,
    group_id: int | None = None,
    locality_id: int | None = None,
    ends_at: datetime | None = None,
    now: datetime,
) -> None:
    """Give a person a role.

    A coordinator gives facilitators to groups of their own locality; every other role is
    the host's to give. A safeguarding lead is decided by two people (`offers.py`), the
    first of a house aside.

    Raises NotFound, CannotGive.
    """
    with transaction.atomic():
        if why := why_not_give(
            actor,
            role=role,
            group_id=group_id,
            locality_id=locality_id,
            ends_at=ends_at,
        ):
            raise CannotGive(why)
        if role is Role.LEAD and (isinstance(actor, Actor) or leads()):
            raise CannotGive(
                "Two people decide about a safeguarding lead. Propose somebody under "
                "Who does what."
            )
        begin(
            actor,
            person_id=person_id,
            role=role,
            group_id=group_id,
            locality_id=locality_id,
            ends_at=ends_at,
            now=now,
        )


def why_not_give(
    actor: Actor | Machine,
    *,
    role: Role,
    group_id: int | None,
    locality_id: int | None,
    ends_at: datetime | None = None,
) -> str | None:
    """Return why this role cannot be given there, or None.

    Raises NotFound: the actor may not.
    """
    insist_may(actor, Verb.GIVE_A_ROLE, role=role, group_id=group_id)
    if role is Role.TONIGHT:
        return "That comes with a place on the rota of one date."
    if role is Role.FACILITATOR and group_id is None:
        return "Choose the group this person will facilitate."
    if role is Role.COORDINATOR and locality_id is None:
        return "Choose the locality this person will coordinate."
    if ends_at is not None and role in ending.NEVER_NONE:
        return "This role has no last day. Take it back when another holds it too."
    return None


def begin(
    actor: Actor | Machine,
    *,
    person_id: int,
    role: Role,
    group_id: int | None,
    locality_id: int | None,
    ends_at: datetime | None,
    now: datetime,
) -> None:
    """Put a role down, on the trail; who may was asked before. Given twice, it is one."""
    with transaction.atomic():
        held = RoleHeld.objects.filter(
            Q(group_id=group_id, locality_id=locality_id),
            person_id=person_id,
            role=role,
            ended_at=None,
        )
        if not held.update(ends_at=ends_at):
            RoleHeld.objects.create(
                person_id=person_id,
                role=role,
                group_id=group_id,
                locality_id=locality_id,
                given_at=now,
                ends_at=ends_at,
            )
        trail.note(actor, verb=Verb.GIVE_A_ROLE, what=f"person:{person_id}", now=now)
        rights_changed.note([person_id], now=now)
