"""What should have been looked at by now, and whom the watch tells about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import F, QuerySet

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.safety import practice, round_a_lead
from hearthside.safety.models import Asked, Record, Worry

# Two days after the lead was told, the others are; then each week.
OTHERS_AFTER: Final = timedelta(days=2)
AGAIN_AFTER: Final = timedelta(days=7)
# So long before an answer is due the leads are told of it.
BEFORE_AN_ANSWER: Final = timedelta(days=7)


class Waits(StrEnum):
    """What waits."""

    WORRY = "worry"
    RECORD = "record"
    ASKED = "asked"


class Whom(StrEnum):
    """Who is told: the lead it is with, the others, or all of them."""

    HOLDER = "holder"
    OTHERS = "others"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Late:
    """One thing that waits too long.

    held_by -- the lead it is with; None where nobody holds it yet.
    turn -- names this time of telling, so that no letter is doubled.
    not_told -- leads it may be about: they hear nothing of it.
    """

    what: Waits
    id: int
    held_by: int | None
    whom: Whom
    is_danger: bool
    turn: str
    not_told: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Overdue:
    """How much waits too long, for the top of a lead's desk."""

    worries: int
    danger: int
    reviews: int
    answers: int
    offered: int

    @property
    def is_anything(self) -> bool:
        return bool(self.worries or self.reviews or self.answers or self.offered)


def overdue(actor: Actor, *, now: datetime) -> Overdue:
    """Return how much waits too long; four queries.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_RECORDS, ANYWHERE)
    about_others = round_a_lead.worries(actor).values("pk")
    unseen = list(
        _unseen(now).filter(pk__in=about_others).values_list("kind", flat=True)
    )
    open_records = round_a_lead.records(actor).filter(closed_at=None)
    return Overdue(
        worries=len(unseen),
        danger=unseen.count(Worry.Kind.DANGER_NOW),
        reviews=open_records.filter(review_on__lt=now.date()).count(),
        answers=round_a_lead.asked(actor)
        .filter(answered_at=None, due_on__lte=(now + BEFORE_AN_ANSWER).date())
        .count(),
        offered=open_records.filter(offered_to_id=actor.person_id).count(),
    )


def late(*, now: datetime) -> list[Late]:
    """Return what somebody is to be told of at this round; three queries and a few."""
    ways = practice.ours()
    found = []
    for row in _unseen(now).filter(told__lt=2):
        # The lead it is with first; when as long again has gone by, the others.
        again = row.look_by + ways.first_look(row.kind) if row.look_by else now
        if row.told == 1 and now < again:
            continue
        found.append(
            Late(
                Waits.WORRY,
                row.pk,
                row.held_by_id,
                Whom.OTHERS if row.told else Whom.HOLDER,
                row.kind == Worry.Kind.DANGER_NOW,
                f"{row.told}:{row.look_by:%Y%m%d%H%M}",
                round_a_lead.not_told(worry=row.pk),
            )
        )
    return found + _reviews(now) + _answers(now)


def note_told(one: Late, *, now: datetime) -> bool:
    """Note that the watch tells of this; False when another round has done so already."""
    today = now.date()
    if one.what is Waits.WORRY:
        rows = Worry.objects.filter(id=one.id, told=int(one.turn.partition(":")[0]))
        return bool(rows.update(told=F("told") + 1))
    if one.what is Waits.RECORD:
        if one.whom is Whom.HOLDER:
            unsaid = Record.objects.filter(id=one.id, told_on=None)
            return bool(unsaid.update(told_on=today))
        said = Record.objects.filter(id=one.id, told_on__lte=today - OTHERS_AFTER)
        # The next time is a week from now.
        return bool(said.update(told_on=today + AGAIN_AFTER - OTHERS_AFTER))
    return bool(
        Asked.objects.filter(id=one.id).exclude(told_on=today).update(told_on=today)
    )


def is_unseen(worry_id: int, *, by: int) -> bool:
    """Return whether nobody has looked at this worry yet, to a lead it is not about."""
    if by in round_a_lead.not_told(worry=worry_id):
        return False
    rows = Worry.objects.filter(id=worry_id, looked_at=None, closed_at=None)
    return rows.exists()


def _unseen(now: datetime) -> QuerySet[Worry]:
    return Worry.objects.filter(
        look_by__lte=now, looked_at=None, closed_at=None, record=None
    ).order_by("look_by", "id")


def _reviews(now: datetime) -> list[Late]:
    today = now.date()
    rows = Record.objects.filter(closed_at=None, review_on__lt=today).order_by("id")
    return [
        Late(
            Waits.RECORD,
            row.pk,
            row.held_by_id,
            Whom.HOLDER if row.told_on is None else Whom.ALL,
            False,
            f"{today:%Y%m%d}",
            round_a_lead.not_told(record=row.pk),
        )
        for row in rows
        if row.told_on is None or row.told_on + OTHERS_AFTER <= today
    ]


def _answers(now: datetime) -> list[Late]:
    today = now.date()
    rows = Asked.objects.filter(
        answered_at=None, due_on__lte=today + BEFORE_AN_ANSWER
    ).order_by("id")
    return [
        Late(
            Waits.ASKED,
            row.pk,
            None,
            Whom.ALL,
            False,
            f"{today:%Y%m%d}",
            round_a_lead.not_told(record=row.record_id),
        )
        for row in rows
        if row.told_on is None or row.told_on < row.due_on <= today
    ]
