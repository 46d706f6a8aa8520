"""Ending a role, and at once everything that hung on it: the rota, what is held out, calendars."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor, Role
from hearthside.groups import directory, ending, offers, roles, who_helps
from hearthside.groups.ending import Over
from hearthside.meetings import placing, rota_calendar
from hearthside.safety import handing, letting_go
from hearthside.workflows import role_letters
from hearthside.workflows.change_the_rota import offer_if_near


def take_back(
    actor: Actor,
    *,
    person_id: int,
    role: Role,
    group_id: int | None = None,
    locality_id: int | None = None,
    base_address: str,
    now: datetime,
) -> None:
    """End a role somebody holds; they are off its evenings at once, tonight's among them.

    Raises NotFound, CannotEnd.
    """
    with transaction.atomic():
        over = roles.take_back(
            actor,
            person_id=person_id,
            role=role,
            group_id=group_id,
            locality_id=locality_id,
            now=now,
        )
        clear_up(over, even_if_begun=True, base_address=base_address, now=now)
        if person_id != actor.person_id:
            role_letters.tell_that_roles_changed(
                person_id, base_address=base_address, now=now
            )


def step_back(
    actor: Actor,
    *,
    role: Role,
    group_id: int | None = None,
    locality_id: int | None = None,
    base_address: str,
    now: datetime,
) -> None:
    """Give up a role of one's own; an evening that has begun may be seen through.

    Raises NotFound, CannotEnd, CannotHandOver.
    """
    with transaction.atomic():
        if role is Role.LEAD:
            handing.insist_may_leave(actor.person_id)
        over = ending.step_back(
            actor, role=role, group_id=group_id, locality_id=locality_id, now=now
        )
        clear_up(over, even_if_begun=False, base_address=base_address, now=now)
        role_letters.tell_who_gives_it(over, base_address=base_address, now=now)


def end_due(*, base_address: str, now: datetime) -> int:
    """End the roles whose day is over; return how many."""
    with transaction.atomic():
        ended = ending.end_due(now=now)
        for over in ended:
            clear_up(over, even_if_begun=False, base_address=base_address, now=now)
            role_letters.tell_that_roles_changed(
                over.person_id, base_address=base_address, now=now
            )
    return len(ended)


def clear_up(
    over: Over, *, even_if_begun: bool, base_address: str, now: datetime
) -> None:
    """Take away what hung on a role that has ended, and offer what it leaves open."""
    person_id = over.person_id
    freed = placing.take_off_whose_role_ended(
        person_id, even_if_begun=even_if_begun, now=now
    )
    groups = directory.handles({one.group_id for one in freed})
    for one in freed:
        offer_if_near(
            one.meeting_id,
            group=groups[one.group_id],
            but_for=person_id,
            base_address=base_address,
            now=now,
        )
    if over.role is Role.LEAD:
        letting_go.let_go(person_id)
    if not who_helps.helps(person_id):
        rota_calendar.close(person_id)
    if not roles.held_by(person_id):
        offers.withdraw_all_of(person_id, now=now)
