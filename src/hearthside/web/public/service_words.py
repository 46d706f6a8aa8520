"""What is said of a service: where, what it costs, how to reach it, how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.engines import words
from hearthside.engines.interchange.services.offer import Way
from hearthside.organisation import countries
from hearthside.organisation.wording import House
from hearthside.signposting import freshness
from hearthside.signposting.directory import ServiceSheet
from hearthside.web.public import saying
from hearthside.web.public.saying import Fact

# What a slip's address calls each service on it; it may stand there several times.
CHOSEN: Final = "service"


@dataclass(frozen=True, slots=True)
class ServiceWay:
    """One way to reach a service: its kind in words, what people read, what is dialled.

    url -- a tel: or sms: address, "" where it cannot be dialled from here.
    note -- what it is for, or how to dial it, or that one cannot.
    """

    kind: str
    display: str
    url: str
    note: str


def ways(sheet: ServiceSheet, house: House) -> tuple[ServiceWay, ...]:
    """Return the numbers of a service, as they are dialled from this country."""
    return tuple(_way(one, sheet, house) for one in sheet.ways)


def _way(one: Way, sheet: ServiceSheet, house: House) -> ServiceWay:
    kind = {
        "text": _("Text message"),
        "textphone": _("Textphone"),
    }.get(one.kind, _("Phone"))
    if sheet.country == house.country:
        return ServiceWay(kind, one.display, one.dial, one.says)
    if not one.abroad:
        note = _("This number works in %(there)s only. You cannot ring it from here.")
        said = note % {"there": country_name(sheet.country)}
        return ServiceWay(kind, one.display, "", said)
    dialled = one.abroad.partition(":")[2]
    note = _("From here, dial %(number)s. A call to another country may cost more.")
    return ServiceWay(kind, one.display, one.abroad, note % {"number": dialled})


def country_name(code: str) -> str:
    """Return a country as people say it, or its two letters where we have no word."""
    known = countries.country(code)
    return str(known.name) if known else code


def abroad(sheet: ServiceSheet, house: House) -> str:
    """Return that a service is in another country, or ""."""
    if sheet.country == house.country:
        return ""
    return _("This service is in another country: %(country)s.") % {
        "country": country_name(sheet.country)
    }


def where(sheet: ServiceSheet, km: float | None, house: House) -> Fact:
    """Return how far a service is, and the town; or that nobody has to travel."""
    if sheet.latitude is None and not sheet.address:
        return Fact("phone", _("By phone or online"))
    parts = [saying.distance(km, miles=house.miles)] if km is not None else []
    parts += [sheet.town] if sheet.town else []
    return Fact("map-pin", ", ".join(parts) or sheet.address)


def cost(sheet: ServiceSheet) -> str:
    """Return what a service costs in a word or two."""
    return {"free": _("Free"), "pays": _("It may cost money")}.get(
        sheet.cost, _("It does not say what it costs")
    )


def ages(sheet: ServiceSheet) -> str:
    """Return for which ages a service is, or ""."""
    if sheet.youngest and sheet.oldest:
        return _("For ages %(from)s to %(to)s") % {
            "from": sheet.youngest,
            "to": sheet.oldest,
        }
    if sheet.youngest:
        return _("For ages %(from)s and over") % {"from": sheet.youngest}
    if sheet.oldest:
        return _("For ages up to %(to)s") % {"to": sheet.oldest}
    return ""


def tongues(sheet: ServiceSheet) -> str:
    """Return the languages spoken there, or "" where it is English alone."""
    if sheet.languages in ((), ("en",)):
        return ""
    known = (_(words.LANGUAGES[c]) for c in sheet.languages if c in words.LANGUAGES)
    return saying.BETWEEN.join(known)


def listed_by(sheet: ServiceSheet, house: House, *, now: datetime) -> str:
    """Return whose list it is from, and when that was last read."""
    fetched_at = sheet.source.fetched_at
    if fetched_at is None:
        return _("Listed by %(list)s") % {"list": sheet.source.name}
    return _("Listed by %(list)s, as it was on %(day)s") % {
        "list": sheet.source.name,
        "day": saying.day(fetched_at, zone=house.zone, now=now),
    }


def checked(sheet: ServiceSheet, house: House, *, now: datetime) -> str:
    """Return when somebody last checked it, as far as anybody says."""
    today = now.astimezone(ZoneInfo(house.zone)).date()
    if sheet.checked_on and sheet.checked_on >= (sheet.assured_on or sheet.checked_on):
        day = saying.plain_day(sheet.checked_on, today=today)
        return _("We checked it on %(day)s.") % {"day": day}
    if sheet.assured_on is None:
        return _("Its list does not say when anybody last checked it.")
    day = saying.plain_day(sheet.assured_on, today=today)
    if freshness.is_old(sheet.assured_on, today=today):
        return _(
            "Its list last checked it on %(day)s. That is long ago: ring before you go."
        ) % {"day": day}
    return _("Its list last checked it on %(day)s.") % {"day": day}


def caution(sheet: ServiceSheet, house: House, *, now: datetime) -> str:
    """Return what somebody should know before they set out, or ""."""
    if sheet.gone_at is not None:
        day = saying.day(sheet.gone_at, zone=house.zone, now=now)
        return _(
            "It is no longer on its list, since %(day)s. It may have ended: ring first."
        ) % {"day": day}
    if freshness.has_faded(sheet.source.fetched_at, now=now):
        return _("We could not read its list for a while. Ring before you go.")
    return ""


def count(total: int) -> str:
    """Return how many services there are, in words."""
    return ngettext("%(number)s service", "%(number)s services", total) % {
        "number": f"{total:,}"
    }
