"""Ending a role: taken back, given up, or over on its day. Never the last of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from hearthside.core import rights_changed, trail
from hearthside.core.actor import Actor, Machine, Role
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.models import RoleHeld

CLOCK: Final = Machine("clock")
# Without one of these nobody could answer a worry, or give a role to anybody.
NEVER_NONE: Final = {
    Role.LEAD: "This is the only safeguarding lead. Another takes it on first.",
    Role.HOST: "This is the only host. Another takes it on first.",
}


class CannotEnd(Refusal):
    """This role cannot end now."""


@dataclass(frozen=True, slots=True)
class Over:
    """One role that has just ended."""

    person_id: int
    role: Role
    group_id: int | None
    locality_id: int | None


def why_not_end(person_id: int, role: Role) -> str | None:
    """Return why this person's role must stay for now, or None; one query."""
    if role not in NEVER_NONE:
        return None
    others = _able(role).exclude(person_id=person_id)
    return None if others.exists() else NEVER_NONE[role]


def end(
    actor: Actor | Machine,
    *,
    person_id: int,
    role: Role,
    group_id: int | None,
    locality_id: int | None,
    verb: Verb,
    now: datetime,
) -> Over:
    """End one role, on the trail, for every gate from the next request on.

    The actor was asked before whether they may. Raises NotFound, CannotEnd.
    """
    with transaction.atomic():
        if role in NEVER_NONE:
            # The last two may both step back at once: their rows make them queue.
            list(_able(role).select_for_update(of=("self",)).values_list("id"))
        mine = RoleHeld.objects.filter(
            Q(group_id=group_id, locality_id=locality_id),
            person_id=person_id,
            role=role,
            ended_at=None,
        )
        if not mine.exists():
            raise NotFound
        if why := why_not_end(person_id, role):
            raise CannotEnd(why)
        mine.update(ended_at=now)
        trail.note(actor, verb=verb, what=f"person:{person_id}", now=now)
        rights_changed.note([person_id], now=now)
    return Over(person_id, role, group_id, locality_id)


def step_back(
    actor: Actor,
    *,
    role: Role,
    group_id: int | None,
    locality_id: int | None,
    now: datetime,
) -> Over:
    """Give up a role of one's own, in one step.

    Raises NotFound, CannotEnd.
    """
    return end(
        actor,
        person_id=actor.person_id,
        role=role,
        group_id=group_id,
        locality_id=locality_id,
        verb=Verb.STEP_BACK,
        now=now,
    )


def end_due(*, now: datetime) -> list[Over]:
    """End the roles whose day is over; return them."""
    due = RoleHeld.objects.filter(ended_at=None, ends_at__lte=now).order_by("id")
    return [
        end(
            CLOCK,
            person_id=row.person_id,
            role=Role(row.role),
            group_id=row.group_id,
            locality_id=row.locality_id,
            verb=Verb.TAKE_A_ROLE_BACK,
            now=now,
        )
        for row in due
    ]


def _able(role: Role) -> QuerySet[RoleHeld]:
    return RoleHeld.objects.filter(
        role=role,
        ended_at=None,
        person__is_active=True,
        person__suspended_at=None,
    )
