"""The ladder: what may follow a report, who may use which rung, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.db.models import Q

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, may
from hearthside.core.refusals import Refusal
from hearthside.safety import protection
from hearthside.safety.evidence import OUT_OF_HOUSE, marks_of
from hearthside.safety.models import Concerned, Report, Response, Step
from hearthside.safety.readers import (
    DECIDE_WITHIN,
    answerable,
    has_opened,
    place_of,
    the_report,
)

LONGEST_PAUSE: Final = 30
LONGEST: Final = 500
# What a report is about that was kept only because a lead put somebody out.
AWAY: Final = "away"


class Rung(StrEnum):
    """One rung, the lightest first."""

    NOTE = "note"
    WORD = "word"
    REMINDER = "reminder"
    PAUSE = "pause"
    OUT_OF_GROUP = "out_group"
    OUT_OF_HOUSE = OUT_OF_HOUSE


WHO: Final[dict[Rung, Verb]] = {
    Rung.NOTE: Verb.ANSWER_A_REPORT,
    Rung.WORD: Verb.ANSWER_A_REPORT,
    Rung.REMINDER: Verb.ANSWER_A_REPORT,
    Rung.PAUSE: Verb.PAUSE_A_NAME,
    Rung.OUT_OF_GROUP: Verb.ASK_OUT_OF_A_GROUP,
    Rung.OUT_OF_HOUSE: Verb.ASK_OUT_OF_THE_HOUSE,
}


class CannotAnswer(Refusal):
    """This rung cannot be used so."""


@dataclass(frozen=True, slots=True)
class Towards:
    """Whom a rung is for: a name by its place, or somebody who helps by person."""

    place_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What was decided, for the workflow that carries it out."""

    report_id: int
    response_id: int | None
    group_id: int | None
    locality_id: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a name stands in its group. until -- None: until a person has looked."""

    is_paused: bool
    until: datetime | None
    is_out: bool
    waits_for_a_look: bool


def why_not_answer(
    actor: Actor, row: Report, rung: Rung, towards: Towards | None, *, now: datetime
) -> str | None:
    """Return why this rung is not for this actor here, or None; the page asks it too."""
    if not may(actor, WHO[rung], place_of(row)):
        return "Somebody else in this house has to decide that."
    if row.reporter_mark in marks_of(actor.person_id):
        return "You said this yourself, so somebody else has to decide."
    if not has_opened(row, actor, now=now, within=DECIDE_WITHIN):
        return "Open the report first."
    if row.settled_at is not None:
        return "This is settled already."
    if rung is Rung.NOTE:
        return None
    if towards is None or (towards.place_id is None) == (towards.person_id is None):
        return "Choose whom it is for."
    if towards.person_id == actor.person_id:
        return "That is you."
    if rung is Rung.PAUSE and towards.place_id is None:
        return (
            "Somebody who leads is not paused. Look at the rota, or ask them to stop."
        )
    return None


def answer(
    actor: Actor,
    own_places: Iterable[int],
    *,
    public_id: str,
    rung: Rung,
    towards: Towards | None,
    reason: str,
    days: int,
    now: datetime,
) -> Answered:
    """Use one rung: on record, with its reason told to whom it is for.

    towards -- must be in the report, or be named by it; None only for taking note.
    days -- how long a pause lasts, at most LONGEST_PAUSE.

    Raises NotFound, CannotAnswer.
    """
    with transaction.atomic():
        row = the_report(actor, own_places, public_id=public_id, locked=True)
        if why := why_not_answer(actor, row, rung, towards, now=now):
            raise CannotAnswer(why)
        if rung is not Rung.NOTE:
            _check(actor, row, towards, reason)
        if rung is Rung.PAUSE and not 1 <= days <= LONGEST_PAUSE:
            raise CannotAnswer(f"A pause lasts from 1 to {LONGEST_PAUSE} days.")
        made = None
        if towards is not None and rung is not Rung.NOTE:
            made = Response.objects.create(
                report=row,
                rung=rung,
                group_id=row.group_id,
                place_id=towards.place_id,
                person_id=towards.person_id,
                reason=reason,
                decided_by_id=actor.person_id,
                at=now,
                ends_at=now + timedelta(days=days) if rung is Rung.PAUSE else None,
            ).pk
        Step.objects.create(
            report=row,
            at=now,
            person_id=actor.person_id,
            kind=Step.Kind.ANSWERED,
            rung=rung,
        )
        trail.note(actor, verb=WHO[rung], what=f"report:{row.pk}", now=now)
    return Answered(row.pk, made, row.group_id, row.locality_id)


def standing(
    place_ids: Iterable[int], *, now: datetime, waits: frozenset[int] | None = None
) -> dict[int, Standing]:
    """Return how these names stand, those in good standing left out; two queries.

    waits -- which of them wait for a look, from whoever has asked; then one query.
    """
    places = set(place_ids)
    if waits is None:
        waits = protection.waiting_names(places)
    rows = Response.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        place_id__in=places,
        ended_at=None,
        rung__in=[Rung.PAUSE, Rung.OUT_OF_GROUP, Rung.OUT_OF_HOUSE],
    )
    found = {place: Standing(True, None, False, True) for place in waits}
    for row in rows.order_by("ends_at"):
        is_out = row.rung != Rung.PAUSE
        if row.place_id is not None and not _is_out(found.get(row.place_id)):
            found[row.place_id] = Standing(
                True, row.ends_at, is_out, row.place_id in waits
            )
    return found


def why_not_back(past_places: Iterable[int], *, now: datetime) -> str | None:
    """Return why somebody may not join this group again, or None.

    past_places -- every place this person has had in that group.
    """
    if any(one.is_out for one in standing(past_places, now=now).values()):
        return (
            "You were asked to leave this group. You can ask for somebody else to look "
            "at that, under Mine."
        )
    return None


def places_in_hand(*, now: datetime) -> frozenset[int]:
    """Return the places a report is about that is not settled, or a response that holds."""
    waiting = Concerned.objects.filter(report__settled_at=None, place_id__isnull=False)
    holds = Response.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now),
        place_id__isnull=False,
        ended_at=None,
        rung__in=[Rung.PAUSE, Rung.OUT_OF_GROUP, Rung.OUT_OF_HOUSE],
    )
    return frozenset(
        place_id
        for rows in (waiting, holds)
        for place_id in rows.values_list("place_id", flat=True)
        if place_id is not None
    )


def _check(actor: Actor, row: Report, towards: Towards | None, reason: str) -> None:
    assert towards is not None  # noqa: S101 - why_not_answer has just said so
    if not reason.strip():
        raise CannotAnswer("Say why, in plain words: they read it.")
    if len(reason) > LONGEST:
        raise CannotAnswer(f"Please keep the reason to {LONGEST} characters.")
    about = answerable(actor, row)
    # Whatever a form says, a report answers nobody it is not about.
    if not about.filter(
        Q(place_id=towards.place_id), Q(person_id=towards.person_id)
    ).exists():
        raise CannotAnswer("This report is not about them.")


def _is_out(found: Standing | None) -> bool:
    return found is not None and found.is_out
