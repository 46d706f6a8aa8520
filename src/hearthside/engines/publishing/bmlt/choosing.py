"""Which meetings a BMLT question finds, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hearthside.engines.matching.facts import Point, kilometres_between

from .asking import KM_A_MILE, Ask, Near
from .bodies import THE_CHARITY
from .meetings import Held


def choose(held: Iterable[Held], ask: Ask) -> list[Held]:
    """Return the meetings asked for, with their distance where a circle was drawn."""
    if ask.is_empty:
        return []
    found = [one for one in held if _fits(one, ask)]
    if ask.near is not None:
        found = _near(found, ask.near)
    found.sort(key=lambda one: [one.fields.get(key, "") for key in ask.sort])
    if ask.near is not None and ask.by_distance:
        found.sort(key=lambda one: float(one.fields["distance_in_km"]))
    if ask.page_size is None:
        return found
    first = (ask.page - 1) * ask.page_size
    return found[first : first + ask.page_size]


def in_bodies(body: int, ask: Ask) -> bool:
    """Say whether a service body is asked for; the charity's own are all, if recursive."""
    wanted, unwanted = ask.bodies.wanted, ask.bodies.unwanted
    if ask.is_recursive and THE_CHARITY in wanted:
        wanted = frozenset()
    if ask.is_recursive and THE_CHARITY in unwanted:
        return False
    return (not wanted or body in wanted) and body not in unwanted


def _fits(one: Held, ask: Ask) -> bool:
    return (
        ask.ids.take(one.id)
        and ask.weekdays.take(one.weekday)
        and ask.venues.take(one.venue)
        and in_bodies(one.body, ask)
        and _says(one, ask)
        and _is_in_time(one, ask)
        and _reads(one, ask)
    )


def _says(one: Held, ask: Ask) -> bool:
    said = {format_.id for format_ in one.formats}
    if said & ask.formats.unwanted:
        return False
    if not ask.formats.wanted:
        return True
    if ask.any_format:
        return bool(said & ask.formats.wanted)
    return ask.formats.wanted <= said


def _is_in_time(one: Held, ask: Ask) -> bool:
    return (
        (ask.after is None or one.starts > ask.after)
        and (ask.before is None or one.starts < ask.before)
        and (ask.ends_by is None or one.starts + one.minutes <= ask.ends_by)
        and (ask.shortest is None or one.minutes >= ask.shortest)
        and (ask.longest is None or one.minutes <= ask.longest)
    )


def _reads(one: Held, ask: Ask) -> bool:
    if ask.key and one.fields.get(ask.key) not in ask.key_values:
        return False
    if not ask.words:
        return True
    return any(
        ask.words in one.fields[name].casefold()
        for name in (
            "meeting_name", "location_text", "location_street", "location_municipality",
            "location_neighborhood", "comments",
        )
    )  # fmt: skip


def _near(found: list[Held], near: Near) -> list[Held]:
    here = Point(near.latitude, near.longitude)
    measured = sorted(
        (
            (kilometres_between(here, one.place), one)
            for one in found
            if one.place is not None
        ),
        key=lambda pair: pair[0],
    )
    if near.nearest is not None:
        measured = measured[: near.nearest]
    return [
        replace(
            one,
            fields=one.fields
            | {
                "distance_in_km": str(round(km, 3)),
                "distance_in_miles": str(round(km / KM_A_MILE, 3)),
            },
        )
        for km, one in measured
        if near.within_km is None or km <= near.within_km
    ]
