"""What somebody answered on Help me choose: read, shown again, and carried in the form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from hearthside.engines import matching, words
from hearthside.engines.matching import Wanted, Window
from hearthside.engines.matching.facts import PARTS, WAYS, WISHES
from hearthside.groups.finding import Point
from hearthside.web.public import wishes
from hearthside.web.public.saying import KM_A_MILE
from hearthside.web.public.wishes import REACHES, USUAL_REACH

# The questions that may have more than one answer.
SEVERAL: Final = frozenset({"way", "day", "part", "access", "about", "who", "wish"})
WHO: Final = tuple(word for word in words.WHO_FOR if word != "open")
WISH: Final = tuple(word for word in words.SAID if word in WISHES)
DAYS: Final = tuple("0123456")


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers the questions know; empty where one was skipped.

    place -- as it was typed. The others are words of the vocabulary.
    """

    place: str
    reach: str
    way: frozenset[str]
    day: frozenset[str]
    part: frozenset[str]
    access: frozenset[str]
    language: str
    about: frozenset[str]
    who: frozenset[str]
    wish: frozenset[str]

    @property
    def is_anything(self) -> bool:
        """Whether any question was answered."""
        return bool(self.place or self.language) or any(
            getattr(self, name) for name in SEVERAL
        )

    def wanted(self, near: Point | None, *, miles: bool) -> Wanted:
        """Return what to look for, once the typed place has become a point."""
        reach_km = None
        if near and self.reach != "any":
            reach_km = int(self.reach) * (KM_A_MILE if miles else 1.0)
        return Wanted(
            near=matching.Point(near.latitude, near.longitude) if near else None,
            reach_km=reach_km,
            ways=self.way,
            windows=self._windows(),
            access=self.access,
            languages=frozenset({f"lang:{self.language}"} if self.language else ()),
            experience=self.about,
            who=self.who,
            wishes=self.wish,
        )

    def _windows(self) -> tuple[Window, ...]:
        if not self.day and not self.part:
            return ()
        days = sum(1 << int(day) for day in self.day) or 0b1111111
        return tuple(
            window
            for part in PARTS
            if part in (self.part or PARTS)
            for window in matching.part_of_day(part, days)
        )

    def carried(self) -> tuple[tuple[str, str], ...]:
        """Return the answers as fields of a form, so that the next page knows them."""
        many = {name: sorted(getattr(self, name)) for name in sorted(SEVERAL)}
        one = {"place": self.place, "reach": self.reach, "language": self.language}
        return (
            *((name, value) for name, value in one.items() if value),
            *((name, value) for name, values in many.items() for value in values),
        )


def read(form: QueryDict) -> Answers:
    """Return what a form says; what makes no sense is left out."""
    return Answers(
        place=wishes.typed(form.get("place", "")),
        reach=_one(form, "reach", REACHES) or USUAL_REACH,
        way=_some(form, "way", WAYS),
        day=_some(form, "day", DAYS),
        part=_some(form, "part", PARTS),
        access=_some(form, "access", words.ACCESS),
        language=_one(form, "language", words.LANGUAGES),
        about=_some(form, "about", words.TOPICS),
        who=_some(form, "who", WHO),
        wish=_some(form, "wish", WISH),
    )


def _some(form: QueryDict, name: str, known: Collection[str]) -> frozenset[str]:
    return frozenset(form.getlist(name)[: len(known)]) & frozenset(known)


def _one(form: QueryDict, name: str, known: Mapping[str, str] | tuple[str, ...]) -> str:
    raw = form.get(name, "")
    return raw if raw in known else ""
