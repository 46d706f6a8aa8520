"""Reading reports: what needs somebody first, one sheet each, every opening on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, Q

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.people.signing_in import names_of
from hearthside.safety import protection
from hearthside.safety.models import Report, Response, Step
from hearthside.safety.readers import (
    answerable,
    has_opened,
    insist_on_a_desk,
    readable,
    the_report,
)


@dataclass(frozen=True, slots=True)
class There:
    """That a report is there. Nothing of what it says.

    how_many -- open reports about the same thing that this reader sees.
    """

    public_id: str
    kind: str
    group_id: int | None
    locality_id: int | None
    made_at: datetime
    is_read: bool
    is_settled: bool
    is_hidden: bool
    appeal_waits: bool
    how_many: int


@dataclass(frozen=True, slots=True)
class Line:
    """One step: who, when, what. words only where the reader has opened it."""

    kind: str
    rung: str
    who: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One rung that was used. to_place, to_person -- whom it is for."""

    public_id: str
    rung: str
    to_place: int | None
    to_person: int | None
    reason: str
    decided_by: str
    is_mine: bool
    at: datetime
    ends_at: datetime | None
    is_ended: bool
    appeal: str
    appealed_at: datetime | None
    stands: bool | None
    appeal_answer: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report; words, snapshot and answers are empty until the actor has opened it."""

    there: There
    is_open: bool
    is_round_leads: bool
    thing: str
    snapshot: str
    wish: str
    may_come_back: bool
    subject_persons: tuple[int, ...]
    subject_places: tuple[int, ...]
    lines: tuple[Line, ...]
    answers: tuple[Answer, ...]


def waiting(
    actor: Actor, own_places: Iterable[int], *, settled: bool = False, most: int = 100
) -> list[There]:
    """Return that reports are there, those that need somebody first at the top.

    First what hides something now or has an appeal, then what nobody has read, longest
    first. settled -- the settled ones instead, newest first.

    Raises NotFound.
    """
    insist_on_a_desk(actor)
    # An appeal opens again what was settled.
    appealed = Response.objects.filter(appealed_at__isnull=False, stands=None)
    is_open = Q(settled_at=None) | Q(pk__in=appealed.values("report_id"))
    rows = readable(actor, own_places).filter(~is_open if settled else is_open)
    rows = rows.prefetch_related(
        "concerned", Prefetch("responses", queryset=Response.objects.order_by("id"))
    )
    ordered = rows.order_by("-settled_at", "-id") if settled else rows.order_by("id")
    found = [*ordered[:most]]
    hidden = protection.hidden(
        {(row.kind, row.thing) for row in found}
        | {(protection.NAME, str(place)) for row in found for place in _places(row)}
    )
    same: dict[tuple[str, str], int] = {}
    for row in found:
        same[row.kind, row.thing] = same.get((row.kind, row.thing), 0) + 1
    there = [
        _there(
            row, is_hidden=_is_hidden(row, hidden), how_many=same[row.kind, row.thing]
        )
        for row in found
    ]
    if settled:
        return there
    return sorted(there, key=lambda one: (_urgency(one), one.made_at))


def sheet(
    actor: Actor, own_places: Iterable[int], *, public_id: str, now: datetime
) -> Sheet:
    """Return one report; what it says only to somebody who has just opened it.

    Raises NotFound.
    """
    row = the_report(actor, own_places, public_id=public_id)
    steps = list(row.steps.order_by("-id"))
    answers = list(row.responses.order_by("id"))
    people = {step.person_id for step in steps} | {one.decided_by_id for one in answers}
    names = names_of([who for who in people if who is not None])
    is_open = has_opened(row, actor, now=now)
    concerned = list(answerable(actor, row).order_by("id"))
    hidden = protection.of_report(row).exists()
    return Sheet(
        there=_there(row, is_hidden=hidden, how_many=1),
        is_open=is_open,
        is_round_leads=row.round_leads,
        thing=row.thing,
        snapshot=row.snapshot if is_open else "",
        wish=row.wish if is_open else "",
        may_come_back=row.may_come_back,
        subject_persons=tuple(one.person_id for one in concerned if one.person_id),
        subject_places=tuple(one.place_id for one in concerned if one.place_id),
        lines=tuple(
            Line(
                step.kind,
                step.rung,
                names.get(step.person_id or 0, ""),
                step.at,
                step.words if is_open else "",
            )
            for step in steps
        ),
        answers=tuple(_answer(one, names, actor) for one in answers) if is_open else (),
    )


def open_report(
    actor: Actor, own_places: Iterable[int], *, public_id: str, now: datetime
) -> None:
    """Note that the actor reads this report from now on.

    Raises NotFound.
    """
    with transaction.atomic():
        row = the_report(actor, own_places, public_id=public_id, locked=True)
        if row.first_read_at is None:
            row.first_read_at = now
            row.save(update_fields=["first_read_at"])
        Step.objects.create(
            report=row, at=now, person_id=actor.person_id, kind=Step.Kind.OPENED
        )
        verb = Verb.READ_REPORTS_OF_LEADS if row.round_leads else Verb.READ_REPORTS
        trail.note(actor, verb=verb, what=f"report:{row.pk}", now=now)


def _urgency(one: There) -> int:
    if one.is_hidden or one.appeal_waits:
        return 0
    return 2 if one.is_read else 1


def _places(row: Report) -> list[int]:
    return [
        one.place_id for one in row.concerned.all() if one.is_subject and one.place_id
    ]


def _is_hidden(row: Report, hidden: frozenset[tuple[str, str]]) -> bool:
    return (row.kind, row.thing) in hidden or any(
        (protection.NAME, str(place)) in hidden for place in _places(row)
    )


def _there(row: Report, *, is_hidden: bool, how_many: int) -> There:
    return There(
        public_id=row.public_id,
        kind=row.kind,
        group_id=row.group_id,
        locality_id=row.locality_id,
        made_at=row.made_at,
        is_read=row.first_read_at is not None,
        is_settled=row.settled_at is not None,
        is_hidden=is_hidden,
        appeal_waits=any(
            one.appealed_at and one.stands is None for one in row.responses.all()
        ),
        how_many=how_many,
    )


def _answer(row: Response, names: dict[int, str], actor: Actor) -> Answer:
    return Answer(
        public_id=row.public_id,
        rung=row.rung,
        to_place=row.place_id,
        to_person=row.person_id,
        reason=row.reason,
        decided_by=names.get(row.decided_by_id or 0, ""),
        is_mine=row.decided_by_id == actor.person_id,
        at=row.at,
        ends_at=row.ends_at,
        is_ended=row.ended_at is not None,
        appeal=row.appeal,
        appealed_at=row.appealed_at,
        stands=row.stands,
        appeal_answer=row.appeal_answer,
    )
