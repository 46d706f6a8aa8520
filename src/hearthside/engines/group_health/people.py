"""Lights about those who come: new faces and coming back, from sums as they were let out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hearthside.engines.disclosure import FEWEST
from hearthside.engines.disclosure.rounding import SLACK
from hearthside.engines.group_health.lights import About, Light, Says

# A weekly group has its eight evenings in one quarter, but one quarter may be a summer.
LEAST_QUARTERS: Final = 2
_ENDLESS: Final = 10**9


@dataclass(frozen=True, slots=True)
class LetOut:
    """The sums of one group and one quarter, as anybody who may see them sees them.

    evenings -- those that were counted, exact. The others are visits, rounded to five;
    None for a star.
    """

    evenings: int
    here: int | None
    first_time: int | None
    been_before: int | None


@dataclass(frozen=True, slots=True)
class _Between:
    """A number nobody was told: it is at least low and at most high."""

    low: int
    high: int

    def __add__(self, other: _Between) -> _Between:
        return _Between(self.low + other.low, min(self.high + other.high, _ENDLESS))


def stretch(quarters: Sequence[LetOut]) -> int:
    """Return how many quarters to look at, newest first: two, or more until eight evenings.

    quarters -- newest first. How many evenings were counted is known to all who may see
    the sums, so that choosing by it tells nothing.
    """
    evenings = 0
    for at, one in enumerate(quarters, start=1):
        evenings += one.evenings
        if at >= LEAST_QUARTERS and evenings >= FEWEST:
            return at
    return len(quarters)


def of_people(quarters: Sequence[LetOut]) -> tuple[Light, Light]:
    """Return what these quarters say: new faces, coming back.

    Whatever is said is true of every count that could stand behind these sums. Where some
    of them would say otherwise, nothing is said.
    """
    counted = [one for one in quarters if one.evenings]
    evenings = sum(one.evenings for one in counted)
    if evenings < FEWEST:
        return (
            Light(About.NEW_FACES, Says.TOO_FEW),
            Light(About.COMING_BACK, Says.TOO_FEW),
        )
    first, before = _whole(map(_first, counted)), _whole(map(_before, counted))
    return (
        Light(About.NEW_FACES, _new_faces(first, evenings), of=evenings),
        Light(About.COMING_BACK, _coming_back(first, before), of=evenings),
    )


def _new_faces(first: _Between, evenings: int) -> Says:
    if 2 * first.low >= evenings:
        return Says.OFTEN
    return Says.SELDOM if 2 * first.high < evenings else Says.UNSURE


def _coming_back(first: _Between, before: _Between) -> Says:
    """Return what visits say of coming back.

    While as many come new as fall away, a newcomer comes (first + before) / first times: a
    fourth of all visits being first ones is four times, a half is twice.
    """
    if before.low and before.low >= 3 * first.high:
        return Says.MOST_BEFORE
    if first.low and first.low >= before.high:
        return Says.MANY_ONCE
    if before.high < 3 * first.low and first.high < before.low:
        return Says.SOME_AGAIN
    return Says.UNSURE


def _first(one: LetOut) -> _Between:
    return _within(one.first_time, whole=one.here, other=one.been_before)


def _before(one: LetOut) -> _Between:
    return _within(one.been_before, whole=one.here, other=one.first_time)


def _within(number: int | None, *, whole: int | None, other: int | None) -> _Between:
    """Return what a part may be: as it was told, and no more than the whole leaves of it."""
    told = _told(number)
    return _Between(told.low, min(told.high, _told(whole).high - _told(other).low))


def _told(number: int | None) -> _Between:
    if number is None:
        return _Between(0, _ENDLESS)
    return _Between(max(FEWEST, number - SLACK), number + SLACK)


def _whole(parts: Iterable[_Between]) -> _Between:
    return sum(parts, _Between(0, 0))
