"""Each group's coming dates get a row of their own, so that one can be moved by itself."""

from __future__ import annotations

from datetime import datetime

from hearthside.groups.directory import meeting_patterns
from hearthside.groups.freshness import move_on_listed_dates
from hearthside.meetings.schedule import keep_dates


def keep_the_dates(*, now: datetime) -> int:
    """Make the rows of the coming quarter for our groups, and move listed dates on."""
    made = 0
    for group, pattern in meeting_patterns():
        made += keep_dates(pattern, group_id=group.id, now=now)
    move_on_listed_dates(now=now)
    return made
