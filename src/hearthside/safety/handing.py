"""Handing a record over: offered by who holds it, taken by another lead; never unheld."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import roles
from hearthside.people.signing_in import is_welcome
from hearthside.safety import chain, round_a_lead
from hearthside.safety.chain import Happened
from hearthside.safety.models import Record
from hearthside.safety.records import still_open


class CannotHandOver(Refusal):
    """This record cannot change hands so."""


def other_leads(actor: Actor, *, record_id: str) -> dict[int, str]:
    """Return the names of the other leads to whom this record could be offered."""
    row = Record.objects.filter(public_id=record_id).first()
    apart = round_a_lead.not_told(record=row.pk) if row else frozenset()
    others = round_a_lead.other_leads(actor)
    return {who: name for who, name in others.items() if who not in apart}


def offer(actor: Actor, *, record_id: str, to: int, now: datetime) -> int:
    """Offer a record to another lead; the actor holds it until that lead takes it.

    Returns the record's number, which names the occasion of a letter.

    Raises NotFound, CannotWrite, CannotHandOver.
    """
    with transaction.atomic():
        row = still_open(actor, record_id)
        if row.held_by_id != actor.person_id:
            raise CannotHandOver("Only the lead who holds it can offer it.")
        if to not in other_leads(actor, record_id=record_id):
            raise CannotHandOver("Please choose another lead.")
        Record.objects.filter(id=row.pk).update(offered_to_id=to, offered_at=now)
        said = {"to": str(to)}
        chain.append(row, Happened.OFFERED, by=actor.person_id, said=said, now=now)
        trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"offer:{row.pk}", now=now)
    return row.pk


def take(actor: Actor, *, record_id: str, now: datetime) -> None:
    """Hold a record from now on: one that was offered, or one whose lead is gone.

    Raises NotFound, CannotWrite, CannotHandOver.
    """
    with transaction.atomic():
        row = still_open(actor, record_id)
        if row.held_by_id == actor.person_id:
            return
        if row.offered_to_id != actor.person_id and not _is_left(row):
            raise CannotHandOver("The lead who holds it has not offered it to you.")
        Record.objects.filter(id=row.pk).update(
            held_by_id=actor.person_id,
            held_since=now,
            offered_to_id=None,
            offered_at=None,
            closing_by_id=None,
            closing_at=None,
            told_on=None,
        )
        chain.append(row, Happened.TAKEN, by=actor.person_id, now=now)
        trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"hold:{row.pk}", now=now)


def is_left(record_id: str) -> bool:
    """Return whether the lead who holds this record is no lead any more."""
    row = Record.objects.filter(public_id=record_id, closed_at=None).first()
    return row is not None and _is_left(row)


def why_not_leave(person_id: int) -> str:
    """Return why somebody cannot stop being a lead or leave the house yet, or nothing."""
    held = Record.objects.filter(held_by_id=person_id, closed_at=None).count()
    if not held:
        return ""
    return "This lead holds an open record. Another lead takes it over first."


def insist_may_leave(person_id: int) -> None:
    """Do nothing when this person holds no open record.

    Raises CannotHandOver.
    """
    if why := why_not_leave(person_id):
        raise CannotHandOver(why)


def _is_left(row: Record) -> bool:
    holder = row.held_by_id
    if holder is None:
        raise NotFound
    return holder not in roles.leads() or not is_welcome(holder)
