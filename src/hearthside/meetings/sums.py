"""Sums of a quarter as they may leave the house: small ones hidden, the rest rounded.

One table for each locality and quarter, the same for whoever asks. A second table over the
same evenings, cut another way, is never made: the two could be laid beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist, may
from hearthside.core.refusals import NotFound
from hearthside.engines.disclosure import Cell, Row, Table, protect
from hearthside.groups.directory import Handle
from hearthside.meetings.models import Meeting
from hearthside.meetings.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Sums:
    """What may be said of one group, or of all of them, over a quarter.

    evenings -- those that were counted; 0 and everything is 0. The others are visits: None
    where too few people are behind the number, else rounded to five.
    """

    evenings: int
    here: int | None
    first_time: int | None
    been_before: int | None


@dataclass(frozen=True, slots=True)
class QuarterSums:
    """The table of one locality and one quarter."""

    quarter: Quarter
    groups: tuple[tuple[Handle, Sums], ...]
    total: Sums


@dataclass(frozen=True, slots=True)
class _Counted:
    here: int
    first_time: int
    been_before: int


def of_localities(
    actor: Actor,
    groups: Sequence[Handle],
    quarters: Sequence[Quarter],
    *,
    zone: str,
    now: datetime,
) -> dict[int, list[QuarterSums]]:
    """Return the tables of these quarters for each locality the actor may know; one query.

    groups -- all of ours in those localities: what is hidden depends on the whole table.
    Quarters that are not settled yet are left out.
    """
    may_see = [
        group
        for group in groups
        if may(actor, Verb.SEE_NUMBERS, Place(locality_id=group.locality_id))
    ]
    over = [quarter for quarter in quarters if quarter.is_settled(zone, now=now)]
    counted = _counted([group.id for group in may_see], over, zone=zone)
    return {
        at: _tables([one for one in may_see if one.locality_id == at], counted, over)
        for at in sorted({one.locality_id for one in may_see if one.locality_id})
    }


def of_group(
    actor: Actor,
    group: Handle,
    groups: Sequence[Handle],
    quarters: Sequence[Quarter],
    *,
    zone: str,
    now: datetime,
) -> list[tuple[Quarter, Sums]]:
    """Return the rows of one group out of the tables of its locality; one query.

    groups -- all of ours in its locality: what is hidden depends on the whole table.

    Raises NotFound.
    """
    insist(actor, Verb.SEE_NUMBERS, group.place)
    if group.locality_id is None:
        raise NotFound
    here = [one for one in groups if one.locality_id == group.locality_id]
    over = [quarter for quarter in quarters if quarter.is_settled(zone, now=now)]
    counted = _counted([one.id for one in here], over, zone=zone)
    return [
        (table.quarter, sums)
        for table in _tables(here, counted, over)
        for one, sums in table.groups
        if one.id == group.id
    ]


def _tables(
    groups: list[Handle],
    counted: dict[tuple[Quarter, int], list[_Counted]],
    quarters: Sequence[Quarter],
) -> list[QuarterSums]:
    return [
        _table(quarter, groups, [counted[quarter, group.id] for group in groups])
        for quarter in quarters
    ]


def _counted(
    group_ids: list[int], quarters: Sequence[Quarter], *, zone: str
) -> dict[tuple[Quarter, int], list[_Counted]]:
    found: dict[tuple[Quarter, int], list[_Counted]] = {
        (quarter, group_id): [] for quarter in quarters for group_id in group_ids
    }
    if not found:
        return found
    spans = [(one.begins(zone), one.ends(zone), one) for one in quarters]
    rows = (
        Meeting.objects.filter(
            group_id__in=group_ids,
            starts_at__gte=min(span[0] for span in spans),
            starts_at__lt=max(span[1] for span in spans),
            state=Meeting.State.ON,
            here__isnull=False,
        )
        .order_by("starts_at", "id")
        .values_list("group_id", "starts_at", "here", "first_time", "been_before")
    )
    for group_id, starts_at, here, first, before in rows:
        for begins, ends, quarter in spans:
            if begins <= starts_at < ends:
                one = _within(here or 0, first or 0, before or 0)
                found[quarter, group_id].append(one)
    return found


def _within(here: int, first: int, before: int) -> _Counted:
    # Parts that are more than the whole were typed wrongly: the heads are believed.
    first = min(first, here)
    return _Counted(here, first, min(before, here - first))


def _table(
    quarter: Quarter, groups: list[Handle], counted: list[list[_Counted]]
) -> QuarterSums:
    published = protect(Table(tuple(_row(evenings) for evenings in counted)))
    sums = tuple(
        Sums(len(evenings), whole, cells[0], cells[1])
        for evenings, whole, cells in zip(
            counted, published.row_totals, published.rows, strict=True
        )
    )
    first, before = published.column_totals[:2] if groups else (0, 0)
    total = Sums(sum(map(len, counted)), published.total, first, before)
    return QuarterSums(quarter, tuple(zip(groups, sums, strict=True)), total)


def _row(evenings: list[_Counted]) -> Row:
    """Return the row of one group: first time, been before, and those nobody asked."""
    if not evenings:
        return Row((None, None, None), 0)
    first = sum(one.first_time for one in evenings)
    before = sum(one.been_before for one in evenings)
    unasked = sum(one.here for one in evenings) - first - before
    most_before = max(one.been_before for one in evenings)
    return Row(
        (
            Cell(first, first),
            Cell(before, most_before),
            Cell(unasked, unasked) if unasked else None,
        ),
        at_least(evenings),
    )


def at_least(evenings: Iterable[_Counted]) -> int:
    """Return how many different people surely came over these evenings, first to last.

    Sixty visits may be five people who came twelve times. Those at one evening are
    different people, and whoever came for the first time later is none of them.
    """
    most = new_since = 0
    for one in reversed(list(evenings)):
        most = max(most, one.here + new_since)
        new_since += one.first_time
    return most
