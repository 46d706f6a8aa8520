"""Somebody asks what is kept of them: a month, what is about others taken out, the rest given.

The record itself stays as it is. Source: UK GDPR art. 12(3) (one month) and art. 15(4);
Data Protection Act 2018, sch. 2 para. 16 (information that names another person).
"""

from __future__ import annotations

import calendar
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.safety import chain, round_a_lead
from hearthside.safety.chain import Happened, Line
from hearthside.safety.models import Asked, Reading
from hearthside.safety.records import has_open, locked
from hearthside.safety.redacting import redacted, sentences_of

MOST_NAMES: Final = 1000
# Which parts of an entry are somebody's words, in the order they are read.
PARTS: Final = ("words", "who", "by_when", "reach")


class CannotAnswer(Refusal):
    """What was asked cannot be answered so."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an entry's words, sentence by sentence, and which are taken out.

    key -- names the part in a form, such as "41.words".
    """

    key: str
    name: str
    sentences: tuple[str, ...]
    hidden: frozenset[int]
    as_given: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One entry, as whoever answers sees it."""

    at: datetime
    kind: Happened
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class AskedSheet:
    """What was asked, by when it is answered, and what would be given.

    passages -- empty until the actor has opened the record.
    """

    public_id: str
    record_id: str
    asked_on: date
    due_on: date
    is_answered: bool
    is_open: bool
    names: tuple[str, ...]
    passages: tuple[Passage, ...]


def a_month_after(day: date) -> date:
    """Return the same day of the next month, or its last day where there is none."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def ask(actor: Actor, *, record_id: str, on: date, now: datetime) -> str:
    """Note that somebody asked what a record says of them; return the public id.

    on -- the day the question came.

    Raises NotFound, CannotAnswer.
    """
    if not date(2020, 1, 1) <= on <= now.date():
        raise CannotAnswer("Please give the day the question came: today or before.")
    with transaction.atomic():
        record = locked(actor, record_id)
        row = Asked.objects.create(record=record, asked_on=on, due_on=a_month_after(on))
        said = {"on": row.due_on.isoformat()}
        chain.append(record, Happened.ASKED, by=actor.person_id, said=said, now=now)
        trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"asked:{row.pk}", now=now)
    return row.public_id


def of_record(actor: Actor, *, record_id: str) -> list[tuple[str, date, bool]]:
    """Return what was asked of a record: public id, by when, whether it is answered.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    rows = round_a_lead.asked(actor).filter(record__public_id=record_id).order_by("id")
    return [(row.public_id, row.due_on, row.answered_at is not None) for row in rows]


def sheet(actor: Actor, *, asked_id: str, now: datetime) -> AskedSheet:
    """Return what was asked, with the record's words to whoever has just opened it.

    Raises NotFound.
    """
    row = _row(actor, asked_id)
    seen = list(Reading.objects.filter(record=row.record).order_by("-id")[:100])
    is_open = has_open(seen, actor, now=now)
    names, hidden = _hidden_of(row)
    lines = chain.lines_of(row.record) if is_open else []
    return AskedSheet(
        row.public_id,
        row.record.public_id,
        row.asked_on,
        row.due_on,
        row.answered_at is not None,
        is_open,
        names if is_open else (),
        tuple(_passage(line, names, hidden) for line in lines if _parts_of(line)),
    )


def take_out(
    actor: Actor,
    *,
    asked_id: str,
    names: str,
    sentences: frozenset[str],
    now: datetime,
) -> None:
    """Keep what is taken out of the answer; the record is not touched.

    names -- one a line. sentences -- such as "41.words.2".

    Raises NotFound, CannotAnswer.
    """
    if len(names) > MOST_NAMES:
        raise CannotAnswer(f"Please keep the names to {MOST_NAMES} letters.")
    lines = [name.strip() for name in names.splitlines() if name.strip()]
    with transaction.atomic():
        row = _row(actor, asked_id)
        if row.answered_at is not None:
            raise CannotAnswer("This has been answered already.")
        there = {
            f"{line.id}.{name}.{number}"
            for line in chain.lines_of(row.record)
            for name in _parts_of(line)
            for number in range(len(sentences_of(line.said[name])))
        }
        kept = {"names": lines, "sentences": sorted(sentences & there)}
        row.hidden = json.dumps(kept)
        row.save(update_fields=["hidden"])
        trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"redact:{row.pk}", now=now)


def answered(actor: Actor, *, asked_id: str, now: datetime) -> None:
    """Note that the answer was given. Said twice, it was given once.

    Raises NotFound.
    """
    with transaction.atomic():
        row = _row(actor, asked_id)
        if row.answered_at is not None:
            return
        row.answered_at = now
        row.save(update_fields=["answered_at"])
        chain.append(row.record, Happened.ANSWERED, by=actor.person_id, now=now)
        trail.note(actor, verb=Verb.KEEP_RECORDS, what=f"answered:{row.pk}", now=now)


def _row(actor: Actor, asked_id: str) -> Asked:
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    rows = round_a_lead.asked(actor).select_related("record")
    row = rows.filter(public_id=asked_id).first()
    if row is None:
        raise NotFound
    return row


def _hidden_of(row: Asked) -> tuple[tuple[str, ...], dict[str, frozenset[int]]]:
    kept = json.loads(row.hidden) if row.hidden else {"names": [], "sentences": []}
    hidden: dict[str, set[int]] = {}
    for one in kept["sentences"]:
        part, _, number = one.rpartition(".")
        hidden.setdefault(part, set()).add(int(number))
    return tuple(kept["names"]), {key: frozenset(of) for key, of in hidden.items()}


def _parts_of(line: Line) -> tuple[str, ...]:
    return tuple(name for name in PARTS if line.said.get(name))


def _passage(
    line: Line, names: tuple[str, ...], hidden: dict[str, frozenset[int]]
) -> Passage:
    return Passage(
        line.at,
        line.kind,
        tuple(_part(line, name, names, hidden) for name in _parts_of(line)),
    )


def _part(
    line: Line, name: str, names: tuple[str, ...], hidden: dict[str, frozenset[int]]
) -> Part:
    key, words = f"{line.id}.{name}", line.said[name]
    out = hidden.get(key, frozenset())
    given = redacted(words, names=names, hidden=out)
    return Part(key, name, sentences_of(words), out, given)
