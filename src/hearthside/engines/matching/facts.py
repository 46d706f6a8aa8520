"""What matching is handed: facts a group states of itself, and what one person wants."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hearthside.engines import words

EARTH_KM: Final = 6371.0088
A_DAY: Final = 24 * 60
EVERY_DAY: Final = 0b1111111
NOTHING: Final[frozenset[str]] = frozenset()

# The ways to take part; a group in person and online has both.
WAYS: Final = (words.IN_PERSON, words.ONLINE, words.PHONE)
# What only a door can lack: nobody needs it to join from home.
OF_THE_DOOR: Final = frozenset({"step_free", "accessible_toilet", "parking", "bus"})
# What may make a first evening easier; any of these may be wished for.
WISHES: Final = frozenset(words.MANNER) | {"quiet_corner", "camera_off_welcome"}
# A group that puts out so few chairs is a small circle, whether it says so or not.
SMALL: Final = 8
# Two topics each of which may feel like home to people who named the other.
CLOSE: Final = (
    ("anxiety", "depression"),
    ("bipolar", "depression"),
    ("depression", "loneliness"),
    ("anxiety", "trauma"),
    ("bereaved_by_suicide", "bereavement"),
    ("cancer", "stoma"),
    ("cancer", "pain"),
    ("alcohol", "recovery"),
    ("drugs", "recovery"),
    ("gambling", "recovery"),
)
# When a part of the day begins and ends, in minutes; a night runs into the next morning.
PARTS: Final = {
    "morning": (5 * 60, 12 * 60),
    "afternoon": (12 * 60, 17 * 60),
    "evening": (17 * 60, 22 * 60),
    "night": (22 * 60, 29 * 60),
}


class Need(StrEnum):
    """What is never broken."""

    REACH = "reach"
    TIME = "time"
    WAY = "way"
    ABOUT = "about"
    LANGUAGE = "language"
    ACCESS = "access"
    WHO = "who"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth: degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the day in which somebody is free.

    days -- bits, Monday 1 .. Sunday 64. opens, begins_before, ends_by -- minutes after
    midnight: the meeting begins at or after `opens`, before `begins_before`, and is over
    at `ends_by` (None: whenever it is over).
    """

    days: int
    opens: int
    begins_before: int
    ends_by: int | None = None

    def holds(self, day: int, starts: int, minutes: int) -> bool:
        """Return whether a meeting on this day (0 Monday .. 6) is inside."""
        in_time = self.ends_by is None or starts + minutes <= self.ends_by
        return (
            bool(self.days >> day & 1)
            and self.opens <= starts < self.begins_before
            and in_time
        )


@dataclass(frozen=True, slots=True)
class Group:
    """What one group says of itself. Nothing of its members is here, nor can be.

    ways -- of WAYS. at -- where its door is; None: from home, or it does not say.
    weekdays -- bits, Monday 1 .. Sunday 64; starts -- minutes after midnight.
    said -- words of the vocabulary; languages as "lang:cy".
    size -- chairs it puts out. next_in_days -- until it meets next; None: no date known.
    is_sure -- the listing was confirmed lately and nobody doubts it.
    comfort -- what reflections add, -1 .. 1, already shrunken; 0 where nothing is known.
    """

    id: str
    ways: frozenset[str]
    at: Point | None
    weekdays: int
    starts: int
    minutes: int
    said: frozenset[str] = NOTHING
    size: int | None = None
    next_in_days: float | None = None
    is_sure: bool = True
    comfort: float = 0.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one person wants. Everything may be left out; nothing of it is kept.

    near, reach_km -- where they set out from, and how far they would go.
    ways, windows, languages -- any of these will do; empty: all will.
    access -- all of these are needed. experience -- topics they named.
    who -- groups that are only for some people and that count them in.
    wishes -- what would make a first evening easier; never a condition.
    """

    near: Point | None = None
    reach_km: float | None = None
    ways: frozenset[str] = NOTHING
    windows: tuple[Window, ...] = ()
    access: frozenset[str] = NOTHING
    languages: frozenset[str] = NOTHING
    experience: frozenset[str] = NOTHING
    who: frozenset[str] = NOTHING
    wishes: frozenset[str] = NOTHING


def part_of_day(part: str, days: int = EVERY_DAY) -> tuple[Window, ...]:
    """Return the windows of one part of the day: the meeting begins inside."""
    opens, closes = PARTS[part]
    if closes <= A_DAY:
        return (Window(days, opens, closes),)
    # The small hours of Tuesday night are Wednesday's.
    tomorrow = (days << 1 | days >> 6) & EVERY_DAY
    return Window(days, opens, A_DAY), Window(tomorrow, 0, closes - A_DAY)


def close_to(topics: frozenset[str]) -> frozenset[str]:
    """Return the topics next to these."""
    pairs = [*CLOSE, *((b, a) for a, b in CLOSE)]
    return frozenset(b for a, b in pairs if a in topics) - topics


def kilometres_between(a: Point, b: Point) -> float:
    """Return the great-circle distance between two places.

    Wrong by up to 0.5 %: the earth is taken as a ball.
    Source: haversine formula; mean radius 6371.0088 km (IUGG).
    """
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lon = math.radians(b.longitude - a.longitude) / 2
    chord = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))
