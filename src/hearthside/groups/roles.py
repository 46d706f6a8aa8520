"""Roles: who facilitates which group, who coordinates which locality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import BigIntegerField, CharField, Q, Value

from hearthside.core import trail
from hearthside.core.actor import Actor, Grant, Machine, Role
from hearthside.core.policy import ANYWHERE, Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.models import Group, Membership, RoleHeld


class CannotGive(Refusal):
    """This role cannot be given so."""


@dataclass(frozen=True, slots=True)
class Held:
    """One role of one person."""

    person_id: int
    role: Role
    group_id: int | None
    locality_id: int | None


def grants_of(person_id: int) -> frozenset[Grant]:
    """Return every role the person holds now, membership included; one query."""
    # Every page of somebody signed in begins here: one question instead of two.
    held = RoleHeld.objects.filter(person_id=person_id, ended_at=None).values_list(
        "role", "group_id", "locality_id"
    )
    nowhere = Value(None, output_field=BigIntegerField())
    belongs = Membership.objects.filter(person_id=person_id, left_at=None).values_list(
        Value(Role.MEMBER.value, output_field=CharField()), "group_id", nowhere
    )
    return frozenset(
        Grant(Role(role), group_id, locality_id)
        for role, group_id, locality_id in held.union(belongs)
    )


def facilitators_of(group_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the people who facilitate each of these groups."""
    found: dict[int, list[int]] = {group_id: [] for group_id in group_ids}
    rows = RoleHeld.objects.filter(
        role=Role.FACILITATOR, group_id__in=found, ended_at=None
    ).order_by("id")
    for group_id, person_id in rows.values_list("group_id", "person_id"):
        found[group_id].append(person_id)
    return found


def coordinators_of(locality_id: int | None) -> list[int]:
    """Return the people who coordinate this locality."""
    rows = RoleHeld.objects.filter(
        Q(locality_id=locality_id), role=Role.COORDINATOR, ended_at=None
    )
    return list(rows.values_list("person_id", flat=True))


def held_in(locality_ids: frozenset[int] | None) -> list[Held]:
    """Return the facilitators and coordinators of these localities, or of all (None)."""
    rows = RoleHeld.objects.filter(ended_at=None).order_by("id")
    if locality_ids is not None:
        here = Group.objects.filter(locality_id__in=locality_ids).values("id")
        rows = rows.filter(group_id__in=here) | rows.filter(
            locality_id__in=locality_ids
        )
    return [
        Held(row.person_id, Role(row.role), row.group_id, row.locality_id)
        for row in rows
    ]


def give(
    actor: Actor | Machine,
    *,
    person_id: int,
    role: Role,
    group_id: int | None = None,
    locality_id: int | None = None,
    now: datetime,
) -> None:
    """Give a person a role.

    A coordinator gives facilitators to groups of their own locality; every other role is
    the host's to give.

    Raises NotFound, CannotGive.
    """
    with transaction.atomic():
        _insist_may_give(actor, role=role, group_id=group_id)
        if role is Role.FACILITATOR and group_id is None:
            raise CannotGive("Choose the group this person will facilitate.")
        if role is Role.COORDINATOR and locality_id is None:
            raise CannotGive("Choose the locality this person will coordinate.")
        held = RoleHeld.objects.filter(
            Q(group_id=group_id, locality_id=locality_id),
            person_id=person_id,
            role=role,
            ended_at=None,
        )
        if not held.exists():
            RoleHeld.objects.create(
                person_id=person_id,
                role=role,
                group_id=group_id,
                locality_id=locality_id,
                given_at=now,
            )
        trail.note(actor, verb=Verb.GIVE_A_ROLE, what=f"person:{person_id}", now=now)


def take_back(
    actor: Actor, *, person_id: int, role: Role, group_id: int | None, now: datetime
) -> None:
    """End a role a person holds in a group; it ends at their next request.

    Raises NotFound.
    """
    with transaction.atomic():
        _insist_may_give(actor, role=role, group_id=group_id)
        ended = RoleHeld.objects.filter(
            Q(group_id=group_id), person_id=person_id, role=role, ended_at=None
        ).update(ended_at=now)
        if not ended:
            raise NotFound
        trail.note(actor, verb=Verb.GIVE_A_ROLE, what=f"person:{person_id}", now=now)


def forget(*, now: datetime) -> int:
    """Delete roles that ended more than three years ago."""
    old = RoleHeld.objects.filter(ended_at__lt=now - timedelta(days=365 * 3))
    return old.delete()[0]


def _insist_may_give(
    actor: Actor | Machine, *, role: Role, group_id: int | None
) -> None:
    if isinstance(actor, Machine):
        return
    if role is Role.FACILITATOR and group_id is not None:
        group = Group.objects.filter(id=group_id, feed=None).first()
        if group is None:
            raise NotFound
        insist(actor, Verb.GIVE_A_ROLE, Place(group.pk, group.locality_id))
        return
    insist(actor, Verb.GIVE_A_ROLE, ANYWHERE)
    if not any(grant.role is Role.HOST for grant in actor.grants):
        raise NotFound
