"""The names I do not want to meet, group by group, and meeting them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import places
from hearthside.safety import blocks
from hearthside.web.member.said import group_names


@dataclass(frozen=True, slots=True)
class Away:
    """One name put away, and in which group."""

    id: str
    name: str
    group_name: str


@dataclass(frozen=True, slots=True)
class BlocksPage:
    """Everything member/blocks.html may show."""

    names: tuple[Away, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show them."""
    every = places.of(actor)
    here = {place.group_id for place in every if place.is_open}
    # Of an earlier stay too: what I put away then still holds, so I can undo it.
    own = {place.id: place.group_id for place in every if place.group_id in here}
    put_away = blocks.mine(own)
    others = places.these(one.other_place_id for one in put_away)
    groups = group_names(own[one.place_id] for one in put_away)
    names = tuple(
        Away(
            one.public_id,
            others[one.other_place_id].name_here or _("A name from before"),
            groups.get(own[one.place_id], ""),
        )
        for one in put_away
        if one.other_place_id in others
    )
    return render(request, "member/blocks.html", {"page": BlocksPage(names)})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Meet one of them again."""
    own = [place.id for place in places.of(actor)]
    try:
        blocks.undo(own, public_id=request.POST.get("block", "")[:12])
    except NotFound:
        messages.info(request, _("That name is not on your list."))
    else:
        messages.info(request, _("You may meet that name again. They are not told."))
    return redirect("blocks")
