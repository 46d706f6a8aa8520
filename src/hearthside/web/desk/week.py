"""Today and the week after it, locality by locality, as the desk shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.engines import recurrence
from hearthside.groups.directory import Handle
from hearthside.meetings import how_it_goes, rota, schedule
from hearthside.meetings.how_it_goes import Going, Held
from hearthside.meetings.schedule import Dated
from hearthside.people.signing_in import names_of
from hearthside.web.desk.standing import Standing, standing

WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Evening:
    """One date of one group; url is empty for somebody who may not change it."""

    group_name: str
    url: str
    date: Standing


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week with its evenings, gaps first."""

    words: str
    evenings: tuple[Evening, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """One locality: what is on today, and the days after; no name where there is but one."""

    name: str
    today: tuple[Evening, ...]
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One evening with the day it is on and where, before it is sorted in."""

    day: date
    locality_id: int | None
    evening: Evening
    going: Going


def this_week(
    actor: Actor, groups: Iterable[Handle], *, zone: ZoneInfo, now: datetime
) -> list[Placed]:
    """Return today's evenings and those of the six days after; five queries."""
    by_id = {group.id: group for group in groups if group.is_listed}
    midnight = datetime.combine(now.astimezone(zone).date(), time(), tzinfo=zone)
    found = [
        dated
        for dated in schedule.dates_between(
            by_id, first=midnight - schedule.LONGEST, last=midnight + WEEK
        )
        # One that began last night and goes on past midnight is still tonight's.
        if dated.starts_at >= midnight or dated.ends_at > now
    ]
    say = _speaker(found, by_id, now=now)
    return [
        _placed(actor, by_id[dated.group_id], dated, *say(dated)) for dated in found
    ]


def by_locality(
    placed: Sequence[Placed], names: dict[int, str], *, today: date
) -> tuple[Where, ...]:
    """Return the evenings under their localities, in the order of the names."""
    here: dict[int | None, list[Placed]] = {}
    for one in placed:
        here.setdefault(one.locality_id, []).append(one)
    alone = len(here) < 2
    return tuple(
        Where(
            "" if alone else names.get(at or 0, _("In no locality")),
            _gaps_first(one.evening for one in here[at] if one.day <= today),
            _by_day([one for one in here[at] if one.day > today], today=today),
        )
        for at in sorted(here, key=lambda at: names.get(at or 0, "\uffff"))
    )


def _speaker(
    found: list[Dated], by_id: dict[int, Handle], *, now: datetime
) -> Callable[[Dated], tuple[Standing, Going]]:
    ids = [dated.id for dated in found]
    ready, down = rota.ready(ids), rota.on_the_rota(ids)
    names = names_of(sorted({who for people in down.values() for who in people}))
    held = how_it_goes.held(ids)

    def say(dated: Dated) -> tuple[Standing, Going]:
        zone = by_id[dated.group_id].zone
        said = standing(
            dated,
            zone=zone,
            ready=ready[dated.id],
            who=tuple(names[who] for who in down[dated.id] if who in names),
            now=now,
        )
        going = how_it_goes.going(dated, held.get(dated.id), now=now)
        here = ZoneInfo(zone)
        is_today = (
            dated.starts_at.astimezone(here).date() <= now.astimezone(here).date()
        )
        if is_today:
            said = _as_it_goes(said, dated, going, held.get(dated.id), here)
        return said, going

    return say


def _as_it_goes(
    said: Standing, dated: Dated, going: Going, held: Held | None, here: ZoneInfo
) -> Standing:
    """Return how today's date stands, with how far its evening is."""
    if held is not None:
        if going is Going.OPEN:
            words = _("Open since %(time)s") % {"time": _clock(held.opened_at, here)}
            return replace(said, state="open", words=words, needs=0)
        if held.closed_at is not None:
            words = _("Closed at %(time)s") % {"time": _clock(held.closed_at, here)}
            return replace(said, state="on", words=words, needs=0)
        return replace(said, state="late", words=_("Held, not closed yet"), needs=0)
    if going is Going.LATE:
        words = _("Not opened, and it began at %(time)s")
        began = {"time": _clock(dated.starts_at, here)}
        return replace(said, state="late", words=words % began)
    if going is Going.NEVER_OPENED:
        return replace(said, words=_("Over. Nobody opened it here"))
    if going is Going.TO_COME and not said.needs:
        return replace(
            said, words=_("%(state)s, not opened yet") % {"state": said.words}
        )
    return said


def _clock(at: datetime, here: ZoneInfo) -> str:
    return recurrence.say_time(at.astimezone(here).time())


def _placed(
    actor: Actor, group: Handle, dated: Dated, said: Standing, going: Going
) -> Placed:
    may_change = policy.may(actor, Verb.CHANGE_A_DATE, group.place)
    url = reverse("date", args=[dated.public_id]) if may_change else ""
    day = dated.starts_at.astimezone(ZoneInfo(group.zone)).date()
    return Placed(day, group.locality_id, Evening(group.name, url, said), going)


def _by_day(placed: list[Placed], *, today: date) -> tuple[Day, ...]:
    by_day: dict[date, list[Evening]] = {}
    for one in placed:
        by_day.setdefault(one.day, []).append(one.evening)
    return tuple(
        Day(_day_words(day, today), _gaps_first(by_day[day])) for day in sorted(by_day)
    )


def _gaps_first(evenings: Iterable[Evening]) -> tuple[Evening, ...]:
    # Sorting keeps the order of the clock inside gaps and inside the rest.
    return tuple(sorted(evenings, key=lambda evening: not evening.date.needs))


def _day_words(day: date, today: date) -> str:
    said = recurrence.say_date(day, today=today)
    if day == today + timedelta(days=1):
        return _("Tomorrow, %(day)s") % {"day": said}
    return said
