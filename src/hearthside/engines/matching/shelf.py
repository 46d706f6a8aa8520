"""The shelf: groups laid out in columns, so that ten thousand are looked through at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from hearthside.engines import words
from hearthside.engines.matching.facts import SMALL, WAYS, Group
from hearthside.engines.matching.needs import only_for
from hearthside.engines.matching.weights import BY_HAND, Weights

_BIT: Final = {word: 1 << number for number, word in enumerate(words.SAID)}
_LANGUAGE: Final = {
    f"lang:{code}": 1 << number for number, code in enumerate(words.LANGUAGES)
}
_WAY: Final = {way: 1 << number for number, way in enumerate(WAYS)}
IN_PERSON: Final = _WAY[words.IN_PERSON]
AT_HOME: Final = _WAY[words.ONLINE] | _WAY[words.PHONE]

NOWHERE: Final = (math.nan, math.nan, math.nan)


def bits(said: Iterable[str]) -> int:
    """Return the words of the vocabulary as bits; others are left out."""
    return sum({_BIT[word] for word in said if word in _BIT})


def languages(said: Iterable[str]) -> int:
    """Return the languages among these words as bits."""
    return sum({_LANGUAGE[word] for word in said if word in _LANGUAGE})


def ways(taken: Iterable[str]) -> int:
    """Return ways of taking part as bits."""
    return sum({_WAY[way] for way in taken if way in _WAY})


def on_the_ball(latitude: float, longitude: float) -> tuple[float, float, float]:
    """Return a place as a point on a ball of radius one."""
    north, east = math.radians(latitude), math.radians(longitude)
    across = math.cos(north)
    return across * math.cos(east), across * math.sin(east), math.sin(north)


class Shelf:
    """Groups, prepared once and asked often. Never changes."""

    __slots__ = (
        "base",
        "circle",
        "circles",
        "groups",
        "languages",
        "said",
        "timing",
        "timings",
        "ways",
        "weights",
        "x",
        "y",
        "z",
    )

    def __init__(self, groups: Iterable[Group], weights: Weights = BY_HAND) -> None:
        # In one order, so that the order they came in decides nothing.
        self.groups: Sequence[Group] = sorted(groups, key=lambda group: group.id)
        if len({group.id for group in self.groups}) != len(self.groups):
            raise ValueError("Two groups have the same id.")
        self.weights = weights
        circles: dict[tuple[tuple[frozenset[str], ...], bool, bool], int] = {}
        timings: dict[tuple[int, int], int] = {}
        self.said = [_said(group) for group in self.groups]
        self.languages = [languages(group.said) for group in self.groups]
        self.ways = [ways(group.ways) for group in self.groups]
        self.circle = [
            circles.setdefault(_circle(group.said), len(circles))
            for group in self.groups
        ]
        self.timing = [
            (
                timings.setdefault((group.starts, group.minutes), len(timings)),
                group.weekdays,
            )
            for group in self.groups
        ]
        places = [
            on_the_ball(group.at.latitude, group.at.longitude) if group.at else NOWHERE
            for group in self.groups
        ]
        self.x = [place[0] for place in places]
        self.y = [place[1] for place in places]
        self.z = [place[2] for place in places]
        self.base = [_base(group, weights) for group in self.groups]
        self.circles, self.timings = tuple(circles), tuple(timings)


def _said(group: Group) -> int:
    is_small = group.size is not None and group.size <= SMALL
    return bits(group.said) | (bits({"small"}) if is_small else 0)


def _circle(
    said: frozenset[str],
) -> tuple[tuple[frozenset[str], ...], bool, bool]:
    own = "own_experience" in said and "open" not in said
    return only_for(said), own, "carers" in said


def _base(group: Group, weights: Weights) -> float:
    """Return the points that are the same for everybody."""
    points = weights.comfort * max(-1.0, min(1.0, group.comfort))
    if "newcomers" in group.said:
        points += weights.newcomers
    if group.next_in_days is not None:
        points += weights.soon / (1 + max(0.0, group.next_in_days) / weights.half_days)
    return points + (weights.sure if group.is_sure else 0.0)
