"""What I told this house and how far it is; what was decided about me, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.groups import directory, places
from hearthside.safety import appeals, protection, reports
from hearthside.safety.appeals import SaidToMe
from hearthside.safety.ladder import Rung
from hearthside.web.desk.plain_words import apart
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.public.wrong_kept import state_words
from hearthside.web.wrong_words import RUNG_WORDS, kind_words


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said: what about, how far it is, and its own page."""

    words: str
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class SaidPage:
    """Everything member/said.html may show. waits -- my names that wait for a look."""

    mine: tuple[Line, ...]
    to_me: tuple[Line, ...]
    waits: tuple[str, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show both sides: what I said, and what was said to me."""
    house = house_of(request)
    own = places.of(actor)
    names = {place.id: place.name_here for place in own}
    to_me = appeals.said_to_me(actor, names)
    groups = group_names(one.group_id for one in to_me)
    page = SaidPage(
        mine=tuple(
            Line(
                kind_words(said.kind),
                state_words(said, house, now=now),
                reverse("wrong_kept", args=[said.token]),
            )
            for said in reports.mine(actor)
        ),
        to_me=tuple(
            Line(
                str(RUNG_WORDS[Rung(one.rung)]),
                _state(one, groups, house.zone, now=now),
                reverse("said_to_me", args=[one.public_id]),
            )
            for one in to_me
        ),
        waits=tuple(
            format_html(
                _(
                    "Your name {name} waits. Several people asked us to look at "
                    "something. Until somebody has, it is not shown, and you cannot join "
                    "online under it. Nothing is decided."
                ),
                name=apart(names[place]),
            )
            for place in sorted(protection.waiting_names(names))
        ),
    )
    return render(request, "member/said.html", {"page": page})


def group_names(group_ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of these groups; one query, and none for none."""
    wanted = {one for one in group_ids if one is not None}
    if not wanted:
        return {}
    return {one.id: one.name for one in directory.handles(wanted).values()}


def _state(one: SaidToMe, groups: dict[int, str], zone: str, *, now: datetime) -> str:
    when = moment(one.at, zone, now=now)
    name = groups.get(one.group_id or 0, "")
    return format_html("{}. {}", apart(name), when) if name else when
