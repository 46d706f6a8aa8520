"""How sure we are of a service: when its list was read, when it was checked, whether it is gone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from hearthside.signposting.models import Service, ServiceList

# As with listings of groups: a list nobody could read fades, and leaves.
FADES_AFTER: Final = timedelta(days=30)
LEAVES_AFTER: Final = timedelta(days=90)
# What its list names no more is shown so long with a word of warning.
GONE_FOR: Final = timedelta(days=30)
CHECKED_LONG_AGO: Final = timedelta(days=365)


def lists_shown(*, now: datetime) -> dict[int, ServiceList]:
    """Return the lists read lately enough to be shown, by id; one query."""
    rows = ServiceList.objects.filter(fetched_at__gt=now - LEAVES_AFTER)
    return {row.pk: row for row in rows}


def has_faded(fetched_at: datetime | None, *, now: datetime) -> bool:
    """Return whether a list was last read so long ago that what it says needs a call."""
    return fetched_at is None or fetched_at <= now - FADES_AFTER


def is_old(on: date | None, *, today: date) -> bool:
    """Return whether the day somebody checked a service is long past."""
    return on is not None and on < today - CHECKED_LONG_AGO


def forget(*, now: datetime) -> int:
    """Delete services long gone from their lists, and all of lists nobody read for a year.

    Returns how many.
    """
    gone = Service.objects.filter(gone_at__lt=now - LEAVES_AFTER)
    unread = Service.objects.filter(list__fetched_at__lt=now - timedelta(days=365))
    count = gone.count() + unread.count()
    gone.delete()
    unread.delete()
    return count
