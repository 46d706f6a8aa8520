"""Roles: who facilitates which group, who coordinates which locality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BigIntegerField, CharField, Q, Value

from hearthside.core.actor import Actor, Grant, Machine, Role
from hearthside.core.policy import THE_WHOLE_HOUSE, Place, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.groups import ending, seats
from hearthside.groups.ending import Over
from hearthside.groups.models import Group, Membership, RoleHeld


@dataclass(frozen=True, slots=True)
class Held:
    """One role of one person.

    ends_at -- when it will be over; None: nobody said.
    """

    person_id: int
    role: Role
    group_id: int | None
    locality_id: int | None
    ends_at: datetime | None = None


def grants_of(person_id: int, *, now: datetime | None = None) -> frozenset[Grant]:
    """Return every role the person holds now, membership included; one query.

    now -- at a gate: a role whose day is over opens nothing, even if the clock that
    should have ended it stands still.
    """
    # Every page of somebody signed in begins here: one question instead of two.
    mine = RoleHeld.objects.filter(person_id=person_id, ended_at=None)
    if now is not None:
        mine = mine.filter(Q(ends_at=None) | Q(ends_at__gt=now))
    held = mine.values_list("role", "group_id", "locality_id")
    nowhere = Value(None, output_field=BigIntegerField())
    belongs = Membership.objects.filter(seats.of(person_id), left_at=None).values_list(
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


def facilitates(person_id: int) -> frozenset[int]:
    """Return the groups this person facilitates."""
    rows = RoleHeld.objects.filter(
        person_id=person_id, role=Role.FACILITATOR, ended_at=None
    )
    return frozenset(
        group_id
        for group_id in rows.values_list("group_id", flat=True)
        if group_id is not None
    )


def who_facilitate() -> list[int]:
    """Return everybody who facilitates a group."""
    rows = RoleHeld.objects.filter(role=Role.FACILITATOR, ended_at=None)
    return list(rows.values_list("person_id", flat=True).distinct())


def coordinators_of(locality_id: int | None) -> list[int]:
    """Return the people who coordinate this locality."""
    rows = RoleHeld.objects.filter(
        Q(locality_id=locality_id), role=Role.COORDINATOR, ended_at=None
    )
    return list(rows.values_list("person_id", flat=True))


def leads() -> list[int]:
    """Return the safeguarding leads of the house."""
    rows = RoleHeld.objects.filter(role=Role.LEAD, ended_at=None).order_by("id")
    return list(rows.values_list("person_id", flat=True))


def hosts() -> list[int]:
    """Return the hosts of the house."""
    rows = RoleHeld.objects.filter(role=Role.HOST, ended_at=None).order_by("id")
    return list(rows.values_list("person_id", flat=True))


def who_coordinate() -> list[int]:
    """Return everybody who coordinates a locality."""
    rows = RoleHeld.objects.filter(role=Role.COORDINATOR, ended_at=None)
    return list(rows.values_list("person_id", flat=True).distinct())


def keyholders() -> list[int]:
    """Return who may hold a key to emergency contacts: the leads, and whom the host named."""
    rows = RoleHeld.objects.filter(
        role__in=[Role.LEAD, Role.KEYHOLDER], ended_at=None
    ).order_by("id")
    return list(dict.fromkeys(rows.values_list("person_id", flat=True)))


def where_they_help() -> dict[int, frozenset[int | None]]:
    """Return every volunteer with the localities they facilitate or coordinate in; one query."""
    rows = RoleHeld.objects.filter(
        role__in=[Role.FACILITATOR, Role.COORDINATOR], ended_at=None
    ).values_list("person_id", "group__locality_id", "locality_id")
    found: dict[int, set[int | None]] = {}
    for person_id, of_group, of_role in rows:
        found.setdefault(person_id, set()).add(of_group if of_role is None else of_role)
    return {person_id: frozenset(where) for person_id, where in found.items()}


def held_in(locality_ids: frozenset[int] | None) -> list[Held]:
    """Return the roles held in these localities and their groups, or all there are (None)."""
    rows = RoleHeld.objects.filter(ended_at=None).order_by("id")
    if locality_ids is not None:
        here = Group.objects.filter(locality_id__in=locality_ids).values("id")
        rows = rows.filter(group_id__in=here) | rows.filter(
            locality_id__in=locality_ids
        )
    return [_held(row) for row in rows]


def held_by(person_id: int) -> list[Held]:
    """Return the roles this person holds; one query."""
    rows = RoleHeld.objects.filter(person_id=person_id, ended_at=None)
    return [_held(row) for row in rows.order_by("id")]


def take_back(
    actor: Actor | Machine,
    *,
    person_id: int,
    role: Role,
    group_id: int | None = None,
    locality_id: int | None = None,
    now: datetime,
) -> Over:
    """End a role a person holds; it ends at their next request.

    A coordinator takes back facilitators of their own locality; a lead or a host any role.

    Raises NotFound, CannotEnd.
    """
    insist_may(actor, Verb.TAKE_A_ROLE_BACK, role=role, group_id=group_id)
    return ending.end(
        actor,
        person_id=person_id,
        role=role,
        group_id=group_id,
        locality_id=locality_id,
        verb=Verb.TAKE_A_ROLE_BACK,
        now=now,
    )


def may_take_back(actor: Actor, held: Held) -> bool:
    """Return whether the actor may end this role; one query for a facilitator's."""
    try:
        insist_may(actor, Verb.TAKE_A_ROLE_BACK, role=held.role, group_id=held.group_id)
    except NotFound:
        return False
    return True


def insist_may(
    actor: Actor | Machine, verb: Verb, *, role: Role, group_id: int | None
) -> None:
    """Do nothing when the actor may do this about such a role.

    Raises NotFound.
    """
    if isinstance(actor, Machine):
        return
    if role is Role.FACILITATOR and group_id is not None:
        group = Group.objects.filter(id=group_id, feed=None).first()
        if group is None:
            raise NotFound
        insist(actor, verb, Place(group.pk, group.locality_id))
        return
    insist(actor, verb, THE_WHOLE_HOUSE)


def forget(*, now: datetime) -> int:
    """Delete roles that ended more than three years ago."""
    old = RoleHeld.objects.filter(ended_at__lt=now - timedelta(days=365 * 3))
    return old.delete()[0]


def _held(row: RoleHeld) -> Held:
    return Held(
        row.person_id, Role(row.role), row.group_id, row.locality_id, row.ends_at
    )
