"""Publishing: the dates that leave the house, for other directories and calendars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hearthside.meetings import rota
from hearthside.meetings.models import Holding, Meeting
from hearthside.meetings.schedule import Dated, dated_rows

LOOKS_BACK: Final = timedelta(days=30)
# A database bounds how many numbers one question may name.
AT_ONCE: Final = 400


@dataclass(frozen=True, slots=True)
class ToldDate:
    """One date, and what is not in its own row.

    is_unsure -- fewer than two who may lead are down for it, and nobody has opened it.
    changed_at -- aware; None while it is as the pattern gave it.
    """

    dated: Dated
    is_unsure: bool
    changed_at: datetime | None


def told_dates(
    group_ids: Iterable[int], *, now: datetime, only_changed: bool = False
) -> dict[int, list[ToldDate]]:
    """Return the dates of these groups, from a month ago to a quarter ahead, soonest first.

    only_changed -- leave out what is as the pattern gave it: far fewer rows.
    Three queries for every 400 groups and every 400 dates.
    """
    ids = list(group_ids)
    found: dict[int, list[ToldDate]] = {}
    for first in range(0, len(ids), AT_ONCE):
        rows = Meeting.objects.filter(
            group_id__in=ids[first : first + AT_ONCE], starts_at__gt=now - LOOKS_BACK
        )
        if only_changed:
            rows = rows.filter(changed_at__isnull=False)
        for told in _told(list(rows.order_by("starts_at", "id")), now=now):
            found.setdefault(told.dated.group_id, []).append(told)
    return found


def changed_since(moment: datetime, *, now: datetime) -> frozenset[int]:
    """Return the groups of which a date that is told changed at or after a moment; one query."""
    rows = Meeting.objects.filter(
        changed_at__gte=moment, starts_at__gt=now - LOOKS_BACK
    )
    return frozenset(rows.values_list("group_id", flat=True).distinct())


def _told(rows: list[Meeting], *, now: datetime) -> list[ToldDate]:
    sure = _sure([row.pk for row in rows if row.ends_at > now])
    return [
        ToldDate(
            dated,
            row.ends_at > now and not dated.is_called_off and row.pk not in sure,
            row.changed_at,
        )
        for row, dated in zip(rows, dated_rows(rows), strict=True)
    ]


def _sure(meeting_ids: list[int]) -> set[int]:
    sure: set[int] = set()
    for first in range(0, len(meeting_ids), AT_ONCE):
        some = meeting_ids[first : first + AT_ONCE]
        ready = rota.ready(some)
        sure.update(one for one in some if ready[one] >= rota.NEEDED)
        held = Holding.objects.filter(meeting_id__in=some)
        sure.update(held.values_list("meeting_id", flat=True))
    return sure
