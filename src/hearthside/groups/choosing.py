"""Choosing: which of our listed groups suit somebody, and why. Nothing of it is kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, QuerySet

from hearthside.engines import matching, words
from hearthside.engines.matching import Answer, Point, Shelf, Wanted
from hearthside.groups import finding, reflections
from hearthside.groups.finding import FROM_HOME, KM_A_DEGREE, Card
from hearthside.groups.freshness import FADES_AFTER, in_the_directory
from hearthside.groups.models import Group, NobodyThere, Said

# Of each kind so many are looked at: the nearest doors, and from home the soonest.
MOST: Final = 2000
# A near miss may be so many times as far as somebody would go.
FURTHER: Final = 2.0
USUAL_REACH_KM: Final = 60.0
_COLUMNS: Final = (
    "id", "attendance", "latitude", "longitude", "weekdays", "starts_at", "minutes",
    "zone", "seats", "next_at", "confirmed_at", "is_cautioned", "feed_id",
)  # fmt: skip
_WAYS: Final = {
    words.HYBRID: frozenset({words.IN_PERSON, words.ONLINE}),
    **{way: frozenset({way}) for way in (words.IN_PERSON, words.ONLINE, words.PHONE)},
}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the house stands: whose clock people mean, and the language nobody names."""

    zone: str
    language: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is told, and a card for every group in it by the id it has there."""

    answer: Answer
    cards: dict[str, Card]


def choose(wanted: Wanted, *, setting: Setting, now: datetime) -> Chosen:
    """Return the groups that suit this person; six queries, whatever there is."""
    answer = matching.suggest(wanted, shelf(setting, near=wanted, now=now))
    named = [one.id for one in answer.suggestions]
    named += [miss.id for miss in answer.near_misses]
    near = (
        finding.Point(wanted.near.latitude, wanted.near.longitude)
        if wanted.near
        else None
    )
    cards = finding.cards_of(map(int, named), near=near, now=now)
    return Chosen(answer, {str(card.id): card for card in cards})


def shelf(setting: Setting, *, near: Wanted, now: datetime) -> Shelf:
    """Return the groups this person might get to, laid out for matching; four queries."""
    cautioned = NobodyThere.objects.filter(group=OuterRef("pk"), answered_at=None)
    listed = Group.objects.filter(in_the_directory(now=now))
    listed = listed.annotate(is_cautioned=Exists(cautioned))
    rows = [
        *_with_doors(listed, near),
        *listed.filter(attendance__in=FROM_HOME)
        .order_by(F("next_at").asc(nulls_last=True), "id")
        .values(*_COLUMNS)[:MOST],
    ]
    said = _said_by([row["id"] for row in rows])
    comfort = reflections.comfort()
    return Shelf(
        _group(
            row,
            frozenset(said.get(row["id"], ())),
            comfort.get(row["id"], 0.0),
            setting,
            now=now,
        )
        for row in rows
    )


def _with_doors(listed: QuerySet[Group], near: Wanted) -> list[dict[str, Any]]:
    rows: Any = listed.exclude(attendance__in=FROM_HOME)
    if near.near is None:
        return list(rows.order_by("id").values(*_COLUMNS)[:MOST])
    reach = near.reach_km if near.reach_km is not None else USUAL_REACH_KM
    degrees = FURTHER * max(reach, 10.0) / KM_A_DEGREE
    here = near.near
    shrink = max(0.01, math.cos(math.radians(here.latitude)))
    rows = rows.filter(
        latitude__range=(here.latitude - degrees, here.latitude + degrees),
        longitude__range=(
            here.longitude - degrees / shrink,
            here.longitude + degrees / shrink,
        ),
    )
    squared = finding.squared_degrees(finding.Point(here.latitude, here.longitude))
    return list(
        rows.annotate(squared=squared)
        .order_by("squared", "id")
        .values(*_COLUMNS)[:MOST]
    )


def _said_by(group_ids: list[int]) -> dict[int, set[str]]:
    """Return what each of these groups says of itself; one query."""
    said: dict[int, set[str]] = {}
    rows = Said.objects.filter(group_id__in=group_ids)
    for group_id, word in rows.values_list("group_id", "word"):
        said.setdefault(group_id, set()).add(word)
    return said


def _group(
    row: dict[str, Any],
    said: frozenset[str],
    comfort: float,
    setting: Setting,
    *,
    now: datetime,
) -> matching.Group:
    has_place = row["latitude"] is not None and row["attendance"] not in FROM_HOME
    weekdays, starts = _on_our_clock(row, setting.zone, now=now)
    if not any(word.startswith("lang:") for word in said):
        said |= {f"lang:{setting.language}"}
    coming = row["next_at"]
    return matching.Group(
        id=str(row["id"]),
        ways=_WAYS[row["attendance"]],
        at=Point(row["latitude"], row["longitude"]) if has_place else None,
        weekdays=weekdays,
        starts=starts,
        minutes=row["minutes"],
        said=said,
        size=row["seats"] if row["feed_id"] is None else None,
        next_in_days=(coming - now) / timedelta(days=1)
        if coming and coming >= now
        else None,
        is_sure=now - row["confirmed_at"] < FADES_AFTER and not row["is_cautioned"],
        comfort=comfort,
    )


def _on_our_clock(row: dict[str, Any], zone: str, *, now: datetime) -> tuple[int, int]:
    """Return the weekdays and the minute at which it begins, as people here read a clock."""
    starts = row["starts_at"].hour * 60 + row["starts_at"].minute
    if row["zone"] == zone:
        return row["weekdays"], starts
    at = row["next_at"] or now
    ahead = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    ahead -= at.astimezone(ZoneInfo(row["zone"])).utcoffset() or timedelta()
    days, minute = divmod(starts + int(ahead / timedelta(minutes=1)), 24 * 60)
    turned = days % 7
    weekdays = row["weekdays"]
    return (weekdays << turned | weekdays >> (7 - turned)) & 0b1111111, minute
