"""How a group is doing: what its dates and its sums say, for whoever coordinates it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist, may
from hearthside.engines import group_health
from hearthside.engines.group_health import LetOut, Light, Past
from hearthside.groups.directory import Handle
from hearthside.meetings import quarters, rota, sums
from hearthside.meetings.models import Meeting
from hearthside.meetings.quarters import Quarter
from hearthside.meetings.sums import Sums

# A quarter of a weekly group. Of one that meets each month it is what a year holds.
DATES: Final = 13
# After a year nobody keeps who was down for an evening (meetings/erasure.py).
LOOKS_BACK: Final = timedelta(days=364)
QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Look:
    """One light, and the days it looks at.

    first, last -- on the clock of the group; None where there was nothing to look at.
    """

    light: Light
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class _Held:
    starts_at: datetime
    past: Past


def of_group(
    actor: Actor, group: Handle, groups: Sequence[Handle], *, zone: str, now: datetime
) -> list[Look]:
    """Return the lights of one group; three queries.

    groups -- all of ours in its locality: what its sums may say depends on them all.
    zone -- of the house, in which quarters begin.

    Raises NotFound.
    """
    insist(actor, Verb.SEE_GROUP_HEALTH, group.place)
    return _looks(actor, [group], groups, zone=zone, now=now)[group.id]


def of_groups(
    actor: Actor, groups: Sequence[Handle], *, zone: str, now: datetime
) -> dict[int, list[Look]]:
    """Return the lights of each of these groups the actor coordinates; three queries.

    groups -- all of ours in their localities.
    """
    theirs = [
        one
        for one in groups
        if one.is_ours and may(actor, Verb.SEE_GROUP_HEALTH, one.place)
    ]
    return _looks(actor, theirs, theirs, zone=zone, now=now) if theirs else {}


def _looks(
    actor: Actor,
    wanted: Sequence[Handle],
    groups: Sequence[Handle],
    *,
    zone: str,
    now: datetime,
) -> dict[int, list[Look]]:
    gone_by = _gone_by([one.id for one in wanted], now=now)
    let_out = _let_out(actor, groups, zone=zone, now=now)
    return {
        one.id: [
            *_of_people(let_out.get(one.id, [])),
            *_of_dates(gone_by[one.id], zone=one.zone),
        ]
        for one in wanted
    }


def _gone_by(group_ids: Iterable[int], *, now: datetime) -> dict[int, list[_Held]]:
    """Return the last dates of each group that are over, oldest first; two queries."""
    found: dict[int, list[_Held]] = {group_id: [] for group_id in group_ids}
    newest_first = Window(
        RowNumber(),
        partition_by=F("group_id"),
        order_by=[F("starts_at").desc(), F("id").desc()],
    )
    rows = list(
        Meeting.objects.filter(
            group_id__in=list(found),
            ends_at__lte=now,
            starts_at__gt=now - LOOKS_BACK,
        )
        .annotate(place=newest_first)
        .filter(place__lte=DATES)
        .order_by("starts_at", "id")
        .values_list("id", "group_id", "starts_at", "state")
    )
    leaders = rota.on_the_rota(meeting_id for meeting_id, *_rest in rows)
    for meeting_id, group_id, starts_at, state in rows:
        off = state == Meeting.State.CALLED_OFF
        past = Past(off, frozenset(leaders[meeting_id]))
        found[group_id].append(_Held(starts_at, past))
    return found


def _of_dates(held: Sequence[_Held], *, zone: str) -> list[Look]:
    days = [one.starts_at.astimezone(ZoneInfo(zone)).date() for one in held]
    first, last = (days[0], days[-1]) if days else (None, None)
    lights = group_health.of_dates([one.past for one in held])
    return [Look(light, first, last) for light in lights]


def _let_out(
    actor: Actor, groups: Sequence[Handle], *, zone: str, now: datetime
) -> dict[int, list[tuple[Quarter, Sums]]]:
    """Return the sums of each group as they may be seen, newest quarter first; one query."""
    over = quarters.settled(zone, now=now, most=QUARTERS)
    tables = sums.of_localities(actor, groups, over, zone=zone, now=now)
    found: dict[int, list[tuple[Quarter, Sums]]] = {}
    for table in tables.values():
        for quarter in table:
            for group, one in quarter.groups:
                found.setdefault(group.id, []).append((quarter.quarter, one))
    return found


def _of_people(let_out: Sequence[tuple[Quarter, Sums]]) -> list[Look]:
    told = [
        LetOut(one.evenings, one.here, one.first_time, one.been_before)
        for _quarter, one in let_out
    ]
    most = group_health.stretch(told)
    first = let_out[most - 1][0].first if told else None
    last = let_out[0][0].after.first - timedelta(days=1) if told else None
    lights = group_health.of_people(told[:most])
    return [Look(light, first, last) for light in lights]
