"""How long circles keep what they cannot read: words their time, commits half a year."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from hearthside.circles import franks, pictures, tickets
from hearthside.circles.models import (
    Circle,
    Frame,
    KeyPackage,
    Seat,
    SpentTicket,
    Wake,
    Welcome,
)
from hearthside.circles.ordering import minute_of

COMMITS: Final = timedelta(days=180)
# For so long the same word sent again is known again.
ONCE: Final = timedelta(days=2)
WOKEN: Final = timedelta(days=1)
SEATS: Final = timedelta(days=365)


def forget(*, now: datetime) -> int:
    """Delete what is over; return how many rows."""
    gone = 0
    words = Frame.objects.filter(kind=Frame.Kind.WORD)
    for circle_id, days in Circle.objects.values_list("id", "lifetime_days"):
        over = minute_of(now - timedelta(days=days))
        gone += words.filter(circle_id=circle_id, minute__lt=over).delete()[0]
        gone += pictures.forget_before(over, circle_id=circle_id)
    old = Frame.objects.filter(kind=Frame.Kind.COMMIT)
    gone += old.filter(minute__lt=minute_of(now - COMMITS)).delete()[0]
    said = Frame.objects.filter(once__isnull=False, minute__lt=minute_of(now - ONCE))
    said.update(once=None)
    for table in (Welcome, KeyPackage):
        gone += table.objects.filter(until_minute__lt=minute_of(now)).delete()[0]
    spent = SpentTicket.objects.filter(spent_minute__lt=minute_of(now - COMMITS))
    gone += spent.delete()[0]
    gone += Wake.objects.filter(minute__lt=minute_of(now - WOKEN)).delete()[0]
    gone += Seat.objects.filter(ended_on__lt=(now - SEATS).date()).delete()[0]
    empty = Circle.objects.filter(Q(ended_on__lt=(now - COMMITS).date()), frames=None)
    gone += empty.delete()[0]
    return gone + tickets.forget(now=now) + franks.turn(now=now)
