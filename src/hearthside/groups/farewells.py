"""Words left on the way out: for the facilitators of a group, without a name, for a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.groups import joining
from hearthside.groups.models import Farewell

KEPT_FOR: Final = timedelta(days=30)
LONGEST: Final = 1000


class CannotLeaveWords(Refusal):
    """These words cannot be left."""


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody wrote when they left, and on which day."""

    words: str
    said_on: date


def why_not_leave_words(words: str) -> str | None:
    """Return why these words cannot be left, or None."""
    if not words.strip():
        return "Write a few words first, or leave without any."
    if len(words) > LONGEST:
        return f"There is room for {LONGEST} letters."
    return None


def leave_words(actor: Actor, *, place: Place, words: str, on: date) -> None:
    """Leave a few words for the facilitators; who wrote them is not kept.

    Raises NotFound, CannotLeaveWords.
    """
    insist(actor, Verb.LEAVE_A_GROUP, place)
    if why := why_not_leave_words(words):
        raise CannotLeaveWords(why)
    Farewell.objects.create(group_id=place.group_id or 0, words=words, said_on=on)


def leave_with_words(actor: Actor, *, place: Place, words: str, now: datetime) -> None:
    """Leave the group, and a few words for its facilitators.

    Raises NotFound, CannotLeaveWords.
    """
    with transaction.atomic():
        leave_words(actor, place=place, words=words, on=now.date())
        joining.leave(actor, group_id=place.group_id or 0, now=now)


def left(actor: Actor, *, place: Place) -> list[Left]:
    """Return what people left for the facilitators of this group, newest first.

    Raises NotFound.
    """
    insist(actor, Verb.MEET_NEWCOMERS, place)
    rows = Farewell.objects.filter(group_id=place.group_id or 0).order_by(
        "-said_on", "-id"
    )
    return [Left(row.words, row.said_on) for row in rows[:100]]


def forget(*, now: datetime) -> int:
    """Delete words a month old."""
    return Farewell.objects.filter(said_on__lt=(now - KEPT_FOR).date()).delete()[0]
