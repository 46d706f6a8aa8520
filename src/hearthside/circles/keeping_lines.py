"""Lines end: asked and not answered, over, silent, or with a name nobody wants to meet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max

from hearthside.circles import asking, pictures, rosters, seats
from hearthside.circles.models import Circle, Frame, Seat, Wake
from hearthside.circles.models.lines import Line, Side
from hearthside.circles.ordering import in_order, minute_of

# Nobody has to say that it is over: a line in which nothing is said goes by itself.
FADES_AFTER: Final = timedelta(days=60)
KEPT_AFTER: Final = timedelta(days=30)


def let_go_of(
    person_id: int,
    *,
    places: Collection[int],
    others: Collection[int],
    now: datetime,
) -> int:
    """End somebody's seats in what they have with one of these others; return how many.

    places -- the names of theirs it is about; others -- places of the name they do not
    want to meet. Told to nobody, as when they let go themselves.
    """
    with transaction.atomic():
        in_order()
        rows = Seat.objects.filter(
            seats.of(person_id), ended_on=None, side__isnull=False
        ).select_related("side")
        own = {row.circle_id: row for row in rows if int(row.side.place) in places}
        theirs = Side.objects.filter(seat__circle__in=own).select_related("seat")
        met = {one.seat.circle_id for one in theirs if int(one.place) in others}
        over = [own[one] for one in sorted(met)]
        # Asked and not open yet, it is taken back as if by hand, and counts as that does.
        back = asking.take_back(over)
        rest = [row for row in over if row.pk not in back]
        return len(back) + rosters.end_seats(rest, now=now)


def places_there() -> dict[int, int]:
    """Return the place of everybody who has a seat in a line, by seat. For the clock."""
    rows = Side.objects.filter(seat__ended_on=None, seat__circle__ended_on=None)
    return {row.seat_id: int(row.place) for row in rows}


def end_seats(seat_ids: Collection[int], *, now: datetime) -> int:
    """End these seats; return how many. For the clock."""
    with transaction.atomic():
        in_order()
        rows = Seat.objects.filter(id__in=seat_ids, ended_on=None, side__isnull=False)
        return rosters.end_seats(rows, now=now)


def keep(*, now: datetime) -> int:
    """End what ran out or fell silent, and forget what ended a month ago; return how many."""
    today = now.date()
    with transaction.atomic():
        in_order()
        over = Circle.objects.filter(line__opened_on=None, line__until_on__lt=today)
        # Asked by somebody who has gone since: a yes would open it to nobody.
        alone = Circle.objects.filter(
            line__opened_on=None,
            seats__side__has_asked=True,
            seats__ended_on__lte=today,
        )
        done = over.count() + alone.count()
        over.delete()
        alone.delete()
        lines = Line.objects.filter(opened_on__isnull=False, circle__ended_on=None)
        for line in lines.annotate(last=Max("circle__frames__minute")):
            _write_down(line, line.last)
            if line.until_on < today or _is_silent(line, now=now):
                done += 1
                _end(line, now=now)
        gone = Circle.objects.filter(
            line__isnull=False, ended_on__lt=(now - KEPT_AFTER).date()
        )
        Frame.objects.filter(circle__in=gone).delete()
        gone.delete()
    return done


def _write_down(line: Line, last: int | None) -> None:
    """Keep the day on which something last came, which outlasts what came."""
    if last is None:
        return
    day = datetime.fromtimestamp(last * 60, UTC).date()
    if line.heard_on is None or line.heard_on < day:
        line.heard_on = day
        line.save(update_fields=["heard_on"])


def _is_silent(line: Line, *, now: datetime) -> bool:
    since = line.heard_on or line.opened_on
    return since is not None and since < (now - FADES_AFTER).date()


def _end(line: Line, *, now: datetime) -> None:
    rows = Seat.objects.filter(circle_id=line.circle_id, ended_on=None)
    rosters.end_seats(rows, now=now)
    Circle.objects.filter(id=line.circle_id).update(ended_on=now.date())
    pictures.end(line.circle_id)
    Wake.objects.create(circle_id=line.circle_id, minute=minute_of(now))
