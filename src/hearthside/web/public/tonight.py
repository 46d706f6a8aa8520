"""Tonight: what this place is, what is on soon, and what is next for me."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody, Role
from hearthside.core.policy import groups_of
from hearthside.groups import finding
from hearthside.groups.directory import Handle, handles
from hearthside.meetings import rota, schedule
from hearthside.meetings.schedule import Dated
from hearthside.organisation.wording import House
from hearthside.web.frame import house_of
from hearthside.web.public import saying
from hearthside.web.public.cards import GroupCard, cards_of, how_sure
from hearthside.web.public.find_form import FindForm, form_of
from hearthside.web.public.wishes import Asked

LAST: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MyNext:
    """The next date of a group I belong to."""

    name: str
    url: str
    when: str
    quiet: str


@dataclass(frozen=True, slots=True)
class TonightPage:
    """Everything public/tonight.html may show.

    welcome -- one sentence: what this place is. mine -- nothing for visitors.
    """

    welcome: str
    form: FindForm
    is_known: bool
    mine: tuple[MyNext, ...]
    soon: tuple[GroupCard, ...]


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the first page; to a member, their own dates first."""
    house = house_of(request)
    page = TonightPage(
        welcome=house.strapline or _("People who have been there, in a room near you."),
        form=form_of(Asked(), house=house),
        is_known=isinstance(actor, Actor),
        mine=_mine(actor, house=house, now=now) if isinstance(actor, Actor) else (),
        soon=cards_of(finding.soonest_of_ours(now=now), house=house, now=now),
    )
    return render(request, "public/tonight.html", {"page": page})


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
    return MyNext(group.name, url, when.words, how_sure(ready[dated.id]))
