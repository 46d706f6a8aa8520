"""Opening a contact: one asks with a reason, another agrees, both hand over, each reads once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.safety import keyholding
from hearthside.safety.contacts import HALF
from hearthside.safety.models import ContactHalf, Opening, SealedContact

ANSWER_WITHIN: Final = timedelta(hours=24)
READ_WITHIN: Final = timedelta(hours=24)
KEPT_FOR: Final = timedelta(days=365 * 6)
LONGEST: Final = 500


class CannotOpen(Refusal):
    """The contact cannot be opened so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An opening that was just asked for, and who else could agree to it."""

    public_id: str
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """An opening that was just agreed to: whose contact, and from when they are told."""

    id: int
    person_id: int
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Read:
    """What one of the two needs to read the words: nothing of it opens without their own key."""

    tag: str
    box: bytes
    handed: bytes


def ask(actor: Actor, *, person_ids: list[int], reason: str, now: datetime) -> Asked:
    """Ask to open the contact of one of these people: those who go by the name that was given.

    Raises CannotOpen: no such contact, or nobody of that name; both are said alike.
    """
    insist(actor, Verb.HOLD_A_KEY, ANYWHERE)
    if not reason.strip() or len(reason) > LONGEST:
        raise CannotOpen(
            _("Say why, in %(longest)d letters at most. It is kept sealed.")
            % {"longest": LONGEST}
        )
    with transaction.atomic():
        found = SealedContact.objects.select_for_update().filter(
            person_id__in=person_ids
        )
        rows = list(found[:2])
        if len(rows) != 1 or rows[0].person_id == actor.person_id:
            # Two who share a name in two groups are told apart by the name they sign in with.
            raise CannotOpen(_("Nobody by that name has left a contact you can open."))
        row = rows[0]
        others = _who_can_answer(actor, row)
        if not others:
            raise CannotOpen(
                _(
                    "Nobody who holds a key now can open it with you. It wants sealing anew."
                )
            )
        under_way = _under_way(now).filter(contact=row, asked_by_id=actor.person_id)
        if (same := under_way.first()) is not None:
            return Asked(same.public_id, ())
        made = Opening.objects.create(
            contact=row,
            person_id=row.person_id,
            asked_by_id=actor.person_id,
            reason=reason.strip(),
            asked_at=now,
        )
        trail.note(actor, verb=Verb.HOLD_A_KEY, what=f"asked:{made.pk}", now=now)
    return Asked(made.public_id, others)


def agree(
    actor: Actor, *, public_id: str, handed: bytes, tell_after: timedelta, now: datetime
) -> Agreed:
    """Agree, and hand the actor's half to the one who asked; from now on it can be opened.

    handed -- the actor's half, sealed in their browser to the asker's key.
    tell_after -- how long after this the person is told, as the organisation's policy says.

    Raises NotFound, CannotOpen.
    """
    with transaction.atomic():
        row = _locked(actor, public_id)
        if row.asked_by_id == actor.person_id:
            raise CannotOpen(_("You asked. Somebody else has to agree."))
        if row.agreed_at is not None:
            raise CannotOpen(_("Somebody else has agreed already."))
        if row.contact_id is None or row.asked_at + ANSWER_WITHIN < now:
            raise CannotOpen(_("It is over. If it is still needed, ask anew."))
        if _half(actor, row) is None or len(handed) != HALF:
            raise CannotOpen(
                _("Your key does not fit this one. Somebody else can agree.")
            )
        row.agreed_by_id, row.agreed_at = actor.person_id, now
        row.handed_to_asker = handed
        row.told_at = now + tell_after
        row.save()
        trail.note(actor, verb=Verb.HOLD_A_KEY, what=f"agreed:{row.pk}", now=now)
    return Agreed(row.pk, row.person_id, row.told_at)


def read(actor: Actor, *, public_id: str, handed: bytes, now: datetime) -> Read:
    """Hand out what the actor reads with, once. The asker hands over their own half for it.

    Raises NotFound, CannotOpen.
    """
    with transaction.atomic():
        row = _locked(actor, public_id)
        if actor.person_id not in {row.asked_by_id, row.agreed_by_id}:
            raise NotFound
        contact = row.contact
        if row.agreed_at is None:
            raise CannotOpen(_("Somebody else has to agree first."))
        if contact is None or row.agreed_at + READ_WITHIN < now:
            raise CannotOpen(_("It is over. If it is still needed, ask anew."))
        if actor.person_id == row.asked_by_id:
            if row.asker_read_at is not None:
                raise _read_already()
            if len(handed) != HALF:
                raise CannotOpen(_("Your key does not fit this one."))
            row.handed_to_agreer, row.asker_read_at = handed, now
            given = bytes(row.handed_to_asker)
            row.handed_to_asker = b""
        else:
            if row.agreer_read_at is not None:
                raise _read_already()
            if not row.handed_to_agreer:
                raise CannotOpen(_("The one who asked has to open it first."))
            row.agreer_read_at = now
            given = bytes(row.handed_to_agreer)
            row.handed_to_agreer = b""
        row.save()
        trail.note(actor, verb=Verb.HOLD_A_KEY, what=f"read:{row.pk}", now=now)
    return Read(contact.tag, bytes(contact.box), given)


def forget(*, now: datetime) -> int:
    """Forget halves nobody fetched, and openings of more than six years ago."""
    late = Opening.objects.filter(agreed_at__lt=now - READ_WITHIN).exclude(
        handed_to_asker=b"", handed_to_agreer=b""
    )
    wiped = late.update(handed_to_asker=b"", handed_to_agreer=b"")
    gone = Opening.objects.filter(asked_at__lt=now - KEPT_FOR).delete()[0]
    return wiped + gone


def _under_way(now: datetime) -> QuerySet[Opening]:
    return Opening.objects.filter(agreed_at=None, asked_at__gte=now - ANSWER_WITHIN)


def _locked(actor: Actor, public_id: str) -> Opening:
    insist(actor, Verb.HOLD_A_KEY, ANYWHERE)
    # Two may agree at once, and one may read in two tabs.
    row = Opening.objects.select_for_update().filter(public_id=public_id).first()
    if row is None or row.person_id == actor.person_id:
        # Nobody opens their own: to them it is not there.
        raise NotFound
    return row


def _half(actor: Actor, row: Opening) -> ContactHalf | None:
    return ContactHalf.objects.filter(
        contact_id=row.contact_id,
        mine__person_id=actor.person_id,
        mine__ended_at=None,
        other__person_id=row.asked_by_id or 0,
        other__ended_at=None,
    ).first()


def _who_can_answer(actor: Actor, row: SealedContact) -> tuple[int, ...]:
    now_held = {one.person_id for one in keyholding.current()} - {row.person_id}
    rows = ContactHalf.objects.filter(
        contact=row, other__person_id=actor.person_id, other__ended_at=None,
        mine__ended_at=None, mine__person_id__in=now_held,
    )  # fmt: skip
    return tuple(rows.values_list("mine__person_id", flat=True))


def _read_already() -> CannotOpen:
    return CannotOpen(
        _("You have read it. It is shown once; if it is needed again, ask anew.")
    )
