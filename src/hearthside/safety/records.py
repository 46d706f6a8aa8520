"""The safeguarding record: what was done about a worry, by whom, held by one lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.people.signing_in import names_of
from hearthside.safety import chain, round_a_lead
from hearthside.safety.chain import Happened, Line
from hearthside.safety.models import Reading, Record
from hearthside.safety.practice import OPEN_FOR
from hearthside.safety.worries import Read

STEPS: Final = ("safe-now", "who-to-tell", "care-for-others", "care-for-you")
NOTE: Final = "note"
# What in an entry's words is the number of a person.
_WHO: Final = ("raised_by", "to")
LONGEST: Final = {"words": 1000, "by_when": 80, "who": 80}


class CannotWrite(Refusal):
    """Nothing can be added to this record so."""


@dataclass(frozen=True, slots=True)
class Matter:
    """That a record is there, and who has it. Nothing of what it says.

    held_by, offered_to -- chosen names; empty where nobody.
    """

    public_id: str
    locality_id: int | None
    opened_at: datetime
    held_by: str
    is_mine: bool
    offered_to: str
    is_offered_to_me: bool
    review_on: date
    is_closing: bool
    closed_at: datetime | None
    erase_on: date | None
    is_erased: bool


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as the record shows it."""

    id: int
    at: datetime
    kind: Happened
    by: str
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """One record; kind and written are empty until the actor has opened it."""

    matter: Matter
    is_open: bool
    kind: str
    asked_to_close_by_me: bool
    written: tuple[Written, ...]
    readings: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was done under one heading, by when, by whom; any of it may be empty."""

    words: str = ""
    by_when: str = ""
    who: str = ""


def matters(actor: Actor, *, most: int = 200) -> list[Matter]:
    """Return that records are there: open ones first, the next review first; two queries.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    rows = list(round_a_lead.records(actor).order_by("review_on", "id")[:most])
    rows.sort(key=lambda row: row.closed_at is not None)
    names = _names(rows)
    return [matter_of(actor, row, names) for row in rows]


def sheet(actor: Actor, *, record_id: str, now: datetime) -> RecordSheet:
    """Return one record; what stands in it only to a lead who has just opened it.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    row = round_a_lead.records(actor).filter(public_id=record_id).first()
    if row is None:
        raise NotFound
    seen = list(Reading.objects.filter(record=row).order_by("-read_at", "-id")[:100])
    is_open = has_open(seen, actor, now=now)
    lines = chain.lines_of(row) if is_open else []
    people = [one.person_id for one in seen] + [line.by for line in lines]
    people += [
        int(line.said[who]) for line in lines for who in _WHO if line.said.get(who)
    ]
    names = _names([row], also=[who for who in people if who is not None])
    return RecordSheet(
        matter=matter_of(actor, row, names),
        is_open=is_open,
        kind=row.kind if is_open else "",
        asked_to_close_by_me=row.closing_by_id == actor.person_id,
        written=tuple(_written(line, names) for line in lines),
        readings=tuple(
            Read(names.get(one.person_id or 0, ""), one.read_at) for one in seen
        ),
    )


def open_record(actor: Actor, *, record_id: str, now: datetime) -> None:
    """Note that the actor reads this record from now on.

    Raises NotFound.
    """
    with transaction.atomic():
        row = locked(actor, record_id)
        Reading.objects.create(record=row, person_id=actor.person_id, read_at=now)
        trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"read:{row.pk}", now=now)


def write(
    actor: Actor, *, record_id: str, step: str, said: Said, now: datetime
) -> None:
    """Add what was done under a heading. It stands as it is from then on.

    step -- one of STEPS, or NOTE.

    Raises NotFound, CannotWrite.
    """
    if step not in (*STEPS, NOTE):
        raise NotFound
    if why := why_not_said(said):
        raise CannotWrite(why)
    with transaction.atomic():
        row = still_open(actor, record_id)
        words = {"step": step, "words": said.words}
        words |= {"by_when": said.by_when, "who": said.who}
        chain.append(row, Happened.STEP, by=actor.person_id, said=words, now=now)
        trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"write:{row.pk}", now=now)


def look_again_on(actor: Actor, *, record_id: str, on: date, now: datetime) -> None:
    """Choose the day on which this record is looked at again.

    Raises NotFound, CannotWrite.
    """
    if not now.date() <= on <= now.date() + timedelta(days=366):
        raise CannotWrite("Please choose a day from today on, within a year.")
    with transaction.atomic():
        row = still_open(actor, record_id)
        Record.objects.filter(id=row.pk).update(review_on=on, told_on=None)
        said = {"on": on.isoformat()}
        chain.append(row, Happened.REVIEW, by=actor.person_id, said=said, now=now)
        trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"review:{row.pk}", now=now)


def why_not_said(said: Said) -> str:
    """Return why these words cannot be kept, or nothing."""
    if not (said.words or said.by_when or said.who):
        return "Write a few words first, or leave this part out."
    if any(len(getattr(said, name)) > most for name, most in LONGEST.items()):
        return f"Please keep it to {LONGEST['words']} characters."
    return ""


def locked(actor: Actor, record_id: str) -> Record:
    """Return the row of a record, locked until the transaction ends; raises NotFound."""
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    rows = round_a_lead.records(actor).select_for_update()
    row = rows.filter(public_id=record_id, erased_at=None).first()
    if row is None:
        raise NotFound
    return row


def still_open(actor: Actor, record_id: str) -> Record:
    """Return the locked row of a record that is not closed.

    Raises NotFound, CannotWrite.
    """
    row = locked(actor, record_id)
    if row.closed_at is not None:
        raise CannotWrite("This record is closed. Nothing can be added to it.")
    return row


def has_open(seen: list[Reading], actor: Actor, *, now: datetime) -> bool:
    """Return whether one of these readings is the actor's own and of just now."""
    return any(
        one.person_id == actor.person_id and now - one.read_at < OPEN_FOR
        for one in seen
    )


def matter_of(actor: Actor, row: Record, names: dict[int, str]) -> Matter:
    """Return a record's row as every lead may see it."""
    return Matter(
        public_id=row.public_id,
        locality_id=row.locality_id,
        opened_at=row.opened_at,
        held_by=names.get(row.held_by_id or 0, ""),
        is_mine=row.held_by_id == actor.person_id,
        offered_to=names.get(row.offered_to_id or 0, ""),
        is_offered_to_me=row.offered_to_id == actor.person_id,
        review_on=row.review_on,
        is_closing=row.closing_at is not None and row.closed_at is None,
        closed_at=row.closed_at,
        erase_on=row.erase_on,
        is_erased=row.erased_at is not None,
    )


def _names(rows: list[Record], *, also: list[int] | None = None) -> dict[int, str]:
    people = {row.held_by_id for row in rows} | {row.offered_to_id for row in rows}
    return names_of([*(who for who in people if who is not None), *(also or [])])


def _written(line: Line, names: dict[int, str]) -> Written:
    said = dict(line.said)
    for who in _WHO:
        # Sealed as a number; shown as the name that person has today.
        if said.get(who):
            said[who] = names.get(int(said[who]), "")
    return Written(line.id, line.at, line.kind, names.get(line.by or 0, ""), said)
