"""I might come: a nameless note for the person at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.core.policy import Verb, insist, may
from hearthside.core.refusals import NotFound
from hearthside.groups import directory
from hearthside.groups.directory import Handle, WayIn
from hearthside.meetings import might_come, schedule
from hearthside.meetings.might_come import Ticks
from hearthside.meetings.schedule import Dated
from hearthside.web import errors, limits
from hearthside.web.frame import house_of
from hearthside.web.public import saying

AN_HOUR: Final = 6
SALT: Final = "might come"
# Long enough to read the way there on the bus, too short to be passed round.
SHOWN_FOR: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing the person at the door may know beforehand."""

    name: str
    words: str
    help: str


@dataclass(frozen=True, slots=True)
class MightComePage:
    """Everything public/might_come.html may show.

    date_id -- the evening the note is for: the one that was on the screen.
    """

    group_name: str
    group_url: str
    when: str
    date_id: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class NoteLeftPage:
    """Everything public/note_left.html may show.

    sees_link -- this reader sees the link for joining online on the page of the group.
    """

    group_name: str
    group_url: str
    when: str
    way: WayIn
    sees_link: bool
    join_url: str


def show(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Show the ticks; or, to somebody who has just left a note, what happens next."""
    group = _ours(actor, group_id, now=now)
    if dated := _left_for(request.GET.get("note", ""), group):
        return _note_left(request, actor, group, dated, now=now)
    dated = _next_on(group, now=now)
    if why := _why_not(group, dated, now=now):
        return _not_now(request, group, why)
    assert dated is not None  # noqa: S101 - why_not_say has just said so
    page = MightComePage(
        group_name=group.name,
        group_url=reverse("group", args=[group.public_id]),
        when=_when(request, group, dated, now=now),
        date_id=dated.public_id,
        ticks=_ticks(),
    )
    return render(request, "public/might_come.html", {"page": page})


def act(
    request: HttpRequest, actor: Anybody, now: datetime, group_id: str
) -> HttpResponse:
    """Leave the note, once; then lead away, so that a refresh does not leave another."""
    group = _ours(actor, group_id, now=now)
    if limits.is_too_often(request, "come", most=AN_HOUR):
        return errors.too_many(request)
    dated = _chosen(request.POST.get("date", ""), group, now=now)
    if dated is None:
        # Nothing of ours sends that: show the evening again, to be chosen.
        return redirect("come", group.public_id)
    ticked = {tick.name: tick.name in request.POST for tick in _ticks()}
    try:
        might_come.say_might_come(dated, ticks=Ticks(**ticked), now=now)
    except might_come.CannotSay as refusal:
        return _not_now(request, group, refusal.why)
    note = signing.dumps([group.public_id, dated.public_id], salt=SALT)
    return redirect(f"{reverse('come', args=[group.public_id])}?note={note}")


def _ours(actor: Anybody, group_id: str, *, now: datetime) -> Handle:
    """Return the group; somebody else's listing has no greeter to leave a note for.

    Raises NotFound.
    """
    group = directory.handle(actor, public_id=group_id, now=now)
    insist(actor, Verb.SAY_MIGHT_COME, group.place)
    if not group.is_ours:
        raise NotFound
    return group


def _next_on(group: Handle, *, now: datetime) -> Dated | None:
    return schedule.next_of_each([group.id], now=now).get(group.id)


def _why_not(group: Handle, dated: Dated | None, *, now: datetime) -> str | None:
    if not group.is_listed:
        return _("This group is taking a pause.")
    return might_come.why_not_say(dated, now=now)


def _chosen(date_id: str, group: Handle, *, now: datetime) -> Dated | None:
    """Return the coming date of this group with that id."""
    if not group.is_listed:
        return None
    coming = schedule.next_dates(group_id=group.id, now=now)
    return next((dated for dated in coming if dated.public_id == date_id), None)


def _left_for(note: str, group: Handle) -> Dated | None:
    """Return the date a note was left for, when the address proves that one was."""
    if not note:
        return None
    try:
        group_id, date_id = signing.loads(note, salt=SALT, max_age=SHOWN_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return schedule.the_date(date_id) if group_id == group.public_id else None


def _note_left(
    request: HttpRequest, actor: Anybody, group: Handle, dated: Dated, *, now: datetime
) -> HttpResponse:
    page = NoteLeftPage(
        group_name=group.name,
        group_url=reverse("group", args=[group.public_id]),
        when=_when(request, group, dated, now=now),
        way=directory.way_in(group.id),
        sees_link=may(actor, Verb.JOIN_ONLINE, group.place),
        join_url=reverse("join", args=[group.public_id]),
    )
    return render(request, "public/note_left.html", {"page": page})


def _not_now(request: HttpRequest, group: Handle, why: str) -> HttpResponse:
    return errors.refused(
        request,
        why,
        next_url=reverse("group", args=[group.public_id]),
        next_words=_("Back to the group"),
    )


def _when(request: HttpRequest, group: Handle, dated: Dated, *, now: datetime) -> str:
    house = house_of(request)
    return saying.moment(
        dated.starts_at, zone=group.zone, now=now, house_zone=house.zone
    ).words


def _ticks() -> tuple[Tick, ...]:
    return (
        Tick(
            "be_outside",
            _("Meet me outside"),
            _("Somebody looks out for you at the door."),
        ),
        Tick("just_listen", _("I will just listen"), _("Nobody asks you to speak.")),
        Tick("quiet_seat", _("A quiet seat, near the door"), ""),
        Tick("step_free", _("I need a step-free way in"), ""),
    )
