"""Handing over: somebody leaves, and everything they hold goes to somebody, in one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor, Role
from hearthside.core.refusals import NotFound
from hearthside.groups import giving_roles, proposals, roles
from hearthside.groups.roles import Held
from hearthside.meetings import my_dates, placing
from hearthside.meetings.my_dates import Mine
from hearthside.safety import worries
from hearthside.workflows import end_a_role, role_letters

A_YEAR: Final = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class InHand:
    """What somebody holds as far as the actor may end it: roles, and dates by group.

    proposals -- by locality they coordinate: how many proposals from imported lists wait
    there for a judgement.
    """

    held: tuple[Held, ...]
    dates: dict[int, tuple[Mine, ...]]
    proposals: dict[int, int]

    @property
    def group_ids(self) -> tuple[int, ...]:
        """The groups in which something is theirs, each once."""
        theirs = [one.group_id for one in self.held if one.group_id is not None]
        return tuple(dict.fromkeys([*theirs, *self.dates]))


def in_hand(actor: Actor, *, person_id: int, now: datetime) -> InHand:
    """Return what this person would hand over if the actor ended their roles.

    Raises NotFound: nothing of theirs is the actor's to end.
    """
    held = tuple(
        one for one in roles.held_by(person_id) if roles.may_take_back(actor, one)
    )
    if not held:
        raise NotFound
    mine = {one.group_id for one in held if one.role is Role.FACILITATOR}
    # Without another group to facilitate, what they stepped into elsewhere goes too.
    goes_on = roles.facilitates(person_id) - mine
    dates: dict[int, list[Mine]] = {}
    for date in my_dates.down_for(person_id, since=now, until=now + A_YEAR):
        group_id = date.dated.group_id
        if date.dated.starts_at > now and (group_id in mine or not goes_on):
            dates.setdefault(group_id, []).append(date)
    by_group = {group: tuple(some) for group, some in dates.items()}
    return InHand(held, by_group, _waiting_in(held))


def _waiting_in(held: tuple[Held, ...]) -> dict[int, int]:
    areas = {
        one.locality_id
        for one in held
        if one.role is Role.COORDINATOR and one.locality_id is not None
    }
    found = {area: proposals.how_many(locality_ids=frozenset({area})) for area in areas}
    return {area: waiting for area, waiting in found.items() if waiting}


def hand_over(
    actor: Actor,
    *,
    person_id: int,
    takers: Mapping[int, int],
    next_coordinators: Mapping[int, int],
    worries_to: int | None,
    base_address: str,
    now: datetime,
) -> int:
    """End every role of somebody that is the actor's to end; return how many ended.

    takers -- by group, who facilitates it from now on and takes those of their dates they
    can. next_coordinators -- by locality. worries_to -- another lead who holds on to what
    they held; None: it waits for any of them. What nobody takes stands open, and is
    offered as any gap is. Proposals from imported lists go to whoever coordinates the
    locality then, or to the hosts where nobody does; those are told.

    Raises NotFound, CannotEnd, CannotGive.
    """
    with transaction.atomic():
        hand = in_hand(actor, person_id=person_id, now=now)
        for group_id, taker in takers.items():
            if group_id in hand.group_ids and taker != person_id:
                _takes(actor, taker, Role.FACILITATOR, group_id=group_id, now=now)
                placing.hand_on(person_id, to=taker, group_id=group_id, now=now)
                _tell(actor, taker, base_address=base_address, now=now)
        for held in hand.held:
            next_one = next_coordinators.get(held.locality_id or 0)
            if held.role is Role.COORDINATOR and next_one not in {None, person_id}:
                assert next_one is not None  # noqa: S101 - said above
                _takes(
                    actor,
                    next_one,
                    Role.COORDINATOR,
                    locality_id=held.locality_id,
                    now=now,
                )
                _tell(actor, next_one, base_address=base_address, now=now)
            if held.role is Role.LEAD and worries_to is not None:
                worries.hand_on(actor, person_id, to=worries_to, now=now)
            end_a_role.take_back(
                actor,
                person_id=person_id,
                role=held.role,
                group_id=held.group_id,
                locality_id=held.locality_id,
                base_address=base_address,
                now=now,
            )
        for locality_id in hand.proposals:
            role_letters.tell_who_judges_proposals(
                locality_id,
                but_for={person_id, actor.person_id},
                base_address=base_address,
                now=now,
            )
    return len(hand.held)


def _takes(
    actor: Actor,
    person_id: int,
    role: Role,
    *,
    group_id: int | None = None,
    locality_id: int | None = None,
    now: datetime,
) -> None:
    """Give the role unless it is theirs; a lead may end roles and give none."""
    where = (role, group_id, locality_id)
    theirs = roles.held_by(person_id)
    if where in {(one.role, one.group_id, one.locality_id) for one in theirs}:
        return
    giving_roles.give(
        actor,
        person_id=person_id,
        role=role,
        group_id=group_id,
        locality_id=locality_id,
        now=now,
    )


def _tell(actor: Actor, person_id: int, *, base_address: str, now: datetime) -> None:
    if person_id != actor.person_id:
        role_letters.tell_that_roles_changed(
            person_id, base_address=base_address, now=now
        )
