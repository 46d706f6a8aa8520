"""Care afterwards: a talk offered to those who led that evening, and to who was worried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.people.signing_in import names_of
from hearthside.safety import chain, round_a_lead
from hearthside.safety.chain import Happened
from hearthside.safety.models import Care
from hearthside.safety.records import still_open


@dataclass(frozen=True, slots=True)
class About:
    """Which evening a record is about, and who raised its worries."""

    id: int
    meeting_id: int | None
    raised_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer: its number and address, to whom, and whether it is answered."""

    id: int
    public_id: str
    person_id: int
    is_answered: bool
    wants_a_talk: bool | None


@dataclass(frozen=True, slots=True)
class CareLine:
    """To whom a talk was offered, and what they said; None while nothing."""

    who: str
    wants_a_talk: bool | None


def about(actor: Actor, *, record_id: str) -> About:
    """Return what a record is about.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    row = (
        round_a_lead.records(actor).filter(public_id=record_id, erased_at=None).first()
    )
    if row is None:
        raise NotFound
    raised = row.worries.exclude(raised_by=None).values_list("raised_by", flat=True)
    return About(row.pk, row.meeting_id, tuple(who for who in raised if who))


def offer(
    actor: Actor, *, record_id: str, people: Iterable[int], now: datetime
) -> list[Offered]:
    """Offer a talk to these people, each once; return the offers that are new.

    Raises NotFound, CannotWrite.
    """
    with transaction.atomic():
        row = still_open(actor, record_id)
        had = set(Care.objects.filter(record=row).values_list("person_id", flat=True))
        wanted = sorted(set(people) - had - {actor.person_id})
        made = [
            Care.objects.create(record=row, person_id=who, offered_at=now)
            for who in wanted
        ]
        if made:
            said = {"offered": str(len(made))}
            chain.append(row, Happened.CARE, by=actor.person_id, said=said, now=now)
            trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"care:{row.pk}", now=now)
    return [_offered(one) for one in made]


def lines(actor: Actor, *, record_id: str) -> tuple[CareLine, ...]:
    """Return to whom a talk was offered about a record, and what they said; two queries.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    mine = round_a_lead.records(actor).filter(public_id=record_id)
    rows = list(Care.objects.filter(record__in=mine.values("pk")).order_by("id"))
    names = names_of([row.person_id for row in rows]) if rows else {}
    return tuple(
        CareLine(names.get(row.person_id, ""), row.wants_a_talk) for row in rows
    )


def mine(actor: Actor, *, care_id: str) -> Offered:
    """Return an offer made to the actor.

    Raises NotFound.
    """
    insist(actor, Verb.ANSWER_AN_OFFER_OF_CARE, ANYWHERE)
    row = Care.objects.filter(public_id=care_id, person_id=actor.person_id).first()
    if row is None:
        raise NotFound
    return _offered(row)


def answer(
    actor: Actor, *, care_id: str, wants_a_talk: bool, now: datetime
) -> tuple[int, int] | None:
    """Keep the actor's answer; return the lead who holds it and the offer's number.

    None when nobody need be told: no talk is wanted, or the same was said before.

    Raises NotFound.
    """
    insist(actor, Verb.ANSWER_AN_OFFER_OF_CARE, ANYWHERE)
    with transaction.atomic():
        rows = Care.objects.select_for_update(of=("self",)).select_related("record")
        row = rows.filter(public_id=care_id, person_id=actor.person_id).first()
        if row is None:
            raise NotFound
        if row.wants_a_talk == wants_a_talk:
            return None
        row.wants_a_talk, row.answered_at = wants_a_talk, now
        row.save(update_fields=["wants_a_talk", "answered_at"])
        said = {"wants": "yes" if wants_a_talk else "no"}
        chain.append(row.record, Happened.CARE, by=actor.person_id, said=said, now=now)
        what = f"care:{row.pk}"
        trail.note(actor, verb=Verb.ANSWER_AN_OFFER_OF_CARE, what=what, now=now)
    if not wants_a_talk or row.record.held_by_id is None:
        return None
    return row.record.held_by_id, row.pk


def still_offered(person_id: int, *, care_id: int) -> bool:
    """Return whether this offer is there and not answered."""
    rows = Care.objects.filter(id=care_id, person_id=person_id, answered_at=None)
    return rows.exists()


def _offered(row: Care) -> Offered:
    return Offered(
        row.pk,
        row.public_id,
        row.person_id,
        row.answered_at is not None,
        row.wants_a_talk,
    )
