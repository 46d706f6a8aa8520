"""Paces: how soon each kind of letter comes: at once, once a day, once a week, or never."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from hearthside.people.kinds import AT_ANY_HOUR, Kind
from hearthside.people.models import LetterPace, NoLetters


class Pace(StrEnum):
    """How soon letters of one kind come."""

    AT_ONCE = "at_once"
    DAY = "day"
    WEEK = "week"
    HOUSE = "house"


# A date that changes tomorrow is of no use next Monday, and neither is a gap.
_DAILY: Final = (Pace.AT_ONCE, Pace.DAY, Pace.HOUSE)
_ALL: Final = tuple(Pace)
CHOICES: Final[dict[Kind, tuple[Pace, ...]]] = {
    Kind.DATES: _DAILY,
    Kind.ROTA: _DAILY,
    # Worries come this way too: the desk is told at once, or looks by itself.
    Kind.DESK: (Pace.AT_ONCE, Pace.HOUSE),
    Kind.TRAINING: _ALL,
    Kind.WAITING: _ALL,
    Kind.ROLES: _DAILY,
    Kind.QUESTIONS: _ALL,
}
# In the morning, when quiet hours are over for most; a week is over on Monday.
MORNING: Final = time(9)
MONDAY: Final = 0


def choices_of(kind: Kind) -> tuple[Pace, ...]:
    """Return the paces that make sense for this kind."""
    return CHOICES.get(kind, (Pace.AT_ONCE, Pace.HOUSE))


def paces_of(person_ids: Iterable[int], *, kind: Kind) -> dict[int, Pace]:
    """Return how soon letters of this kind come to each of these people; two queries."""
    ids = sorted(set(person_ids))
    found = dict.fromkeys(ids, Pace.AT_ONCE)
    if kind in AT_ANY_HOUR:
        return found
    rows = LetterPace.objects.filter(person_id__in=ids, kind=kind)
    found.update(
        (one, Pace(pace)) for one, pace in rows.values_list("person_id", "pace")
    )
    stopped = NoLetters.objects.filter(person_id__in=ids, kind=kind)
    found.update(dict.fromkeys(stopped.values_list("person_id", flat=True), Pace.HOUSE))
    return found


def next_digest(pace: Pace, *, zone: str, now: datetime) -> datetime:
    """Return when what happens now is told at this pace: the next morning, or Monday's."""
    clock = ZoneInfo(zone)
    day = now.astimezone(clock).date()
    while True:
        at = datetime.combine(day, MORNING, tzinfo=clock)
        if at > now and (pace is not Pace.WEEK or day.weekday() == MONDAY):
            return at
        day += timedelta(days=1)
