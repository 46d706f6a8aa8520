"""Finding services: by what somebody needs, near where they are. Nothing of it is kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from hearthside.signposting import freshness, slipping, wording
from hearthside.signposting.directory import ServiceSheet, sheet_of, shown
from hearthside.signposting.models import Service, Word
from hearthside.signposting.near import KM_A_DEGREE, Point, km_between, squared_degrees
from hearthside.signposting.wording import NEED, Sought

PAGE: Final = 20
MOST_PAGES: Final = 200
AGES: Final[dict[str, tuple[int, int]]] = {
    "child": (0, 17),
    "young": (18, 25),
    "adult": (26, 59),
    "older": (60, 120),
}


@dataclass(frozen=True, slots=True)
class Want:
    """What somebody looks for.

    text -- as wording.typed() gives it. near -- where they set out from; None looks
    everywhere, this country first. reach_km -- None: any distance, nearest first.
    need, who, language, access -- codes; age -- a key of AGES; "" asks for any.
    """

    text: str = ""
    near: Point | None = None
    reach_km: float | None = None
    country: str = ""
    need: str = ""
    is_free: bool = False
    age: str = ""
    who: str = ""
    language: str = ""
    access: frozenset[str] = frozenset()
    page: int = 1


@dataclass(frozen=True, slots=True)
class FoundService:
    """One service of a list; km -- how far, None where it has no place or nobody said."""

    sheet: ServiceSheet
    km: float | None


@dataclass(frozen=True, slots=True)
class FoundServices:
    """One page of what fits.

    read_as -- words nobody says here, for which near ones were taken.
    """

    total: int
    page: int
    pages: int
    services: tuple[FoundService, ...]
    read_as: tuple[str, ...] = ()


def find(want: Want, *, now: datetime) -> FoundServices:
    """Return a page of the services that fit; six queries at most, whatever there is.

    Raises CannotLook.
    """
    asked = wording.sought(want.text)
    lists = freshness.lists_shown(now=now)
    rows = shown(now).filter(list_id__in=list(lists))
    if want.near is not None:
        rows = rows.annotate(squared=squared_degrees(want.near))
    for condition in _conditions(want):
        rows = rows.filter(condition)
    asked, read_as = _mended(asked)
    ids = _ordered(rows, asked, want)
    pages = max(1, min(MOST_PAGES, -(-len(ids) // PAGE)))
    page = min(max(1, want.page), pages)
    here = ids[(page - 1) * PAGE : page * PAGE]
    by_id = Service.objects.in_bulk(here) if here else {}
    services = tuple(
        _found(by_id[one], lists, want.near) for one in here if one in by_id
    )
    return FoundServices(len(ids), page, pages, services, read_as)


def _conditions(want: Want) -> list[Q]:
    found = [
        Q(**{f"{column}__contains": f" {code} "})
        for column, code in (
            ("needs", want.need), ("who", want.who), ("languages", want.language),
            *(("access", one) for one in sorted(want.access)),
        )
        if code
    ]  # fmt: skip
    if want.is_free:
        found.append(Q(cost="free"))
    if want.age in AGES:
        youngest, oldest = AGES[want.age]
        found.append(Q(youngest=None) | Q(youngest__lte=oldest))
        found.append(Q(oldest=None) | Q(oldest__gte=youngest))
    if want.near is not None and want.reach_km is not None:
        degrees = want.reach_km / KM_A_DEGREE
        near = Q(
            latitude__range=(
                want.near.latitude - degrees,
                want.near.latitude + degrees,
            ),
            squared__lte=degrees**2,
        )
        # What has no place is reached from anywhere in its country.
        found.append(near | Q(latitude=None, country=want.country))
    return found


def _mended(asked: tuple[Sought, ...]) -> tuple[tuple[Sought, ...], tuple[str, ...]]:
    """Return the words with those nobody wrote taken for the nearest; two queries."""
    terms = [term for one in asked for term in one.terms]
    if not terms:
        return asked, ()
    known = set(Word.objects.filter(word__in=terms).values_list("word", flat=True))
    strange = [one for one in asked if not known.intersection(one.terms)]
    if not strange:
        return asked, ()
    nearby = _words_like([one.terms[0] for one in strange])
    meant = wording.needs_by_term()
    mended: dict[str, Sought] = {}
    for one in strange:
        near = slipping.nearest(one.terms[0], {*nearby, *meant})
        codes = [code for word in near for code in meant.get(word, ())]
        if near:
            mended[one.plain] = Sought(one.plain, (*near, *codes))
    return tuple(mended.get(one.plain, one) for one in asked), tuple(mended)


def _words_like(strange: list[str]) -> list[str]:
    """Return the words known here that begin like these; their first two may be swapped."""
    begins = {letter for word in strange for letter in word[:2]}
    like = Q()
    for letter in begins:
        like |= Q(word__gte=letter, word__lt=f"{letter}\U0010ffff")
    rows = Word.objects.filter(like).exclude(word__startswith=NEED)
    return list(rows.order_by().values_list("word", flat=True).distinct())


def _scores(asked: tuple[Sought, ...]) -> dict[int, tuple[int, int]]:
    """Return how many of the words each service says, and how weightily; one query.

    Of the words that somebody says here at all, up to two have each to be there; of more,
    half of them. A word that stands there itself counts a little more than what it means.
    """
    stands_for: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(asked):
        for at, term in enumerate(one.terms):
            stands_for.setdefault(term, []).append((number, 1 if at == 0 else 0))
    best: dict[int, list[int]] = {}
    itself: dict[int, int] = {}
    known: set[int] = set()
    rows = Word.objects.filter(word__in=list(stands_for))
    for service_id, word, weight in rows.values_list("service_id", "word", "weight"):
        held = best.setdefault(service_id, [0] * len(asked))
        for number, bonus in stands_for[word]:
            known.add(number)
            held[number] = max(held[number], weight)
            itself[service_id] = itself.get(service_id, 0) + bonus
    enough = len(known) if len(known) <= 2 else (len(known) + 1) // 2
    told = {
        pk: (sum(map(bool, held)), sum(held) + itself[pk]) for pk, held in best.items()
    }
    return {pk: score for pk, score in told.items() if score[0] >= enough}


def _ordered(
    rows: QuerySet[Service], asked: tuple[Sought, ...], want: Want
) -> list[int]:
    """Return the ids of the services that fit, the best first; two queries at most.

    Those that say more of the words come first, then the nearer ones, then by name.
    """
    scores: dict[int, tuple[int, int]] = {}
    if asked:
        scores = _scores(asked)
        terms = [term for one in asked for term in one.terms]
        rows = rows.filter(id__in=Word.objects.filter(word__in=terms).values("service"))
    far = "squared" if want.near is not None else "latitude"
    found = []
    for pk, country, name, away in rows.values_list("id", "country", "name", far):
        if asked and pk not in scores:
            continue
        said, weight = scores.get(pk, (0, 0))
        # Somebody who said where they are may live near a border.
        is_abroad = want.near is None and bool(want.country) and country != want.country
        km = away if want.near is not None and away is not None else math.inf
        found.append((is_abroad, -said, -weight, km, name, pk))
    return [one[-1] for one in sorted(found)]


def _found(row: Service, lists: dict[int, Any], near: Point | None) -> FoundService:
    km = None
    if near is not None and row.latitude is not None and row.longitude is not None:
        km = km_between(near, Point(row.latitude, row.longitude))
    return FoundService(sheet_of(row, lists[row.list_id]), km)
