"""The rota of one group: who holds which evening of the coming quarter, and the gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, near
from hearthside.groups.directory import Handle
from hearthside.meetings import deadlines, placing, rota, schedule
from hearthside.meetings.rota import Down, Part
from hearthside.meetings.schedule import Dated
from hearthside.people.signing_in import names_of
from hearthside.web.desk.rota_words import Place, part_words, places_of, rota_standing
from hearthside.web.desk.standing import Standing, moment

# Beyond it the clock decides so late that nobody needs to know when yet.
SAID_WHEN_WITHIN = 14


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who may be put down; is_near -- of a group near this one, not of it."""

    name: str
    is_near: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PartChoice:
    """Something to be put down for."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RotaDate:
    """One date with its rota.

    until -- when it is called off if nobody is found. is_open -- its form stands open,
    because what was asked last was refused.
    """

    date: Standing
    version: int
    places: tuple[Place, ...]
    people: tuple[Choice, ...]
    parts: tuple[PartChoice, ...]
    until: str
    is_open: bool
    put_back_url: str
    put_down_url: str
    take_off_url: str
    keep_looking_url: str


@dataclass(frozen=True, slots=True)
class RotaPage:
    """Everything desk/rota.html may show.

    why_not -- why the last act was declined.
    """

    group_name: str
    lead: str
    why_not: str
    dates: tuple[RotaDate, ...]
    no_dates: str
    dates_url: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What was asked last and declined, so that the form still has it."""

    date_id: str
    why: str
    who: str = ""
    part: str = ""


NOTHING = Refused("", "")


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the rota of one of our groups to those who keep it."""
    verb = Verb.KEEP_THE_ROTA
    group = directory.handle(actor, public_id=group_id, now=now, verb=verb)
    return page_of(request, actor, group, now=now)


def page_of(
    request: HttpRequest,
    actor: Actor,
    group: Handle,
    *,
    now: datetime,
    refused: Refused = NOTHING,
) -> HttpResponse:
    """Draw the rota, with the reason when something was just declined."""
    if not group.is_ours:
        raise NotFound
    dates = _dates(actor, group, refused, now=now) if group.is_listed else ()
    page = RotaPage(
        group_name=group.name,
        lead=_lead(dates),
        why_not=refused.why,
        dates=dates,
        no_dates=_("No date in the coming three months. A pause has no dates either."),
        dates_url=reverse("dates", args=[group.public_id]),
    )
    status = 409 if refused.why else 200
    return render(request, "desk/rota.html", {"page": page}, status=status)


def _dates(
    actor: Actor, group: Handle, refused: Refused, *, now: datetime
) -> tuple[RotaDate, ...]:
    found = schedule.dates_between([group.id], first=now, last=now + schedule.AHEAD)
    ids = [dated.id for dated in found]
    down, until = rota.everybody_down(ids), deadlines.looks_until(ids)
    asked = placing.may_be_asked(
        actor, place=group.place, neighbours=near.near_any_of([group.id])
    )
    on_it = {one.person_id for places in down.values() for one in places}
    names = names_of(sorted(on_it | set(asked)))
    may_look = policy.may(actor, Verb.KEEP_LOOKING, group.place)
    return tuple(
        _date(
            dated,
            down[dated.id],
            names,
            asked,
            group=group,
            until=until[dated.id],
            may_look=may_look,
            refused=refused if refused.date_id == dated.public_id else NOTHING,
            now=now,
        )
        for dated in found
    )


def _date(
    dated: Dated,
    down: list[Down],
    names: dict[int, str],
    asked: dict[int, bool],
    *,
    group: Handle,
    until: datetime,
    may_look: bool,
    refused: Refused,
    now: datetime,
) -> RotaDate:
    date = rota_standing(dated, down, zone=group.zone, now=now)
    here = {one.person_id for one in down}
    last = dated.starts_at - deadlines.LOOKS_AT_MOST
    is_near = (dated.starts_at - now).days < SAID_WHEN_WITHIN
    two = sum(1 for one in down if one.counts) >= rota.NEEDED
    return RotaDate(
        date=date,
        version=dated.version,
        places=places_of(down, names),
        people=tuple(
            Choice(names[who], not of_it, names[who] == refused.who)
            for who, of_it in sorted(
                asked.items(), key=lambda one: (not one[1], names.get(one[0], ""))
            )
            if who not in here and who in names
        ),
        parts=tuple(
            PartChoice(part, part_words(part), part == refused.part) for part in Part
        ),
        until=moment(until, group.zone, now=now) if date.needs and is_near else "",
        is_open=bool(refused.why),
        put_back_url=reverse("date", args=[dated.public_id])
        if dated.is_called_off and two
        else "",
        put_down_url=reverse("put_down", args=[dated.public_id]),
        take_off_url=reverse("take_off", args=[dated.public_id]),
        keep_looking_url=reverse("keep_looking", args=[dated.public_id])
        if may_look and date.needs and is_near and until < last and last > now
        else "",
    )


def _lead(dates: tuple[RotaDate, ...]) -> str:
    gaps = sum(1 for one in dates if one.date.needs)
    if not gaps:
        return _("Who holds each evening. Nobody is missing.")
    return ngettext(
        "Who holds each evening. One date wants somebody.",
        "Who holds each evening. %(gaps)d dates want somebody.",
        gaps,
    ) % {"gaps": gaps}
