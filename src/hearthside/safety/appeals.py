"""Appeals: what was decided about me, and somebody else who looks at it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist, may
from hearthside.core.refusals import NotFound
from hearthside.safety.ladder import AWAY, LONGEST, CannotAnswer
from hearthside.safety.models import Report, Response, Step
from hearthside.safety.readers import DECIDE_WITHIN, has_opened, place_of, the_report

# Fewer say too much of each.
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class SaidToMe:
    """What was decided about me: the rung, its reason, its end, and my appeal.

    stands -- what came of the appeal; None while nobody has read it.
    """

    public_id: str
    rung: str
    group_id: int | None
    reason: str
    at: datetime
    ends_at: datetime | None
    is_ended: bool
    appeal: str
    appealed_at: datetime | None
    stands: bool | None
    answer: str


@dataclass(frozen=True, slots=True)
class Again:
    """That another look was asked for. leads -- who may take it; none: the host does."""

    response_id: int
    leads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lifted:
    """An appeal that was read. is_lifted -- what was decided holds no longer."""

    id: int
    public_id: str
    rung: str
    place_id: int | None
    person_id: int | None
    group_id: int | None
    is_lifted: bool


@dataclass(frozen=True, slots=True)
class Times:
    """How long it takes, as medians in hours; None while there are too few to say."""

    how_many: int
    until_read: float | None
    until_settled: float | None


def said_to_me(actor: Actor, own_places: Iterable[int]) -> list[SaidToMe]:
    """Return what was decided about the actor, newest first; one query."""
    return [_said(row) for row in _mine(actor, own_places).order_by("-id")[:50]]


def appeal(
    actor: Actor,
    own_places: Iterable[int],
    *,
    public_id: str,
    words: str,
    leads: Mapping[int, Iterable[int]],
    now: datetime,
) -> Again:
    """Ask somebody else to look again; return what is looked at and by which leads.

    leads -- everybody who leads, with every place they have or had; when none is left
    who did not decide it and is not in it, the host reads it.

    Raises NotFound, CannotAnswer.
    """
    with transaction.atomic():
        row = _mine(actor, own_places).filter(public_id=public_id).first()
        if row is None:
            raise NotFound
        row = Response.objects.select_for_update().get(pk=row.pk)
        if row.appealed_at is not None:
            raise CannotAnswer("You have asked already. Somebody else looks at it.")
        if not words.strip() or len(words) > LONGEST:
            raise CannotAnswer(f"Write why, in up to {LONGEST} characters.")
        row.appeal, row.appealed_at = words, now
        row.save(update_fields=["appeal", "appealed_at"])
        free = _free_to_look(actor, row, leads)
        if not free:
            Report.objects.filter(pk=row.report_id).update(round_leads=True)
        Step.objects.create(report=row.report, at=now, kind=Step.Kind.APPEALED)
    return Again(row.pk, free)


def why_not_read_appeal(actor: Actor, row: Response, *, now: datetime) -> str | None:
    """Return why this actor does not answer this appeal, or None."""
    if row.appealed_at is None or row.stands is not None:
        return "There is no appeal that waits."
    if row.decided_by_id == actor.person_id:
        return "You decided this, so somebody else reads the appeal."
    if not may(actor, Verb.ANSWER_A_REPORT, place_of(row.report)):
        return "Somebody else in this house reads it."
    if not has_opened(row.report, actor, now=now, within=DECIDE_WITHIN):
        return "Open the report first."
    return None


def read_appeal(
    actor: Actor,
    own_places: Iterable[int],
    *,
    report_id: str,
    response_id: str,
    stands: bool,
    words: str,
    now: datetime,
) -> Lifted:
    """Answer an appeal, with a reason: it stands, or it is lifted from now on.

    Raises NotFound, CannotAnswer.
    """
    with transaction.atomic():
        report = the_report(actor, own_places, public_id=report_id, locked=True)
        row = report.responses.filter(public_id=response_id).first()
        if row is None:
            raise NotFound
        if why := why_not_read_appeal(actor, row, now=now):
            raise CannotAnswer(why)
        if not words.strip() or len(words) > LONGEST:
            raise CannotAnswer(f"Say why, in up to {LONGEST} characters: they read it.")
        row.stands, row.appeal_answer = stands, words
        row.appeal_read_by_id, row.appeal_read_at = actor.person_id, now
        if not stands:
            row.ended_at = now
        row.save()
        Step.objects.create(
            report=report,
            at=now,
            person_id=actor.person_id,
            kind=Step.Kind.APPEAL_READ,
            rung=row.rung,
        )
        trail.note(
            actor, verb=Verb.ANSWER_A_REPORT, what=f"report:{report.pk}", now=now
        )
    return Lifted(
        row.pk,
        row.public_id,
        row.rung,
        row.place_id,
        row.person_id,
        row.group_id,
        not stands,
    )


def times(actor: Actor, *, since: datetime) -> Times:
    """Return how long reports take here, to a lead, and only when there are several.

    Raises NotFound.
    """
    insist(actor, Verb.ASK_OUT_OF_THE_HOUSE, ANYWHERE)
    about_me = Report.objects.filter(concerned__person_id=actor.person_id)
    rows = list(
        Report.objects.filter(made_at__gt=since)
        .exclude(pk__in=about_me.values("pk"))
        # Decided without a report: nobody waited for it.
        .exclude(kind=AWAY)
        .values_list("made_at", "first_read_at", "settled_at")
    )
    read = [(at - made).total_seconds() / 3600 for made, at, _ in rows if at]
    settled = [(at - made).total_seconds() / 3600 for made, _, at in rows if at]
    return Times(
        how_many=len(rows) if len(rows) >= FEWEST else 0,
        until_read=median(read) if len(read) >= FEWEST else None,
        until_settled=median(settled) if len(settled) >= FEWEST else None,
    )


def _mine(actor: Actor, own_places: Iterable[int]) -> QuerySet[Response]:
    return Response.objects.filter(
        Q(person_id=actor.person_id) | Q(place_id__in=list(own_places))
    )


def _free_to_look(
    actor: Actor, row: Response, leads: Mapping[int, Iterable[int]]
) -> tuple[int, ...]:
    concerned = row.report.concerned
    persons: set[int | None] = set(concerned.values_list("person_id", flat=True))
    # Whoever asks may be a lead: by a place, nothing else here says that it is them.
    persons |= {row.decided_by_id, actor.person_id}
    in_it: set[int | None] = set(concerned.values_list("place_id", flat=True))
    return tuple(
        one
        for one, own in leads.items()
        if one not in persons and in_it.isdisjoint(own)
    )


def _said(row: Response) -> SaidToMe:
    return SaidToMe(
        row.public_id,
        row.rung,
        row.group_id,
        row.reason,
        row.at,
        row.ends_at,
        row.ended_at is not None,
        row.appeal,
        row.appealed_at,
        row.stands,
        row.appeal_answer,
    )
