"""Running out: whose certificates end soon, and who has been told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from hearthside.meetings.models import Training

# Days before the last good day; 0 says that it is over.
TOLD_AT: Final = (60, 30, 7)
OVER: Final = 0
# One that ran out longer ago than this is old news, and no letter mends it.
OLD_NEWS: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RunningOut:
    """One certificate, and the reminder that is due.

    reminder -- 60, 30 or 7: at most so many days are left; 0: it is over.
    """

    id: int
    person_id: int
    runs_out_on: date
    reminder: int


def due(*, today: date) -> list[RunningOut]:
    """Return the certificates whose next reminder has not been sent; one query."""
    rows = Training.objects.filter(
        Q(told_of=None) | Q(told_of__gt=OVER),
        runs_out_on__gte=today - OLD_NEWS,
        runs_out_on__lte=today + timedelta(days=max(TOLD_AT)),
    ).order_by("runs_out_on", "id")
    found = []
    for row in rows:
        assert row.runs_out_on is not None  # noqa: S101 - asked for above
        reminder = _reminder(row.runs_out_on, today=today)
        if row.told_of is None or row.told_of > reminder:
            found.append(RunningOut(row.pk, row.person_id, row.runs_out_on, reminder))
    return found


def told(one: RunningOut) -> bool:
    """Note that this reminder is on its way; False when it was renewed or told meanwhile."""
    not_yet = Q(told_of=None) | Q(told_of__gt=one.reminder)
    rows = Training.objects.filter(not_yet, id=one.id, runs_out_on=one.runs_out_on)
    return bool(rows.update(told_of=one.reminder))


def whose(certificate_id: int, *, runs_out_on: date) -> int | None:
    """Return whose certificate this is, while it still runs out on that day."""
    rows = Training.objects.filter(id=certificate_id, runs_out_on=runs_out_on)
    return rows.values_list("person_id", flat=True).first()


def _reminder(runs_out_on: date, *, today: date) -> int:
    left = (runs_out_on - today).days
    if left < 0:
        return OVER
    return min(days for days in TOLD_AT if left <= days)
