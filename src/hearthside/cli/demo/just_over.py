"""An evening of the demo that closed a moment ago: its slips can still be given out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthside.core.actor import Actor
from hearthside.engines.recurrence import Occurrence
from hearthside.groups import directory, roles
from hearthside.meetings import history, rota, schedule
from hearthside.meetings.counting import Sums
from hearthside.workflows import hold_an_evening

LEADS: Final = ("fern", "idris")
COUNTED: Final = Sums(here=9, first_time=1, been_before=8)
LASTED: Final = timedelta(minutes=90)


def just_over(people: dict[str, int], *, group_id: int, now: datetime) -> None:
    """Hold one more evening of this group, closed two minutes before now.

    The codes for its slips can be shown until two hours after that.
    """
    zone = ZoneInfo(directory.handles([group_id])[group_id].zone)
    starts = (now - LASTED - timedelta(minutes=4)).astimezone(zone)
    around = schedule.dates_between(
        [group_id], first=now - timedelta(days=3), last=now + timedelta(days=3)
    )
    taken = {dated.on for dated in around}
    # A group that meets today has an evening of today already: this one is yesterday's, late.
    days = (starts.date() - timedelta(days=back) for back in range(len(taken) + 1))
    on = next(day for day in days if day not in taken)
    one = history.Past(
        Occurrence(on, starts, starts + LASTED), COUNTED.here, None, None
    )
    history.write_down([one], group_id=group_id)
    dated = schedule.past_dates(group_id=group_id, now=now, most=1)[0]
    for key in LEADS:
        rota.put_down(meeting_id=dated.id, person_id=people[key])
    fern = people[LEADS[0]]
    holder = Actor(
        fern, roles.grants_of(fern) | rota.grants_for_tonight(fern, now=now), True
    )
    opened = hold_an_evening.open_up(
        holder, dated, both_here=True, at=starts - timedelta(minutes=10)
    )
    hold_an_evening.close(
        holder, dated, term=opened.term, sums=COUNTED, at=now - timedelta(minutes=2)
    )
