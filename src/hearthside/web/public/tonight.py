"""Tonight: what this place is, what is on soon, and what is next for me."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody, Role
from hearthside.core.policy import groups_of
from hearthside.groups import finding, line, my_place
from hearthside.groups.directory import Handle, handles
from hearthside.meetings import evenings, rota, schedule
from hearthside.meetings.schedule import Dated
from hearthside.organisation.wording import House
from hearthside.web.facilitator.evenings import Line, lines_of
from hearthside.web.frame import house_of
from hearthside.web.public import happened_lines, saying
from hearthside.web.public.cards import GroupCard, cards_of, how_sure
from hearthside.web.public.find_form import FindForm, form_of
from hearthside.web.public.group_online import room_url
from hearthside.web.public.wishes import Asked
from hearthside.web.search import list_as
from hearthside.workflows import what_happened

A_DAY: Final = timedelta(days=1)
LAST: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MyNext:
    """The next date of a group I belong to.

    room_url -- the room of this date, in writing, while it is near; otherwise empty.
    """

    name: str
    url: str
    when: str
    quiet: str
    room_url: str = ""


@dataclass(frozen=True, slots=True)
class ForMe:
    """Something that waits for me: what it is, and where to look."""

    name: str
    words: str
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class First:
    """One thing a newcomer asks before anything else, and the answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class TonightPage:
    """Everything public/tonight.html may show.

    welcome -- one sentence: what this place is. mine -- nothing for visitors.
    first -- what a newcomer asks first; nothing for somebody who has a name here.
    happened -- what concerns this person and is new; seen_at -- when this was drawn.
    for_me -- what waits for this person: a seat that is free, an agreement that changed.
    to_hold -- the evenings this person leads today.
    """

    welcome: str
    first: tuple[First, ...]
    form: FindForm
    is_known: bool
    for_me: tuple[ForMe, ...]
    to_hold: tuple[Line, ...]
    mine: tuple[MyNext, ...]
    happened: tuple[happened_lines.Line, ...]
    seen_at: str
    soon: tuple[GroupCard, ...]


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the first page; to a member, their own dates first."""
    house = house_of(request)
    first = _first(house)
    list_as(request, " ".join(one.answer for one in first[:2]))
    page = TonightPage(
        welcome=house.strapline or _("People who have been there, in a room near you."),
        first=() if isinstance(actor, Actor) else first,
        form=form_of(Asked(), house=house),
        is_known=isinstance(actor, Actor),
        for_me=_for_me(actor, house=house, now=now) if isinstance(actor, Actor) else (),
        to_hold=_to_hold(actor, now=now),
        mine=_mine(actor, house=house, now=now) if isinstance(actor, Actor) else (),
        happened=_happened(request, actor, now=now),
        seen_at=now.isoformat(),
        soon=cards_of(finding.soonest_of_ours(now=now), house=house, now=now),
    )
    return render(request, "public/tonight.html", {"page": page})


def _first(house: House) -> tuple[First, ...]:
    """Return what a newcomer asks first, answered in the charity's words or else in ours."""
    return (
        First(
            _("What is this?"),
            house.what_it_is
            or _(
                "Peer support: small groups of people who have lived through something "
                "alike. They meet in a room or online, and listen."
            ),
        ),
        First(
            _("Is it for me?"),
            house.who_it_is_for
            or _(
                "If you think it might help, yes. You need no diagnosis, no letter from "
                "anybody and no account."
            ),
        ),
        First(
            _("What happens if I come?"),
            house.what_happens
            or _(
                "Somebody meets you at the door. Any first name will do. You can just "
                "listen, and you can leave whenever you like."
            ),
        ),
    )


def _happened(
    request: HttpRequest, actor: Anybody, *, now: datetime
) -> tuple[happened_lines.Line, ...]:
    """Return the few newest lines that concern this person and are not put away."""
    if not isinstance(actor, Actor):
        return ()
    return happened_lines.lines_of(request, what_happened.new(actor, now=now), now=now)


def _for_me(actor: Actor, *, house: House, now: datetime) -> tuple[ForMe, ...]:
    """Return what waits for this person, the free seats first; two queries."""
    offers = [
        ForMe(
            name=one.group_name,
            words=_("A seat is free, and kept for you until %(moment)s.")
            % {
                "moment": saying.moment(
                    one.offered_until or now,
                    zone=one.zone,
                    now=now,
                    house_zone=house.zone,
                ).words
            },
            url=reverse("group", args=[one.group_public_id]),
            link=_("Look, and take it or let it pass"),
        )
        for one in line.my_offers(actor, now=now)
    ]
    changed = [
        ForMe(
            name=one.name,
            words=_("The agreement has changed since you promised it."),
            url=reverse("read_agreement", args=[one.public_id]),
            link=_("Read what is new"),
        )
        for one in my_place.unread(actor)
    ]
    return (*offers, *changed)


def _to_hold(actor: Anybody, *, now: datetime) -> tuple[Line, ...]:
    """Return the evenings this person leads today; nobody but staff is asked about."""
    if not isinstance(actor, Actor) or not actor.has_second_factor:
        return ()
    near = [
        one
        for one in evenings.mine(actor, now=now)
        if one.dated.starts_at < now + A_DAY and one.standing.closed_at is None
    ]
    return lines_of(near, now=now)


def _mine(actor: Actor, *, house: House, now: datetime) -> tuple[MyNext, ...]:
    """Return my groups, the one that meets next first; three queries."""
    ids = sorted(groups_of(actor, Role.MEMBER))
    groups = handles(ids) if ids else {}
    coming = schedule.next_of_each(ids, now=now) if ids else {}
    ready = rota.ready(dated.id for dated in coming.values()) if coming else {}
    dated_first = sorted(
        ids,
        key=lambda group_id: coming[group_id].starts_at if group_id in coming else LAST,
    )
    return tuple(
        _next(groups[group_id], coming.get(group_id), ready, house=house, now=now)
        for group_id in dated_first
    )


def _next(
    group: Handle,
    dated: Dated | None,
    ready: dict[int, int],
    *,
    house: House,
    now: datetime,
) -> MyNext:
    url = reverse("group", args=[group.public_id])
    if dated is None:
        return MyNext(group.name, url, _("No date at the moment"), "")
    when = saying.moment(
        dated.starts_at, zone=group.zone, now=now, house_zone=house.zone
    )
    room = room_url(group.attendance, dated, is_ours=group.is_ours, now=now)
    return MyNext(group.name, url, when.words, how_sure(ready[dated.id]), room)
