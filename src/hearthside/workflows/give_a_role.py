"""Giving a role: to somebody who volunteers already, by an invitation, or by two together."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor, Role
from hearthside.groups import giving_roles, offers
from hearthside.workflows import role_letters


def hand_out(
    actor: Actor,
    *,
    person_id: int | None,
    role: Role,
    group_id: int | None,
    locality_id: int | None,
    ends_at: datetime | None,
    base_address: str,
    now: datetime,
) -> None:
    """Give a role to this person, or hold it out to whoever is handed the code (None).

    A safeguarding lead is only proposed by this.

    Raises NotFound, CannotGive, CannotOffer.
    """
    with transaction.atomic():
        if person_id is None:
            offers.invite(
                actor,
                role=role,
                group_id=group_id,
                locality_id=locality_id,
                role_ends_at=ends_at,
                now=now,
            )
        elif role is Role.LEAD:
            offers.propose(actor, person_id=person_id, now=now)
            role_letters.tell_who_may_agree(
                but_for={actor.person_id, person_id},
                base_address=base_address,
                now=now,
            )
        else:
            giving_roles.give(
                actor,
                person_id=person_id,
                role=role,
                group_id=group_id,
                locality_id=locality_id,
                ends_at=ends_at,
                now=now,
            )
            if person_id != actor.person_id:
                role_letters.tell_that_roles_changed(
                    person_id, base_address=base_address, now=now
                )


def take(actor: Actor, *, code: str, base_address: str, now: datetime) -> bool:
    """Take what this code holds out; False: a second person has to agree first.

    Raises NotFound, CannotTakeRole.
    """
    with transaction.atomic():
        held = offers.held_out(code, now=now)
        if offers.take(actor, code=code, now=now):
            return True
        role_letters.tell_who_may_agree(
            but_for={actor.person_id, held.made_by}, base_address=base_address, now=now
        )
    return False


def confirm(actor: Actor, *, public_id: str, base_address: str, now: datetime) -> None:
    """Agree that somebody becomes safeguarding lead, and tell them.

    Raises NotFound, CannotOffer.
    """
    with transaction.atomic():
        person_id = offers.confirm(actor, public_id=public_id, now=now)
        role_letters.tell_that_roles_changed(
            person_id, base_address=base_address, now=now
        )
