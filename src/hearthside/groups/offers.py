"""Offers: a role held out by an invitation, and the two who decide about a lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from hearthside.core.actor import Actor, Role
from hearthside.core.policy import ANYWHERE, Verb, insist, may
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import giving_roles, role_codes, roles
from hearthside.groups.models import RoleOffer

LASTS: Final = timedelta(days=7)
KEPT_FOR: Final = timedelta(days=30)
# Whoever needs more at once is handing them to a crowd.
MOST_WAITING: Final = 20


class CannotOffer(Refusal):
    """This role cannot be held out so."""


class CannotTakeRole(Refusal):
    """This offer gives no role to this person, or not any more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One role held out.

    code -- what the invited person is given; empty except for whoever made it.
    person_id -- who has taken it, or for whom it was meant. is_mine -- the actor made it.
    """

    public_id: str
    role: Role
    group_id: int | None
    locality_id: int | None
    role_ends_at: datetime | None
    made_by: int
    expires_at: datetime
    person_id: int | None
    is_mine: bool
    code: str = ""


def invite(
    actor: Actor,
    *,
    role: Role,
    group_id: int | None = None,
    locality_id: int | None = None,
    role_ends_at: datetime | None = None,
    now: datetime,
) -> Offer:
    """Hold a role out to whoever is handed the code: once, for a week.

    Raises NotFound, CannotOffer.
    """
    _insist_may_offer(actor, role, group_id, locality_id, role_ends_at)
    with transaction.atomic():
        mine = _waiting(now).filter(made_by_id=actor.person_id)
        if mine.count() >= MOST_WAITING:
            raise CannotOffer(
                "Many invitations of yours wait already. Take one back first."
            )
        code = role_codes.new_code()
        row = RoleOffer.objects.create(
            code=code,
            code_hash=role_codes.digest_of(code),
            role=role,
            group_id=group_id,
            locality_id=locality_id,
            role_ends_at=role_ends_at,
            made_by_id=actor.person_id,
            made_at=now,
            expires_at=now + LASTS,
        )
    return _offer(row, actor)


def propose(actor: Actor, *, person_id: int, now: datetime) -> Offer:
    """Propose somebody who volunteers already as safeguarding lead; a second person agrees.

    Raises NotFound, CannotOffer.
    """
    insist(actor, Verb.APPOINT_A_LEAD, ANYWHERE)
    if person_id in roles.leads():
        raise CannotOffer("That person is a safeguarding lead already.")
    if person_id == actor.person_id:
        raise CannotOffer("Nobody proposes themselves. Ask another lead, or a host.")
    if not roles.held_by(person_id):
        raise NotFound
    with transaction.atomic():
        if _waiting(now).filter(role=Role.LEAD, person_id=person_id).exists():
            raise CannotOffer("That person is proposed already.")
        row = RoleOffer.objects.create(
            code_hash=role_codes.digest_of(role_codes.new_code()),
            role=Role.LEAD,
            made_by_id=actor.person_id,
            made_at=now,
            expires_at=now + LASTS,
            person_id=person_id,
        )
    return _offer(row, actor)


def held_out(code: str, *, now: datetime) -> Offer:
    """Return what this code holds out.

    Raises NotFound: used, taken back, run out, or nobody's.
    """
    row = (
        _waiting(now).filter(code_hash=role_codes.digest_of(code), person=None).first()
    )
    if row is None or not _maker_still_may(row, now=now):
        raise NotFound
    return _offer(row, None)


def take(actor: Actor, *, code: str, now: datetime) -> bool:
    """Take what this code holds out; return whether the role is the actor's now.

    False: a second person has to agree first. Raises NotFound, CannotTakeRole.
    """
    with transaction.atomic():
        # Two people may hold the same code: the row makes them queue, and one is first.
        rows = _waiting(now).select_for_update(of=("self",))
        row = rows.filter(code_hash=role_codes.digest_of(code), person=None).first()
        if row is None or not _maker_still_may(row, now=now):
            raise NotFound
        if any(
            (held.role, held.group_id, held.locality_id)
            == (row.role, row.group_id, row.locality_id)
            for held in roles.held_by(actor.person_id)
        ):
            raise CannotTakeRole("You hold this role already.")
        if row.role == Role.LEAD and row.made_by_id == actor.person_id:
            raise CannotTakeRole(
                "You made this invitation, so somebody else has to take it."
            )
        # The code goes at once: nobody reads it again, not even whoever made it.
        row.person_id, row.code = actor.person_id, ""
        if row.role != Role.LEAD:
            _begin(actor, row, now=now)
        row.save(update_fields=["person", "code", "over_at"])
    return row.over_at is not None


def confirm(actor: Actor, *, public_id: str, now: datetime) -> int:
    """Agree, as the second of two, that this person becomes a lead; return who it is.

    Raises NotFound, CannotOffer.
    """
    insist(actor, Verb.APPOINT_A_LEAD, ANYWHERE)
    with transaction.atomic():
        rows = _waiting(now).select_for_update(of=("self",))
        row = rows.filter(public_id=public_id, role=Role.LEAD).first()
        if row is None or row.person_id is None or not _maker_still_may(row, now=now):
            raise NotFound
        if actor.person_id in {row.made_by_id, row.person_id}:
            raise CannotOffer(
                "Somebody else has to agree: a lead or a host who did not propose it."
            )
        row.confirmed_by_id = actor.person_id
        _begin(actor, row, now=now)
        row.save(update_fields=["confirmed_by", "over_at"])
    return row.person_id


def withdraw(actor: Actor, *, public_id: str, now: datetime) -> None:
    """Take an offer back, one's own or as a lead or a host anybody's.

    Raises NotFound.
    """
    row = _waiting(now).filter(public_id=public_id).first()
    if row is None or not _may_see(actor, row):
        raise NotFound
    RoleOffer.objects.filter(id=row.pk, over_at=None).update(over_at=now, code="")


def withdraw_all_of(person_id: int, *, now: datetime) -> int:
    """Take back every offer this person made or was proposed in; return how many."""
    rows = _waiting(now).filter(Q(made_by_id=person_id) | Q(person_id=person_id))
    return rows.update(over_at=now, code="")


def waiting(actor: Actor, *, now: datetime, most: int = 100) -> list[Offer]:
    """Return the offers that wait: one's own, and for a lead or a host everybody's."""
    rows = _waiting(now).order_by("-made_at", "-id")
    if not may(actor, Verb.APPOINT_A_LEAD, ANYWHERE):
        rows = rows.filter(made_by_id=actor.person_id)
    return [_offer(row, actor) for row in rows[:most]]


def how_many_of(person_id: int, *, now: datetime) -> int:
    """Return how many offers would go if this person left."""
    return (
        _waiting(now).filter(Q(made_by_id=person_id) | Q(person_id=person_id)).count()
    )


def forget(*, now: datetime) -> int:
    """Delete offers that ran out more than thirty days ago."""
    return RoleOffer.objects.filter(expires_at__lt=now - KEPT_FOR).delete()[0]


def _waiting(now: datetime) -> QuerySet[RoleOffer]:
    return RoleOffer.objects.filter(over_at=None, expires_at__gt=now)


def _insist_may_offer(
    actor: Actor,
    role: Role,
    group_id: int | None,
    locality_id: int | None,
    role_ends_at: datetime | None,
) -> None:
    if role is Role.LEAD:
        insist(actor, Verb.APPOINT_A_LEAD, ANYWHERE)
        if role_ends_at is not None:
            raise CannotOffer(
                "This role has no last day. Take it back when another holds it too."
            )
        return
    if role is Role.MEMBER:
        raise NotFound
    if why := giving_roles.why_not_give(
        actor,
        role=role,
        group_id=group_id,
        locality_id=locality_id,
        ends_at=role_ends_at,
    ):
        raise CannotOffer(why)


def _maker_still_may(row: RoleOffer, *, now: datetime) -> bool:
    """Return whether whoever made it could still make it: rights end with what they gave."""
    maker = Actor(row.made_by_id, roles.grants_of(row.made_by_id, now=now), True)
    if not row.made_by.is_active or row.made_by.suspended_at is not None:
        return False
    try:
        _insist_may_offer(
            maker, Role(row.role), row.group_id, row.locality_id, row.role_ends_at
        )
    except Refusal:
        return False
    return row.role_ends_at is None or row.role_ends_at > now


def _begin(actor: Actor, row: RoleOffer, *, now: datetime) -> None:
    assert row.person_id is not None  # noqa: S101 - both callers have just set or read it
    giving_roles.begin(
        actor,
        person_id=row.person_id,
        role=Role(row.role),
        group_id=row.group_id,
        locality_id=row.locality_id,
        ends_at=row.role_ends_at,
        now=now,
    )
    row.over_at = now


def _may_see(actor: Actor, row: RoleOffer) -> bool:
    return row.made_by_id == actor.person_id or may(
        actor, Verb.APPOINT_A_LEAD, ANYWHERE
    )


def _offer(row: RoleOffer, actor: Actor | None) -> Offer:
    is_mine = actor is not None and row.made_by_id == actor.person_id
    return Offer(
        row.public_id,
        Role(row.role),
        row.group_id,
        row.locality_id,
        row.role_ends_at,
        row.made_by_id,
        row.expires_at,
        row.person_id,
        is_mine,
        row.code if is_mine else "",
    )
