"""One group: everything a newcomer is afraid to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody
from hearthside.core.policy import Place, Verb, may
from hearthside.engines import recurrence, words
from hearthside.groups import directory, joining
from hearthside.groups.directory import Sheet
from hearthside.meetings import following, might_come
from hearthside.meetings.schedule import Dated
from hearthside.organisation.wording import House
from hearthside.web.frame import house_of
from hearthside.web.public import saying
from hearthside.web.public.cards import listed_by
from hearthside.web.public.group_dates import (
    DateLine,
    coming_dates,
    lines_of,
    next_one,
)
from hearthside.web.public.group_online import Online, online_of
from hearthside.web.public.saying import Fact


@dataclass(frozen=True, slots=True)
class Agreement:
    """What members promise one another: which version, since when."""

    words: str
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Come:
    """The one primary button: what it says, or why there is none tonight."""

    words: str = ""
    url: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Belonging:
    """What somebody signed in may do here; an empty address means: not offered.

    words -- where they stand: that they belong, or why they cannot join.
    """

    words: str = ""
    join_url: str = ""
    leave_url: str = ""
    tell_url: str = ""
    is_told: bool = False
    desk_url: str = ""


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Everything public/group.html may show.

    rests -- that the group has no dates now because it takes a pause or is not listed.
    """

    name: str
    one_line: str
    come: Come
    cautions: tuple[str, ...]
    about: str
    first_time: str
    who_meets_you: str
    rests: str
    pattern: str
    clock: str
    dates: tuple[DateLine, ...]
    zone: str
    remark: str
    listed: str
    common: tuple[Fact, ...]
    access: tuple[Fact, ...]
    access_notes: str
    place_name: str
    address: str
    is_withheld: bool
    directions: str
    door: str
    is_approximate: bool
    online: Online
    agreement: Agreement | None
    hours: str
    confirmed: str
    is_faded: bool
    nobody_url: str
    belonging: Belonging | None


def show(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Show one group, its next dates as they truly are, and how sure we are of it."""
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    page = _page(actor, sheet, house=house_of(request), now=now)
    return render(request, "public/group.html", {"page": page})


def _page(actor: Anybody, sheet: Sheet, *, house: House, now: datetime) -> GroupPage:
    zone = sheet.pattern.zone
    coming = coming_dates(sheet, now=now)
    today = now.astimezone(ZoneInfo(zone)).date()
    return GroupPage(
        name=sheet.name,
        one_line=sheet.one_line,
        come=_come(sheet, next_one(coming), now=now),
        cautions=tuple(
            _(
                "Somebody went on %(day)s and found nobody there. We are asking about it."
            )
            % {"day": saying.plain_day(on, today=today)}
            for on in sheet.cautions
        ),
        about=sheet.about,
        first_time=sheet.first_time,
        who_meets_you=sheet.who_meets_you,
        rests=_rests(sheet),
        pattern=recurrence.sentence(sheet.pattern),
        clock=saying.clock_of(zone) if zone != house.zone else "",
        dates=lines_of(sheet, coming, now=now),
        zone=zone,
        remark=sheet.proposed_words,
        listed=listed_by(
            sheet.listed_by.name, sheet.listed_by.fetched_at, zone=zone, now=now
        )
        if sheet.listed_by
        else "",
        common=_common(sheet),
        access=tuple(
            Fact(saying.ICONS[word], _(label))
            for word, label in words.ACCESS.items()
            if word in sheet.said
        ),
        access_notes=sheet.access_notes,
        place_name=sheet.place_name,
        address=sheet.address,
        is_withheld=sheet.address_withheld,
        directions=sheet.directions,
        door=sheet.door,
        is_approximate=sheet.is_approximate,
        online=online_of(actor, sheet, next_one(coming), now=now),
        agreement=_agreement(sheet),
        hours=sheet.hours_note or (house.honest_hours if not sheet.listed_by else ""),
        confirmed=_confirmed(sheet, now=now),
        is_faded=sheet.is_faded,
        nobody_url=reverse("nobody", args=[sheet.public_id]),
        belonging=_belonging(actor, sheet),
    )


def _rests(sheet: Sheet) -> str:
    if sheet.is_paused:
        return _("This group is taking a pause. Please do not set out now.")
    if not sheet.is_listed:
        return _("This group is not listed. Only its own people see this page.")
    return ""


def _come(sheet: Sheet, dated: Dated | None, *, now: datetime) -> Come:
    if sheet.listed_by is not None:
        return Come()
    if not sheet.is_listed:
        return Come()
    if why := might_come.why_not_say(dated, now=now):
        return Come(why_not=why)
    assert dated is not None  # noqa: S101 - why_not_say has just said so
    zone = ZoneInfo(sheet.pattern.zone)
    when = saying.on_day(
        dated.starts_at.astimezone(zone), today=now.astimezone(zone).date()
    )
    return Come(
        words=_("I might come %(when)s") % {"when": when},
        url=reverse("come", args=[sheet.public_id]),
    )


def _common(sheet: Sheet) -> tuple[Fact, ...]:
    """Return what people there have in common, whom it is for, how an evening goes."""
    families = (
        ("users-round", words.TOPICS),
        ("user-round", words.WHO_FOR),
        ("coffee", words.MANNER),
    )
    facts = [
        Fact(icon, saying.BETWEEN.join(saying.labels(sheet.said, family)))
        for icon, family in families
    ]
    spoken = [_(words.LANGUAGES.get(code, code)) for code in sheet.languages]
    facts.append(Fact("languages", saying.BETWEEN.join(spoken)))
    return tuple(fact for fact in facts if fact.words)


def _agreement(sheet: Sheet) -> Agreement | None:
    if sheet.agreement is None:
        return None
    said = _("Version %(number)s, since %(day)s.") % {
        "number": sheet.agreement.number,
        "day": recurrence.say_date(sheet.agreement.adopted_on),
    }
    return Agreement(said, sheet.agreement.promises)


def _confirmed(sheet: Sheet, *, now: datetime) -> str:
    on = saying.day(sheet.confirmed_at, zone=sheet.pattern.zone, now=now)
    if sheet.listed_by is not None:
        if sheet.listed_by.gone_at is not None:
            gone = saying.day(sheet.listed_by.gone_at, zone=sheet.pattern.zone, now=now)
            return _("It went from that list on %(day)s.") % {"day": gone}
        return ""
    if sheet.is_faded:
        return _("Nobody has confirmed this since %(day)s.") % {"day": on}
    return _("Last confirmed on %(day)s.") % {"day": on}


def _belonging(actor: Anybody, sheet: Sheet) -> Belonging | None:
    """Return what somebody signed in may do here; nothing for visitors and listings."""
    if not isinstance(actor, Actor) or sheet.listed_by is not None:
        return None
    place = Place(sheet.id, sheet.locality_id)
    belongs = may(actor, Verb.LEAVE_A_GROUP, place)
    why = "" if belongs else joining.why_not_join(actor, group_id=sheet.id) or ""
    at = [sheet.public_id]
    return Belonging(
        words=_("You belong to this group.") if belongs else why,
        join_url="" if belongs or why else reverse("join", args=at),
        leave_url=reverse("leave_group", args=at) if belongs else "",
        tell_url=reverse("tell_me", args=at),
        is_told=following.asked(actor.person_id, group_id=sheet.id),
        desk_url=reverse("dates", args=at)
        if may(actor, Verb.CHANGE_A_DATE, place)
        else "",
    )
