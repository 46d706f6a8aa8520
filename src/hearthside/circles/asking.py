"""Asking for a line: who may, how often, and what makes an asking whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hearthside.circles import seats
from hearthside.circles.models import Seat
from hearthside.circles.models.lines import Line, Side
from hearthside.core.actor import Actor
from hearthside.core.refusals import Refusal

LONGEST: Final = 200
WEEKS: Final = (4, 12, 26)
MOST_WAITING: Final = 3
MOST: Final = 20
# Whoever is new has met nobody yet: first they come, then they ask.
BELONGED_FOR: Final = timedelta(days=7)


class CannotAsk(Refusal):
    """This cannot be asked so, or not now."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody who is asked. reaches -- False: one of the two put the other's name away."""

    person_id: int
    place_id: int
    reaches: bool


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody reads, in whole hours of the house's clock; 0 to 24 is any time."""

    since: int = 0
    until: int = 24


def why_not_ask(actor: Actor, *, belonged_since: datetime, now: datetime) -> str | None:
    """Return why the actor cannot ask anybody now, or None; the page asks it too."""
    if now - belonged_since < BELONGED_FOR:
        return "You are new here. After a week in this group you can ask."
    own = Seat.objects.filter(
        seats.of(actor.person_id), ended_on=None, side__isnull=False
    )
    asked = own.filter(side__has_asked=True, circle__line__opened_on=None)
    if asked.count() >= MOST_WAITING:
        return "You have asked a few people already. Wait for an answer first."
    if own.filter(side__says_yes=True).count() >= MOST:
        return "You have as many lines as there is room for. Let one go first."
    return None


def why_not_so(
    actor: Actor, others: Sequence[Other], words: str, weeks: int, hours: Hours
) -> str | None:
    """Return why it cannot be asked so, or None."""
    people = {actor.person_id, *(one.person_id for one in others)}
    if not 1 <= len(others) <= 2 or len(people) != len(others) + 1:
        return "Ask one person, or two, and not yourself."
    if not words.strip() or len(words) > LONGEST:
        return f"Say in a sentence why you ask, in up to {LONGEST} characters."
    if weeks not in WEEKS:
        return "Choose how long it lasts."
    return why_not_then(hours)


def why_not_again(actor: Actor, others: Sequence[Other]) -> str | None:
    """Return why the same person is not asked twice at once: a no, too, is an answer."""
    asked = Seat.objects.filter(
        seats.of(actor.person_id),
        ended_on=None,
        side__has_asked=True,
        circle__line__opened_on=None,
    )
    sides = Side.objects.filter(seat__circle__in=asked.values("circle"))
    if {int(side.place) for side in sides} & {one.place_id for one in others}:
        return "You have asked them already. Leave them their time."
    return None


def take_back(own: Iterable[Seat]) -> set[int]:
    """Take back what was asked from these seats; return which seats asked for what waits.

    What was asked is gone for everybody, answered or not. That it was asked stays until
    its day (keeping_lines.keep), and counts: taken back, it is not asked anew at once.
    """
    waits = Side.objects.filter(
        seat__in=[seat.pk for seat in own],
        has_asked=True,
        seat__circle__line__opened_on=None,
    )
    circles = dict(waits.values_list("seat_id", "seat__circle_id"))
    sides = Side.objects.filter(seat__circle__in=circles.values())
    sides.filter(has_asked=True).update(says_yes=False)
    sides.filter(has_asked=False).update(is_kept_back=True)
    Line.objects.filter(circle__in=circles.values()).update(words="")
    return set(circles)


def why_not_then(hours: Hours) -> str | None:
    """Return why these are no hours, or None."""
    if 0 <= hours.since < 24 and 0 < hours.until <= 24 and hours.since != hours.until:
        return None
    return "Choose from when to when you read."
