"""When somebody reads reports, said honestly: the usual hours, and what that means now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearthside.engines import recurrence
from hearthside.engines.reading_hours import ReadingHours, closes_at, opens_at
from hearthside.organisation.reporting_hours import hours_of
from hearthside.organisation.wording import House

NIGHT: Final = (21, 7)


@dataclass(frozen=True, slots=True)
class Hours:
    """Two sentences: when somebody usually reads, and whether anybody may now."""

    usual: str
    now: str
    is_open: bool


def hours_now(house: House, *, now: datetime) -> Hours:
    """Return what we can honestly say about when a report is read."""
    hours, zone = hours_of(house), ZoneInfo(house.zone)
    if not hours.days:
        return Hours(
            _("Volunteers read reports when they can."),
            _("We do not know when somebody reads this. It may be days."),
            False,
        )
    usual = _("Somebody reads reports %(days)s, from %(begins)s until %(ends)s.") % {
        "days": _days(hours),
        "begins": recurrence.say_time(hours.begins),
        "ends": recurrence.say_time(hours.ends),
    }
    if closes := closes_at(hours, at=now, zone=zone):
        until = recurrence.say_time(closes.astimezone(zone).time())
        said = _("They may read this today, until %(until)s.") % {"until": until}
        return Hours(usual, said, True)
    opens = opens_at(hours, at=now, zone=zone)
    if opens is None:
        said = _("We do not know when somebody reads this next.")
        return Hours(usual, f"{_why(hours, zone, now)} {said}".strip(), False)
    said = _("Nobody may read this until %(when)s.") % {
        "when": recurrence.say_moment(opens.astimezone(zone))
    }
    return Hours(usual, f"{_why(hours, zone, now)} {said}".strip(), False)


def _why(hours: ReadingHours, zone: ZoneInfo, now: datetime) -> str:
    here = now.astimezone(zone)
    if here.hour >= NIGHT[0] or here.hour < NIGHT[1]:
        return _("It is night now.")
    if here.date() in hours.closed:
        return _("Today nobody reads them.")
    return ""


def _days(hours: ReadingHours) -> str:
    days = sorted(hours.days)
    names = [str(recurrence.WEEKDAYS[day]) for day in days]
    if len(days) == 7:
        return _("every day")
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return _("on %(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return _("on %(days)s") % {"days": _(" and ").join(names)}
