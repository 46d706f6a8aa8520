"""When a service is there: the evening of a group, or the hours of an office."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, Final

from hearthside.engines.interchange.clock import time_of_day
from hearthside.engines.interchange.rhythms import CannotKeep, meetings_of
from hearthside.engines.interchange.rows import Meets
from hearthside.engines.interchange.texts import as_text

NO_SCHEDULE: Final = (
    "Its directory gives no day and time for it. Ask its owner when it meets."
)
OPENING_HOURS: Final = (
    "Its times are the opening hours of an office, not when a group meets."
)
SEVERAL: Final = (
    "Its times are written as words that hold more than one thing. "
    "Somebody has to read them."
)
ODD_TIME: Final = "Its time could not be read; write it like 19:30."
LONGEST_MINUTES: Final = 4 * 60
MOST_DAYS: Final = 60

_DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?"
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK: Final = r"\d{1,2}(?::\d{2})?\s?[ap]m"
_ONE_THING: Final = re.compile(
    rf"(?P<starts>{_CLOCK})(?:\s?[-–]\s?(?P<ends>{_CLOCK}))?\s?,?\s?"
    rf"(?P<days>{_DAY}(?:\s?(?:[,&–-]|and)\s?{_DAY}){{0,8}})[\s.;]*",
    re.IGNORECASE,
)


def meetings(
    schedules: tuple[dict[str, Any], ...], *, now: datetime | None
) -> tuple[Meets, ...]:
    """Return the weekdays a service meets on.

    Raises CannotKeep, with why none of it can be listed.
    """
    if not schedules:
        raise CannotKeep(NO_SCHEDULE)
    found: dict[Meets, None] = {}
    for one in schedules[:MOST_DAYS]:
        said = as_text(one.get("original_text")).strip()
        read = _from_words(said) if said else _from_fields(one, now=now)
        found.update(dict.fromkeys(read))
    if any(_is_an_office(one) for one in found):
        raise CannotKeep(OPENING_HOURS)
    return tuple(found)


def _from_words(said: str) -> list[Meets]:
    """Return what the directory's own words say: tables made of them lose days."""
    found = _ONE_THING.fullmatch(" ".join(said.replace("\\n", " ").split()))
    if not found:
        raise CannotKeep(SEVERAL)
    return [
        Meets(day, found["starts"], found["ends"] or "")
        for day in _named(found["days"])
    ]


def _named(said: str) -> list[int]:
    pieces = re.split(r"\s?(,|&|–|-|and)\s?", said.lower())
    days = [_DAYS.index(pieces[0][:3])]
    for sign, name in zip(pieces[1::2], pieces[2::2], strict=True):
        day = _DAYS.index(name[:3])
        if sign in "–-":
            days += [(days[-1] + step) % 7 for step in range(1, (day - days[-1]) % 7)]
        days.append(day)
    return sorted(set(days))


def _from_fields(one: dict[str, Any], *, now: datetime | None) -> tuple[Meets, ...]:
    starts, ends = (as_text(one.get(key)).strip() for key in ("opens_at", "closes_at"))
    if not starts:
        raise CannotKeep(NO_SCHEDULE)
    if time_of_day(starts) is None:
        raise CannotKeep(ODD_TIME)
    weekday = as_text(one.get("weekday")).strip().lower()[:3]
    if weekday in _DAYS:
        return (Meets(_DAYS.index(weekday), starts, ends),)
    first = (
        _date(one.get("dtstart")) or _date(one.get("valid_from")) or date(2024, 1, 1)
    )
    last = _date(one.get("until")) or _date(one.get("valid_to"))
    parts = {
        "FREQ": as_text(one.get("freq")).upper() or "WEEKLY",
        "INTERVAL": as_text(one.get("interval")),
        "BYDAY": as_text(one.get("byday")).upper().replace(" ", ""),
        "BYMONTHDAY": as_text(one.get("bymonthday")).replace(" ", ""),
        "COUNT": "" if last else as_text(one.get("count")),
        "UNTIL": last.strftime("%Y%m%d") if last else "",
    }
    if not parts["BYDAY"] and not _date(one.get("dtstart")):
        raise CannotKeep(NO_SCHEDULE)
    rule = ";".join(f"{name}={value}" for name, value in parts.items() if value)
    return meetings_of(rule, starts_on=first, starts=starts, ends=ends, now=now)


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(as_text(value)[:10])
    except ValueError:
        return None


def _is_an_office(one: Meets) -> bool:
    starts, ends = time_of_day(one.starts), time_of_day(one.ends)
    return (
        starts is not None
        and ends is not None
        and _minutes(starts, ends) > LONGEST_MINUTES
    )


def _minutes(starts: time, ends: time) -> int:
    length = ends.hour * 60 + ends.minute - starts.hour * 60 - starts.minute
    return length % (24 * 60)
