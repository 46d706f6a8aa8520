"""Certificates as a coordinator keeps them: noted, renewed, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, may
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import roles
from hearthside.meetings import shadowing, training
from hearthside.meetings.models import LedBefore, Training
from hearthside.people.models import Person

MOST: Final = 30
OLDEST: Final = timedelta(days=366 * 50)
LONGEST: Final = timedelta(days=366 * 50)


class CannotNote(Refusal):
    """This certificate cannot be noted so."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a certificate says: what for, from when, and its last good day, if any."""

    name: str
    got_on: date
    runs_out_on: date | None


def why_not_note(paper: Paper, *, today: date) -> str | None:
    """Return why no certificate can say this, or None when one can."""
    if paper.got_on > today:
        return "That day is still to come. Note the certificate once it is there."
    if paper.got_on < today - OLDEST:
        return "That is more than fifty years ago. Look at the year again."
    if paper.runs_out_on is None:
        return None
    if paper.runs_out_on < paper.got_on:
        return "It cannot run out before the day it was given."
    if paper.runs_out_on > paper.got_on + LONGEST:
        return "That is more than fifty years on. Leave the end empty if it has none."
    return None


def note(
    actor: Actor, paper: Paper, *, person_id: int, today: date, now: datetime
) -> None:
    """Keep a certificate of a volunteer; a newer one takes the place of the older.

    today -- on the house's calendar.

    Raises NotFound, CannotNote.
    """
    if why := why_not_note(paper, today=today):
        raise CannotNote(why)
    with transaction.atomic():
        _their_row(actor, person_id)
        theirs = list(Training.objects.filter(person_id=person_id))
        kept = [row for row in theirs if row.name.casefold() == paper.name.casefold()]
        if kept and kept[0].got_on > paper.got_on:
            raise CannotNote(
                "A newer one is kept already. If its day is wrong, take it away first."
            )
        if not kept and len(theirs) >= MOST:
            raise CannotNote(f"{MOST} are kept already. Take an old one away first.")
        training.note_certificate(
            person_id=person_id,
            name=kept[0].name if kept else paper.name,
            got_on=paper.got_on,
            runs_out_on=paper.runs_out_on,
        )
        _trail(actor, person_id, now=now)


def take_away(actor: Actor, *, person_id: int, name: str, now: datetime) -> None:
    """Take a certificate away that was noted by mistake; twice is once.

    Raises NotFound.
    """
    with transaction.atomic():
        _their_row(actor, person_id)
        # Compared here: what was typed may hold what a database will not even look for.
        theirs = Training.objects.filter(person_id=person_id)
        for row in theirs:
            if row.name == name:
                row.delete()
                _trail(actor, person_id, now=now)


def say_led_before(actor: Actor, *, person_id: int, has: bool, now: datetime) -> None:
    """Note that a volunteer has led evenings before, or take that note back.

    Raises NotFound.
    """
    with transaction.atomic():
        _their_row(actor, person_id)
        if has:
            shadowing.note_led_before(person_id=person_id, now=now)
        else:
            LedBefore.objects.filter(person_id=person_id).delete()
        _trail(actor, person_id, now=now)


def _their_row(actor: Actor, person_id: int) -> None:
    """Hold the volunteer's row, so that two coordinators queue, and ask the policy.

    Raises NotFound.
    """
    Person.objects.select_for_update(no_key=True).filter(id=person_id).first()
    where = roles.where_they_help().get(person_id, frozenset())
    if not any(
        may(actor, Verb.NOTE_TRAINING, Place(locality_id=locality_id))
        for locality_id in where
        # A group without a locality has no coordinator who could answer for it.
        if locality_id is not None
    ):
        raise NotFound


def _trail(actor: Actor, person_id: int, *, now: datetime) -> None:
    trail.note(actor, verb=Verb.NOTE_TRAINING, what=f"person:{person_id}", now=now)
