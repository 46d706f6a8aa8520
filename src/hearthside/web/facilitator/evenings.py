"""My evenings: the dates I lead near now, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import evenings
from hearthside.meetings.evenings import Mine
from hearthside.web.desk.standing import moment


@dataclass(frozen=True, slots=True)
class Line:
    """One evening in a list: when, which group, how it stands."""

    when: str
    group_name: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class EveningsPage:
    """Everything facilitator/evenings.html may show."""

    lines: tuple[Line, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the evenings this person leads."""
    page = EveningsPage(lines_of(evenings.mine(actor, now=now), now=now))
    return render(request, "facilitator/evenings.html", {"page": page})


def lines_of(found: list[Mine], *, now: datetime) -> tuple[Line, ...]:
    """Return these evenings as a list shows them; one query."""
    groups = directory.handles([one.dated.group_id for one in found]) if found else {}
    return tuple(_line(one, groups[one.dated.group_id], now=now) for one in found)


def _line(one: Mine, group: Handle, *, now: datetime) -> Line:
    return Line(
        moment(one.dated.starts_at, group.zone, now=now),
        group.name,
        reverse("evening", args=[one.dated.public_id]),
        _words(one, now=now),
    )


def _words(one: Mine, *, now: datetime) -> str:
    if one.standing.closed_at is not None:
        return _("Closed")
    if one.standing.is_open:
        if one.standing.is_mine:
            return _("Open now, on your phone")
        return _("Open now, on another phone")
    if one.dated.is_called_off:
        return _("Called off")
    return _("Not opened") if one.dated.ends_at <= now else _("To come")
