"""Nothing fits: what would fit if one thing were let go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.groups.finding import AT_HOME, Wish, how_many
from hearthside.web.public.wishes import NEWCOMERS, Asked

MOST: Final = 3
# Each costs a query: after so many the page is as helpful as it will get.
MOST_TRIES: Final = 4


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One way to find something after all: where it leads, and how much is there."""

    url: str
    words: str


def near_misses(asked: Asked, wish: Wish, *, now: datetime) -> tuple[NearMiss, ...]:
    """Return up to three searches that let go of one thing and find something."""
    found: list[NearMiss] = []
    for changes, wider, said in _ways(asked, wish)[:MOST_TRIES]:
        number = how_many(wider, now=now)
        if number and len(found) < MOST:
            found.append(NearMiss(asked.address(**changes), _say(number, said)))
    return tuple(found)


_Way = tuple[dict[str, Any], Wish, str]


def _ways(asked: Asked, wish: Wish) -> list[_Way]:
    """Return what might be let go of, the least missed first."""
    ways: list[_Way] = []
    if wish.near and not wish.is_from_home and asked.reach != "any":
        anywhere = replace(wish, reach_km=None)
        ways.append(({"reach": "any"}, anywhere, _("at any distance")))
    for changes, without, said in _let_go(asked):
        wider = replace(
            wish,
            said=wish.said - without,
            weekday=None if "day" in changes else wish.weekday,
            part_of_day="" if "part" in changes else wish.part_of_day,
            attendance="" if "how" in changes else wish.attendance,
        )
        ways.append((changes, wider, said))
    if wish.near and not wish.is_from_home:
        home = replace(wish, attendance=AT_HOME)
        ways.insert(1, ({"how": AT_HOME}, home, _("you can join from home")))
    return ways


def _let_go(asked: Asked) -> list[tuple[dict[str, Any], frozenset[str], str]]:
    chosen: list[tuple[dict[str, Any], frozenset[str], str]] = []
    nothing: frozenset[str] = frozenset()
    if asked.part:
        chosen.append(({"part": ""}, nothing, _("at another time of day")))
    if asked.day:
        chosen.append(({"day": ""}, nothing, _("on another day")))
    if asked.newcomers:
        chosen.append(
            (
                {"newcomers": False},
                frozenset({NEWCOMERS}),
                _("that newcomers may join too"),
            )
        )
    if asked.how:
        chosen.append(({"how": ""}, nothing, _("in another way")))
    if asked.who:
        chosen.append(({"who": ""}, frozenset({asked.who}), _("for anybody")))
    if asked.topic:
        chosen.append(
            ({"topic": ""}, frozenset({asked.topic}), _("about other things"))
        )
    if asked.language:
        language = frozenset({asked.language})
        chosen.append(({"language": ""}, language, _("in another language")))
    # What somebody needs to get through the door is let go of last.
    if asked.access:
        chosen.append(
            ({"access": nothing}, asked.access, _("where the access may not fit"))
        )
    return chosen


def _say(number: int, said: str) -> str:
    return ngettext(
        "%(number)s group %(said)s", "%(number)s groups %(said)s", number
    ) % {"number": f"{number:,}", "said": said}
