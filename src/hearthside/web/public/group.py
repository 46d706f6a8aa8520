"""One group: everything a newcomer is afraid to ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody
from hearthside.engines import recurrence, words
from hearthside.groups import directory
from hearthside.groups.directory import Sheet
from hearthside.meetings import following
from hearthside.organisation.wording import House, limits_of
from hearthside.web.frame import house_of
from hearthside.web.pictures import Picture, picture_of
from hearthside.web.public import saying
from hearthside.web.public.cards import listed_by
from hearthside.web.public.group_belonging import Belonging, belonging_of
from hearthside.web.public.group_come import Come, come_of
from hearthside.web.public.group_dates import (
    DateLine,
    coming_dates,
    lines_of,
    next_one,
)
from hearthside.web.public.group_looked import looked_at
from hearthside.web.public.group_online import Online, online_of, room_url
from hearthside.web.public.group_papers import Papers, papers_of
from hearthside.web.public.group_published import TakeAway, take_away
from hearthside.web.public.keeping import Keep
from hearthside.web.public.saying import Fact
from hearthside.web.search import list_as


@dataclass(frozen=True, slots=True)
class Agreement:
    """What members promise one another: which version, since when, and where it ends."""

    words: str
    promises: tuple[str, ...]
    limits: str
    url: str


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Everything public/group.html may show.

    rests -- that the group has no dates now because it takes a pause or is not listed.
    hidden -- that something is not shown until somebody has looked. paused -- that the
    reader's own name has a pause from this group.
    page_address -- of this page, in full, for a sheet of paper.
    """

    name: str
    one_line: str
    come: Come
    cautions: tuple[str, ...]
    about: str
    first_time: str
    who_meets_you: str
    rests: str
    hidden: str
    paused: str
    pattern: str
    clock: str
    dates: tuple[DateLine, ...]
    zone: str
    remark: str
    listed: str
    terms: str
    common: tuple[Fact, ...]
    photo: Picture | None
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
    how_it_was_url: str
    papers: Papers | None
    page_address: str
    keep: Keep
    belonging: Belonging | None
    published: TakeAway | None


def show(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Show one group, its next dates as they truly are, and how sure we are of it."""
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    page = _page(actor, sheet, house=house_of(request), now=now)
    if sheet.is_listed:
        list_as(request, _for_search(sheet, page))
    return render(request, "public/group.html", {"page": page})


def _for_search(sheet: Sheet, page: GroupPage) -> str:
    """Return what a search engine says of this group: its own words, when and where."""
    where = ", ".join(filter(None, [sheet.place_name, sheet.district]))
    parts = (_("Peer support group."), page.one_line, page.pattern, where)
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _page(actor: Anybody, sheet: Sheet, *, house: House, now: datetime) -> GroupPage:
    looked = looked_at(actor, sheet, zone=house.zone, now=now)
    sheet = looked.sheet
    zone = sheet.pattern.zone
    coming = coming_dates(sheet, now=now)
    today = now.astimezone(ZoneInfo(zone)).date()
    belonging = _belonging(actor, sheet, now=now)
    return GroupPage(
        name=sheet.name,
        one_line=sheet.one_line,
        come=come_of(sheet, next_one(coming), now=now),
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
        hidden=looked.hidden,
        paused=looked.paused,
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
        terms=sheet.listed_by.licence if sheet.listed_by else "",
        common=_common(sheet),
        photo=picture_of(sheet.photo, group_id=sheet.public_id),
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
        online=Online(note=sheet.online_note, words=looked.paused)
        if looked.paused
        else replace(
            online_of(actor, sheet, next_one(coming), now=now),
            room_url=room_url(
                sheet.attendance,
                next_one(coming),
                is_ours=sheet.listed_by is None,
                now=now,
            )
            if belonging is not None and belonging.may_come
            else "",
        ),
        agreement=_agreement(sheet, house=house),
        hours=sheet.hours_note or (house.honest_hours if not sheet.listed_by else ""),
        confirmed=_confirmed(sheet, now=now),
        is_faded=sheet.is_faded,
        nobody_url=reverse("nobody", args=[sheet.public_id]),
        # Somebody else's listing has nobody to tell.
        how_it_was_url=""
        if sheet.listed_by
        else reverse("how_it_was", args=[sheet.public_id]),
        papers=papers_of(sheet),
        page_address=settings.CONFIG.base_address
        + reverse("group", args=[sheet.public_id]),
        keep=Keep(
            sheet.public_id,
            sheet.name,
            recurrence.sentence(sheet.pattern),
            saying.place_fact(
                sheet.attendance,
                km=None,
                district=sheet.district or sheet.place_name,
                miles=house.miles,
            ).words,
            sheet.listed_by is None,
        ),
        belonging=belonging,
        published=_published(actor, sheet, looked.hidden, now=now),
    )


def _published(
    actor: Anybody, sheet: Sheet, hidden: str, *, now: datetime
) -> TakeAway | None:
    """Return what may be taken away: no words for search engines while some are hidden."""
    taken = take_away(actor, sheet, now=now)
    return replace(taken, json_ld=SafeString()) if taken and hidden else taken


def _rests(sheet: Sheet) -> str:
    if sheet.is_paused:
        return _("This group is taking a pause. Please do not set out now.")
    if not sheet.is_listed:
        return _("This group is not listed. Only its own people see this page.")
    return ""


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


def _agreement(sheet: Sheet, *, house: House) -> Agreement | None:
    if sheet.agreement is None:
        return None
    said = _("Version %(number)s, since %(day)s.") % {
        "number": sheet.agreement.number,
        "day": recurrence.say_date(sheet.agreement.adopted_on),
    }
    return Agreement(
        said,
        sheet.agreement.promises,
        limits_of(house),
        reverse("agreement", args=[sheet.public_id]),
    )


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


def _belonging(actor: Anybody, sheet: Sheet, *, now: datetime) -> Belonging | None:
    """Return what somebody signed in may do here; nothing for visitors and listings."""
    if not isinstance(actor, Actor) or sheet.listed_by is not None:
        return None
    return belonging_of(
        actor,
        sheet,
        is_told=following.asked(actor.person_id, group_id=sheet.id),
        now=now,
    )
