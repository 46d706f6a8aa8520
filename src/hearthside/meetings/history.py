"""Evenings gone by: writing them down as they were, sums and all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearthside.engines.recurrence import Occurrence
from hearthside.meetings import rota
from hearthside.meetings.models import Holding, Meeting, RotaPlace


@dataclass(frozen=True, slots=True)
class Past:
    """One evening gone by.

    here, first_time, been_before -- sums; None where it was called off.
    """

    occurrence: Occurrence
    here: int | None
    first_time: int | None
    been_before: int | None
    reason: str = ""


def write_down(past: list[Past], *, group_id: int) -> None:
    """Keep evenings gone by that were never rows; those known already stay as they are."""
    Meeting.objects.bulk_create(
        [
            Meeting(
                group_id=group_id,
                on=evening.occurrence.on,
                starts_at=evening.occurrence.starts,
                ends_at=evening.occurrence.ends,
                usual_start=evening.occurrence.starts,
                state=Meeting.State.CALLED_OFF
                if evening.here is None
                else Meeting.State.ON,
                reason=evening.reason,
                here=evening.here,
                first_time=evening.first_time,
                been_before=evening.been_before,
            )
            for evening in past
        ],
        ignore_conflicts=True,
    )


def write_down_held(*, group_id: int, leaders: Sequence[int], now: datetime) -> int:
    """Keep that the evenings of the last year were held, by two at a time in turn."""
    if len(leaders) < rota.NEEDED:
        return 0
    held = Meeting.objects.filter(
        group_id=group_id,
        state=Meeting.State.ON,
        ends_at__lte=now,
        starts_at__gt=now - timedelta(days=364),
        here__isnull=False,
    )
    places, holdings = [], []
    for turn, row in enumerate(held.order_by("starts_at", "id")):
        two = [leaders[(turn + one) % len(leaders)] for one in range(rota.NEEDED)]
        places += [RotaPlace(meeting=row, person_id=person_id) for person_id in two]
        holdings.append(
            Holding(
                meeting=row,
                holder_id=two[0],
                both_here=True,
                opened_at=row.starts_at - timedelta(minutes=12),
                closed_at=row.ends_at + timedelta(minutes=6),
            )
        )
    RotaPlace.objects.bulk_create(places, ignore_conflicts=True)
    return len(Holding.objects.bulk_create(holdings, ignore_conflicts=True))


def coming_ids(
    *, group_id: int, now: datetime, until: datetime
) -> list[tuple[int, datetime]]:
    """Return the coming dates of a group: id and start."""
    rows = Meeting.objects.filter(
        group_id=group_id, starts_at__gte=now, starts_at__lt=until
    )
    return list(rows.order_by("starts_at").values_list("id", "starts_at"))


def forget(*, now: datetime) -> int:
    """Delete what the promises of this room say is over; return how many rows."""
    year, six_years = now - timedelta(days=365), now - timedelta(days=365 * 6)
    gone = RotaPlace.objects.filter(meeting__ends_at__lt=year).delete()[0]
    old = Meeting.objects.filter(ends_at__lt=year, changed_by_person_id__isnull=False)
    gone += old.update(changed_by_person_id=None)
    gone += Meeting.objects.filter(ends_at__lt=six_years).delete()[0]
    return gone
