"""Closing a record: with a reason, and with a second lead's eyes where the house asks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import Refusal
from hearthside.safety import chain, practice
from hearthside.safety.chain import Happened
from hearthside.safety.models import Record
from hearthside.safety.records import has_open, still_open

LONGEST: Final = 1000


class CannotClose(Refusal):
    """This record cannot be closed so."""


class Outcome(StrEnum):
    """Why a record is closed."""

    SAFE = "safe"
    PASSED_ON = "passed_on"
    NOTHING_MORE = "nothing_more"
    MISTAKE = "mistake"


def close(
    actor: Actor, *, record_id: str, outcome: str, words: str, now: datetime
) -> bool:
    """Close a record, or ask a second lead to look first; return whether it is closed.

    outcome -- one of Outcome. words -- the reason; at most LONGEST characters.

    Raises NotFound, CannotWrite, CannotClose.
    """
    if outcome not in set(Outcome):
        raise CannotClose("Please choose how it ended.")
    if not words or len(words) > LONGEST:
        raise CannotClose(f"Say why in a few words, {LONGEST} letters at most.")
    with transaction.atomic():
        row = still_open(actor, record_id)
        if row.held_by_id != actor.person_id:
            raise CannotClose("Only the lead who holds it can close it.")
        if row.closing_at is not None:
            raise CannotClose("A second lead has been asked to look already.")
        said = {"outcome": outcome, "words": words}
        if practice.ours().second_eyes:
            Record.objects.filter(id=row.pk).update(
                closing_by_id=actor.person_id, closing_at=now
            )
            chain.append(row, Happened.CLOSING, by=actor.person_id, said=said, now=now)
            trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"closing:{row.pk}", now=now)
            return False
        _close(row, actor, said=said, now=now)
    return True


def agree(actor: Actor, *, record_id: str, now: datetime) -> None:
    """Close a record as the second lead, who is not the one who asked.

    Raises NotFound, CannotWrite, CannotClose.
    """
    with transaction.atomic():
        row = _asked_for(actor, record_id)
        if not has_open(list(row.readings.all()), actor, now=now):
            raise CannotClose("Open the record first, then decide.")
        _close(row, actor, said={}, now=now)


def not_yet(actor: Actor, *, record_id: str, words: str, now: datetime) -> None:
    """Say that more is to be done first; the record stays open, and says why.

    Raises NotFound, CannotWrite, CannotClose.
    """
    if not words or len(words) > LONGEST:
        raise CannotClose(f"Say why in a few words, {LONGEST} letters at most.")
    with transaction.atomic():
        row = _asked_for(actor, record_id, may_be_mine=True)
        Record.objects.filter(id=row.pk).update(closing_by_id=None, closing_at=None)
        said = {"words": words}
        chain.append(row, Happened.NOT_YET, by=actor.person_id, said=said, now=now)
        trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"not_yet:{row.pk}", now=now)


def _asked_for(actor: Actor, record_id: str, *, may_be_mine: bool = False) -> Record:
    row = still_open(actor, record_id)
    if row.closing_at is None:
        raise CannotClose("Nobody has asked for this record to be closed.")
    if row.closing_by_id == actor.person_id and not may_be_mine:
        raise CannotClose("It takes a second lead. Ask one to look.")
    return row


def _close(row: Record, actor: Actor, *, said: dict[str, str], now: datetime) -> None:
    years = practice.ours().years(row.kind)
    day = now.date()
    try:
        erase_on = day.replace(year=day.year + years)
    except ValueError:
        # The 29th of February in a year without one.
        erase_on = day.replace(year=day.year + years, month=3, day=1)
    Record.objects.filter(id=row.pk).update(
        closed_at=now,
        erase_on=erase_on,
        offered_to_id=None,
        offered_at=None,
    )
    chain.append(row, Happened.CLOSED, by=actor.person_id, said=said, now=now)
    trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"closed:{row.pk}", now=now)
