"""A year of evenings: how many came, which were called off, where the rota has gaps.

Everything is a function of what it is handed, so the same seed plants the same year.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ROTA_WEEKS: Final = 8
ENOUGH_FACILITATORS: Final = 2

# How many people come on an ordinary evening. Two facilitators are not counted.
_USUAL: Final[dict[str, int]] = {
    "tuesday-headingley": 11,
    "meanwood-walk": 10,
    "hyde-park-thursdays": 8,
    "the-long-table": 6,
    "second-voice": 7,
    "after-the-op": 12,
    "kettle-call": 5,
    "paned-a-sgwrs": 5,
    "bradford-men": 9,
    "keighley-saturdays": 16,
    "otley-carers": 9,
    "small-hours": 6,
    "old-town-makers": 8,
    "tides": 11,
    "sunday-lamp": 8,
    "beverley-table": 10,
}

_WITHOUT_A_HALL: Final = frozenset({"kettle-call", "paned-a-sgwrs", "sunday-lamp"})
_OUTDOORS: Final = frozenset({"meanwood-walk"})

_ANYWHERE: Final = (
    "Two facilitators could not be found in time.",
    "A facilitator was ill and nobody could take their place.",
)
_IN_A_HALL: Final = (
    "The heating had broken down.",
    "The hall had been promised to somebody else by mistake.",
    "The caretaker could not get to the building with the key.",
)
_ON_THE_LINE: Final = (
    "The service we meet on was not working.",
    "There was a power cut where the facilitators live.",
)
_ON_THE_PATH: Final = (
    "The beck had flooded the path.",
    "High wind had brought down branches.",
)
_WINTER: Final = "Snow had stopped the buses."
_ICE: Final = "There was ice on the path."

# Written down and not drawn, so that every demo has these evenings to look at.
_NOBODY_CAME: Final = frozenset({("sunday-lamp", 7), ("hyde-park-thursdays", 22)})
_SURELY_ON: Final = frozenset({("tuesday-headingley", 1), ("tuesday-headingley", 2)})
_NOT_ENOUGH: Final[dict[tuple[str, int], int]] = {
    ("tuesday-headingley", 3): 1,
    ("hyde-park-thursdays", 2): 0,
    ("keighley-saturdays", 4): 1,
    ("small-hours", 5): 1,
    ("sunday-lamp", 6): 0,
}


@dataclass(frozen=True, slots=True)
class Evening:
    """A meeting that took place: sums only, as a facilitator counts them.

    here -- everybody who came, facilitators not counted; 0 when nobody did.
    first_time, been_before -- these two add up to here.
    """

    here: int
    first_time: int
    been_before: int

    @property
    def note(self) -> str:
        """Return what a facilitator would write beside the sums, or nothing."""
        return "" if self.here else "Nobody came. Two facilitators waited half an hour."


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A meeting that did not take place, with a reason anybody may read."""

    reason: str


def evening(
    seed: str, group: str, *, weeks_ago: int, today: date
) -> Evening | CalledOff:
    """Return how a group's meeting went.

    seed -- any words: the same ones give the same year.
    weeks_ago -- 0 or more, counted from today; a group that meets less often than
        weekly is asked only about the weeks in which it met.
    today -- decides which weeks fell in winter, when fewer people come out.

    Raises KeyError where the group is not one of the demo's.
    """
    usual = _USUAL[group]
    if (group, weeks_ago) in _NOBODY_CAME:
        return Evening(here=0, first_time=0, been_before=0)
    winter = _is_winter(today - timedelta(weeks=weeks_ago))
    draw = _dice(seed, group, "evening", weeks_ago)
    chance = 0.08 if winter else 0.03
    if draw.random() < chance and (group, weeks_ago) not in _SURELY_ON:
        return CalledOff(draw.choice(_reasons(group, winter=winter)))
    return _counted(draw, usual=usual * (0.7 if winter else 1.0))


def facilitators_in_place(seed: str, group: str, *, weeks_ahead: int) -> int:
    """Return how many facilitators have put their name to a coming week: 0, 1 or 2.

    weeks_ahead -- 0 (the week that begins today) up to ROTA_WEEKS - 1.
    """
    if (group, weeks_ahead) in _NOT_ENOUGH:
        return _NOT_ENOUGH[group, weeks_ahead]
    # Rotas fill late: the further away a week is, the likelier a free place.
    free = 0.02 + 0.04 * weeks_ahead
    draw = _dice(seed, group, "rota", weeks_ahead)
    return sum(draw.random() >= free for _ in range(ENOUGH_FACILITATORS))


def gaps(seed: str, group: str) -> tuple[int, ...]:
    """Return the coming weeks of a group that still lack a facilitator, soonest first."""
    return tuple(
        week
        for week in range(ROTA_WEEKS)
        if facilitators_in_place(seed, group, weeks_ahead=week) < ENOUGH_FACILITATORS
    )


def _dice(seed: str, group: str, kind: str, week: int) -> random.Random:
    # Seeded by words, one set for each question: asking in another order, or about one
    # week alone, gives the same answer. Nothing here is secret.
    return random.Random(f"{seed}/{group}/{kind}/{week}")  # noqa: S311


def _is_winter(on: date) -> bool:
    # From early December the buses are bad and it is dark; by March people are back.
    return on.month in {12, 1, 2}


def _counted(draw: random.Random, *, usual: float) -> Evening:
    drawn = round(draw.gauss(usual, usual * 0.22))
    # A full evening is half as many again: more would not find a chair.
    here = min(max(1, drawn), round(usual * 1.5))
    newcomers = sum(draw.random() < 0.09 for _ in range(here))
    return Evening(here=here, first_time=newcomers, been_before=here - newcomers)


def _reasons(group: str, *, winter: bool) -> tuple[str, ...]:
    if group in _WITHOUT_A_HALL:
        return _ANYWHERE + _ON_THE_LINE
    if group in _OUTDOORS:
        return _ANYWHERE + _ON_THE_PATH + ((_ICE,) if winter else ())
    return _ANYWHERE + _IN_A_HALL + ((_WINTER,) if winter else ())
