"""Saying things to a reader: days, times, distances and facts, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearthside.engines import words
from hearthside.engines.recurrence import say_date, say_moment, say_time

KM_A_MILE: Final = 1.609344
EVENING_BEGINS: Final = 17
# The dot stays with the word before it when a line breaks.
BETWEEN: Final = "\u00a0· "

# Each has a drawing of its own in frontend/pictures/access.
ICONS: Final[dict[str, str]] = {
    word: f"access-{word.replace('_', '-')}" for word in words.ACCESS
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact beside its icon."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class When:
    """A moment as it is said, and as a machine reads it (empty when there is none)."""

    words: str
    stamp: str = ""


def moment(at: datetime, *, zone: str, now: datetime, house_zone: str) -> When:
    """Return "Tuesday 24 November, 7.30pm", on the group's own clock.

    at, now -- aware. The zone is named where it is not the one of the house.
    """
    here = at.astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()
    said = say_moment(here)
    if here.date() == today:
        said = _("%(day)s, %(time)s") % {
            "day": today_or_tonight(here),
            "time": say_time(here.time()),
        }
    elif here.year != today.year:
        said = _("%(day)s, %(time)s") % {
            "day": say_date(here),
            "time": say_time(here.time()),
        }
    if zone != house_zone:
        said = f"{said} ({clock_of(zone)})"
    return When(said, stamp(at))


def stamp(at: datetime) -> str:
    """Return a moment for <time datetime>, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def today_or_tonight(here: datetime) -> str:
    """Return the word for something of today, by the hour at which it begins."""
    return _("Tonight") if here.hour >= EVENING_BEGINS else _("Today")


def on_day(here: datetime, *, today: date) -> str:
    """Return "tonight", "today" or "on Tuesday", to stand inside a sentence."""
    if here.date() == today:
        return today_or_tonight(here).lower()
    if 0 < (here.date() - today).days < 7:
        return _("on %(day)s") % {"day": say_date(here).split(" ", 1)[0]}
    return _("on %(day)s") % {"day": say_date(here, today=today)}


def day(moment_or_day: datetime, *, zone: str, now: datetime) -> str:
    """Return the date of a moment, "3 November", with the year unless it is this one."""
    here = moment_or_day.astimezone(ZoneInfo(zone)).date()
    return plain_day(here, today=now.astimezone(ZoneInfo(zone)).date())


def plain_day(on: date, *, today: date) -> str:
    """Return "Tuesday 3 November", with the year unless it is this one."""
    return say_date(on, today=today)


def clock_of(zone: str) -> str:
    """Return whose clock a time is on: "New York time"."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return _("%(city)s time") % {"city": city}


def distance(km: float, *, miles: bool) -> str:
    """Return a distance in the units of the house: "1.2 miles", "8 km"."""
    far = km / KM_A_MILE if miles else km
    number = f"{far:.0f}" if far >= 10 else f"{far:.1f}".removesuffix(".0")
    if number == "0":
        return _("Very near")
    if not miles:
        return _("%(number)s km") % {"number": number}
    if number == "1":
        return _("1 mile")
    return _("%(number)s miles") % {"number": number}


def labels(said: tuple[str, ...], family: dict[str, str]) -> list[str]:
    """Return what a group says of itself in one family of words, in the family's order."""
    return [_(label) for word, label in family.items() if word in said]


def place_fact(
    attendance: str, *, km: float | None, district: str, miles: bool
) -> Fact:
    """Return the first thing a person decides by: how far, or that nobody travels."""
    if attendance == words.ONLINE:
        return Fact("video", _("Online"))
    if attendance == words.PHONE:
        return Fact("phone", _("By phone"))
    parts = [distance(km, miles=miles)] if km is not None else []
    parts += [district] if district else []
    where = ", ".join(parts) or _("In person")
    if attendance == words.HYBRID:
        where = _("%(where)s, or online") % {"where": where}
    return Fact("map-pin", where)


def about_fact(said: tuple[str, ...]) -> Fact | None:
    """Return the second thing: what people there have in common, and whom it is for."""
    common, whom = labels(said, words.TOPICS), labels(said, words.WHO_FOR)
    parts = [*common[:2], *whom[:1]]
    return Fact("users-round", BETWEEN.join(parts)) if parts else None


def access_fact(said: tuple[str, ...]) -> Fact | None:
    """Return the third thing: what the place or the call offers."""
    offered = [word for word in words.ACCESS if word in said]
    if offered:
        parts = [_(words.ACCESS[word]) for word in offered[:2]]
        return Fact(ICONS[offered[0]], BETWEEN.join(parts))
    manner = labels(said, words.MANNER)
    return Fact("coffee", manner[0]) if manner else None
