"""Changing the rota of one date: put somebody down, take them off, look longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import directory, near
from hearthside.groups.directory import Handle
from hearthside.meetings import deadlines, placing, rota, schedule
from hearthside.meetings.deadlines import CannotLook
from hearthside.meetings.placing import CannotPutDown
from hearthside.meetings.rota import Part
from hearthside.meetings.schedule import Dated
from hearthside.people.signing_in import names_of
from hearthside.web.desk.rota import Refused, page_of
from hearthside.web.desk.rota_words import number
from hearthside.web.desk.standing import moment
from hearthside.workflows import change_the_rota

PARTS: Final = frozenset(str(part) for part in Part)


@dataclass(frozen=True, slots=True)
class Opened:
    """A date whose rota the actor keeps."""

    dated: Dated
    group: Handle


def put_down(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Put somebody down for the date."""
    opened = _open(actor, date_id, Verb.KEEP_THE_ROTA)
    who, part = request.POST.get("who", ""), request.POST.get("part", Part.LEADS)
    group = opened.group
    try:
        change_the_rota.put_down(
            actor,
            public_id=date_id,
            group=group,
            person_id=_person(actor, group, who),
            part=part if part in PARTS else Part.LEADS,
            version=number(request.POST.get("version", "")),
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except (CannotPutDown, ChangedMeanwhile) as no:
        refused = Refused(date_id, no.why, who, part)
        return page_of(request, actor, group, now=now, refused=refused)
    said = _("%(name)s is down for %(moment)s.")
    return _done(request, opened, said % {"name": who, "moment": _when(opened, now)})


def take_off(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Take somebody off the date."""
    opened = _open(actor, date_id, Verb.KEEP_THE_ROTA)
    who = request.POST.get("who", "")
    try:
        change_the_rota.take_off(
            actor,
            public_id=date_id,
            group=opened.group,
            person_id=_on_it(opened, who),
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotPutDown as no:
        refused = Refused(date_id, no.why)
        return page_of(request, actor, opened.group, now=now, refused=refused)
    said = _("%(name)s is not down for %(moment)s any more.")
    return _done(request, opened, said % {"name": who, "moment": _when(opened, now)})


def keep_looking(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Look for facilitators until three hours before."""
    opened = _open(actor, date_id, Verb.KEEP_LOOKING)
    group = opened.group
    try:
        dated = deadlines.keep_looking(
            actor, public_id=date_id, place=group.place, now=now
        )
    except CannotLook as no:
        refused = Refused(date_id, no.why)
        return page_of(request, actor, group, now=now, refused=refused)
    last = dated.starts_at - deadlines.LOOKS_AT_MOST
    said = _("There is time to look until %(moment)s.")
    return _done(request, opened, said % {"moment": moment(last, group.zone, now=now)})


def _open(actor: Actor, date_id: str, verb: Verb) -> Opened:
    """Return the date and its group.

    Raises NotFound.
    """
    dated = schedule.the_date(date_id)
    group = directory.handles([dated.group_id]).get(dated.group_id)
    if group is None:
        raise NotFound
    insist(actor, verb, group.place)
    return Opened(dated, group)


def _person(actor: Actor, group: Handle, called: str) -> int | None:
    """Return who of those on the list has this name, or None."""
    asked = placing.may_be_asked(
        actor, place=group.place, neighbours=near.near_any_of([group.id])
    )
    return _called(names_of(sorted(asked)), called)


def _on_it(opened: Opened, called: str) -> int | None:
    down = rota.everybody_down([opened.dated.id])[opened.dated.id]
    return _called(names_of([one.person_id for one in down]), called)


def _called(names: dict[int, str], called: str) -> int | None:
    return next((who for who, name in names.items() if name == called), None)


def _when(opened: Opened, now: datetime) -> str:
    return moment(opened.dated.starts_at, opened.group.zone, now=now)


def _done(request: HttpRequest, opened: Opened, said: str) -> HttpResponse:
    messages.success(request, said)
    address = reverse("rota", args=[opened.group.public_id])
    return redirect(f"{address}#d-{opened.dated.public_id}")
