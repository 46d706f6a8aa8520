"""Rights changed: an append-only list of whose rights are others now, for whoever keeps a line open.

A page asks who somebody is with every request, so it needs none of this. Whatever goes on
without asking again (an open socket, a list kept in memory) holds a `Watch` and asks it at
most every quarter of a second; whoever it names is asked about anew, or shown out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from hearthside.core.models import RightsChanged

ASK_EVERY: Final = timedelta(milliseconds=250)
KEPT_FOR: Final = timedelta(days=1)
# Two acts at once may be numbered in one order and seen in the other; no act takes longer.
SETTLES_AFTER: Final = timedelta(seconds=60)


def note(person_ids: Iterable[int], *, now: datetime) -> None:
    """Say that these people's rights changed, in the transaction of the act that did it."""
    RightsChanged.objects.bulk_create(
        RightsChanged(person_id=one, at=now) for one in sorted(set(person_ids))
    )


class Watch:
    """What one process has seen so far of whose rights changed."""

    def __init__(self) -> None:
        """Begin with what is there already: it was asked about a moment ago."""
        newest = RightsChanged.objects.order_by("-id").values_list("id", flat=True)
        self._settled = newest.first() or 0
        self._seen: dict[int, datetime] = {}

    def whose(self, *, now: datetime) -> frozenset[int]:
        """Return whose rights changed since this was last asked; one query."""
        rows = RightsChanged.objects.filter(id__gt=self._settled).order_by("id")
        found = set()
        for number, person_id in rows.values_list("id", "person_id"):
            if number not in self._seen:
                found.add(person_id)
                self._seen[number] = now
        self._settle(now)
        return frozenset(found)

    def _settle(self, now: datetime) -> None:
        for number, at in sorted(self._seen.items()):
            if now - at < SETTLES_AFTER:
                break
            self._settled = number
            del self._seen[number]


def forget(*, now: datetime) -> int:
    """Delete what changed more than a day ago; every watch has seen it."""
    return RightsChanged.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
