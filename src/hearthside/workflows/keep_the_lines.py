"""Keep the lines: what ran out ends, and whoever left the group has no seat in theirs."""

from __future__ import annotations

from datetime import datetime

from hearthside.circles import keeping_lines
from hearthside.groups import places, seats
from hearthside.people.signing_in import is_welcome


def keep_the_lines(*, now: datetime) -> int:
    """End seats and lines that are over; return how many.

    Fine to about a thousand seats; beyond that, ask who is welcome all at once.
    """
    there = keeping_lines.places_there()
    here = places.these(there.values())
    gone = [
        seat_id
        for seat_id, place_id in there.items()
        if place_id not in here
        or not here[place_id].is_open
        or not is_welcome(seats.person_behind(place_id))
    ]
    return keeping_lines.end_seats(gone, now=now) + keeping_lines.keep(now=now)
