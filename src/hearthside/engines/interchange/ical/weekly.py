"""Groups somebody wrote into a calendar date by date, without a rule."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from hearthside.engines.interchange.rhythms import OVER
from hearthside.engines.interchange.rows import Meets

from .events import Seen

PART: Final = "It is one of the dates of an earlier row."
FEWEST: Final = 3


def by_hand(events: list[Seen], *, now: datetime | None) -> dict[int, str | Meets]:
    """Return, by id() of an event without a rule, its week or why it has none.

    Three dates a week apart, of one name, place and time, are taken as weekly: nobody
    writes those down by accident. Fewer say nothing.
    """
    alike: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for one in events:
        if one.starts is not None and not one.rule and not one.is_called_off:
            said = (str(one.event.get(name, "")) for name in ("SUMMARY", "LOCATION"))
            when = one.starts.strftime("%w %H:%M")
            alike[(*said, when, one.ends, one.zone)].append(one)
    found: dict[int, str | Meets] = {}
    for same in alike.values():
        days = sorted({one.starts.date() for one in same if one.starts})
        if len(days) < FEWEST or not _weekly(days[-FEWEST:]):
            continue
        first = same[0]
        assert first.starts is not None  # noqa: S101 - asked above
        is_over = now is not None and days[-1] < now.date()
        found[id(first)] = (
            OVER
            if is_over
            else Meets(
                first.starts.weekday(), first.starts.strftime("%H:%M"), first.ends
            )
        )
        found.update((id(one), PART) for one in same[1:])
    return found


def _weekly(days: list[date]) -> bool:
    return all(b - a == timedelta(days=7) for a, b in pairwise(days))
