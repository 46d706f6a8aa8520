"""Reading which services somebody looks for out of an address; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from hearthside.engines import words
from hearthside.engines.needs import NEEDS
from hearthside.signposting import wording
from hearthside.signposting.finding import AGES, Want
from hearthside.signposting.near import Point
from hearthside.web.public.saying import KM_A_MILE
from hearthside.web.public.wishes import mark, typed

REACHES: Final = ("2", "5", "10", "25", "any")
USUAL_REACH: Final = "10"
WHO: Final = (
    "carers", "men", "women", "young_adults", "older", "lgbtq", "veterans", "new_parents",
)  # fmt: skip
ACCESS: Final = (
    "step_free", "accessible_toilet", "hearing_loop", "sign_language", "parking", "bus",
)  # fmt: skip
# What is read of an address at most: ordering marks that stand on one letter takes the
# square of how many there are. More than a question may have, so that the page says so.
LONGEST_READ: Final = 2_000


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What somebody asked for: a value the form knows, or empty for "any".

    text, place -- as they were typed, on one line each.
    """

    text: str = ""
    place: str = ""
    reach: str = USUAL_REACH
    need: str = ""
    is_free: bool = False
    age: str = ""
    who: str = ""
    language: str = ""
    access: frozenset[str] = frozenset()
    page: int = 1

    @property
    def is_anything(self) -> bool:
        """Whether anything at all was asked."""
        return bool(self.text or self.place or self.need or self.asks_for_more)

    @property
    def asks_for_more(self) -> bool:
        """Whether something is chosen among the questions that begin folded away."""
        return bool(
            self.is_free or self.age or self.who or self.language or self.access
        )

    def want(self, near: Point | None, *, miles: bool, country: str) -> Want:
        """Return what to look for, once the typed place has become a point."""
        reach_km = None
        if self.reach != "any":
            reach_km = int(self.reach) * (KM_A_MILE if miles else 1.0)
        return Want(
            text=self.text,
            near=near,
            reach_km=reach_km,
            country=country,
            need=self.need,
            is_free=self.is_free,
            age=self.age,
            who=self.who,
            language=self.language,
            access=self.access,
            page=self.page,
        )

    def address(self, **changes: Any) -> str:
        """Return the address that asks the same, but for these changes; page one again."""
        asked = replace(self, **{"page": 1, **changes})
        parts: list[tuple[str, str]] = [
            ("q", asked.text),
            ("place", asked.place),
            ("reach", asked.reach if asked.reach != USUAL_REACH else ""),
            ("need", mark(asked.need) if asked.need else ""),
            ("free", "yes" if asked.is_free else ""),
            ("age", asked.age),
            ("who", mark(asked.who) if asked.who else ""),
            ("language", mark(asked.language) if asked.language else ""),
            *(("said", mark(word)) for word in sorted(asked.access)),
            ("page", str(asked.page) if asked.page > 1 else ""),
        ]
        query = urlencode([(name, value) for name, value in parts if value])
        return f"{reverse('services')}?{query}" if query else reverse("services")


def read(query: QueryDict) -> AskedFor:
    """Return what an address asks for; what makes no sense is left out."""
    return AskedFor(
        text=wording.typed(query.get("q", "")[:LONGEST_READ]),
        place=typed(query.get("place", "")),
        reach=_one_of(query.get("reach", ""), REACHES) or USUAL_REACH,
        need=_marked(query.get("need", ""), NEEDS),
        is_free=query.get("free", "") != "",
        age=_one_of(query.get("age", ""), AGES),
        who=_marked(query.get("who", ""), WHO),
        language=_marked(query.get("language", ""), words.LANGUAGES),
        access=frozenset(
            word
            for raw in query.getlist("said")[: len(ACCESS)]
            if (word := _marked(raw, ACCESS))
        ),
        page=_page(query.get("page", "")),
    )


def _one_of(raw: str, known: Iterable[str] | Mapping[str, object]) -> str:
    return raw if raw in tuple(known) else ""


def _marked(raw: str, known: Iterable[str] | Mapping[str, object]) -> str:
    # An address stays behind in the browser's history, where it should name no need.
    return next((word for word in known if mark(word) == raw), "")


def _page(raw: str) -> int:
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 6):
        return 1
    return max(1, int(raw))
