"""A meeting of the demo that begins in a moment, in writing: it can be walked through."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthside.engines.recurrence import Occurrence
from hearthside.groups import directory
from hearthside.meetings import rota, schedule

LEADS: Final = ("fern", "idris")
BEGINS: Final = timedelta(minutes=10)
LASTS: Final = timedelta(minutes=60)


def soon(people: dict[str, int], *, group_id: int, now: datetime) -> None:
    """Lay one more evening of this group, ten minutes from now, for two neighbours to lead."""
    zone = ZoneInfo(directory.handles([group_id])[group_id].zone)
    starts = (now + BEGINS).astimezone(zone)
    around = schedule.dates_between(
        [group_id], first=now - timedelta(days=9), last=now + timedelta(days=9)
    )
    taken = {dated.on for dated in around}
    # Where the group meets today anyway, this one stands in the place of an earlier day.
    days = (starts.date() - timedelta(days=back) for back in range(len(taken) + 1))
    on = next(day for day in days if day not in taken)
    dated = schedule.add_one(
        Occurrence(on, starts, starts + LASTS), group_id=group_id, now=now
    )
    for key in LEADS:
        rota.put_down(meeting_id=dated.id, person_id=people[key])
