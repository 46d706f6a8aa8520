"""Reading what somebody looks for out of an address; what makes no sense is left out."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from hearthside.engines import words
from hearthside.groups.finding import AT_HOME, PARTS_OF_DAY, Point, Wish
from hearthside.web.public.saying import KM_A_MILE

REACHES: Final = ("5", "10", "25", "50", "any")
USUAL_REACH: Final = "25"
LONGEST_PLACE: Final = 80
NEWCOMERS: Final = "newcomers"

_LANGUAGES: Final = {f"lang:{code}": label for code, label in words.LANGUAGES.items()}


def mark(word: str) -> str:
    """Return the short mark that stands for a word in an address.

    An address stays behind in the browser's history, where it must name no condition.
    """
    return f"{zlib.crc32(word.encode()):08x}"[:6]


_MARKS: Final = {mark(word): word for word in [*words.SAID, *_LANGUAGES]}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for: a value the form knows, or empty for "any".

    place -- as it was typed. point -- where the device said it is, to two decimals.
    topic, who, language, access -- words of the vocabulary.
    """

    place: str = ""
    point: Point | None = None
    reach: str = USUAL_REACH
    day: str = ""
    part: str = ""
    how: str = ""
    topic: str = ""
    who: str = ""
    language: str = ""
    access: frozenset[str] = field(default_factory=frozenset)
    newcomers: bool = False
    page: int = 1

    @property
    def said(self) -> frozenset[str]:
        """The words every group found must say of itself."""
        chosen = {self.topic, self.who, self.language, *self.access}
        if self.newcomers:
            chosen.add(NEWCOMERS)
        return frozenset(chosen - {""})

    @property
    def asks_for_more(self) -> bool:
        """Whether something is chosen among the questions that begin folded away."""
        return bool(self.said - {NEWCOMERS} or self.day or self.part or self.how)

    def wish(self, near: Point | None, *, miles: bool) -> Wish:
        """Return what to look for, once the typed place has become a point."""
        reach_km = None
        if self.reach != "any":
            reach_km = int(self.reach) * (KM_A_MILE if miles else 1.0)
        return Wish(
            near=near,
            reach_km=reach_km,
            weekday=int(self.day) if self.day else None,
            part_of_day=self.part,
            attendance=self.how,
            said=self.said,
            page=self.page,
        )

    def address(self, **changes: Any) -> str:
        """Return the address that asks the same, but for these changes; page one again."""
        asked = replace(self, **{"page": 1, **changes})
        parts: list[tuple[str, str]] = [
            ("place", asked.place),
            ("lat", f"{asked.point.latitude:.2f}" if asked.point else ""),
            ("lon", f"{asked.point.longitude:.2f}" if asked.point else ""),
            ("reach", asked.reach if asked.reach != USUAL_REACH else ""),
            ("day", asked.day),
            ("part", asked.part),
            ("how", asked.how),
            ("topic", mark(asked.topic) if asked.topic else ""),
            ("who", mark(asked.who) if asked.who else ""),
            ("language", mark(asked.language) if asked.language else ""),
            *(("said", mark(word)) for word in sorted(asked.access)),
            ("newcomers", "yes" if asked.newcomers else ""),
            ("page", str(asked.page) if asked.page > 1 else ""),
        ]
        query = urlencode([(name, value) for name, value in parts if value])
        return f"{reverse('groups')}?{query}" if query else reverse("groups")


def read(query: QueryDict) -> Asked:
    """Return what an address asks for."""
    place = typed(query.get("place", ""))
    return Asked(
        place=place,
        # A typed place is newer than the one the device felt.
        point=None if place else _point(query.get("lat", ""), query.get("lon", "")),
        reach=_one_of(query, "reach", REACHES) or USUAL_REACH,
        day=_one_of(query, "day", "0123456"),
        part=_one_of(query, "part", PARTS_OF_DAY),
        how=_one_of(query, "how", (*words.ATTENDANCE, AT_HOME)),
        topic=_word(query.get("topic", ""), words.TOPICS),
        who=_word(query.get("who", ""), words.WHO_FOR),
        language=_word(query.get("language", ""), _LANGUAGES),
        access=frozenset(
            word
            for raw in query.getlist("said")[: len(words.ACCESS)]
            if (word := _word(raw, words.ACCESS))
        ),
        newcomers=query.get("newcomers", "") != "",
        page=_page(query.get("page", "")),
    )


def typed(raw: str) -> str:
    """Return a typed place on one line, without letters nobody sees."""
    kept = "".join(
        char if unicodedata.category(char)[0] not in "CZ" else " "
        for char in raw[: LONGEST_PLACE * 4]
    )
    return " ".join(kept.split())[:LONGEST_PLACE]


def _one_of(
    query: QueryDict, name: str, known: Mapping[str, Any] | tuple[str, ...] | str
) -> str:
    raw = query.get(name, "")
    return raw if raw in tuple(known) else ""


def _word(raw: str, family: Mapping[str, str]) -> str:
    word = _MARKS.get(raw, raw)
    if word in family:
        return word
    return f"lang:{word}" if f"lang:{word}" in family else ""


def _page(raw: str) -> int:
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 6):
        return 1
    return max(1, int(raw))


def _point(latitude: str, longitude: str) -> Point | None:
    north, east = _degrees(latitude, most=90), _degrees(longitude, most=180)
    return None if north is None or east is None else Point(north, east)


def _degrees(raw: str, *, most: int) -> float | None:
    try:
        degrees = float(raw) if len(raw) <= 20 else None
    except ValueError:
        return None
    if degrees is None or not -most <= degrees <= most:
        return None
    # Two decimals are about a kilometre: enough to find a group, too coarse for a door.
    return round(degrees, 2)
