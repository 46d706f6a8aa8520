"""My circles: the groups I belong to whose circle is open, and those where I may open one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hearthside.circles import open_circles
from hearthside.core.actor import Actor, Role
from hearthside.core.policy import groups_of
from hearthside.groups import directory, joining


@dataclass(frozen=True, slots=True)
class MyCircle:
    """One circle: the group's name, my name there, and the way in."""

    group_name: str
    name_here: str
    url: str


@dataclass(frozen=True, slots=True)
class MyCirclesPage:
    """Everything member/my_circles.html may show. could_open -- groups without one yet."""

    circles: tuple[MyCircle, ...]
    could_open: tuple[MyCircle, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show where I sit. Nothing here says whether anything was said."""
    mine = groups_of(actor, Role.MEMBER, Role.FACILITATOR)
    looked_after = groups_of(actor, Role.FACILITATOR)
    names = {one.group_id: one.name_here for one in joining.my_places(actor)}
    groups = sorted(directory.handles(mine).values(), key=lambda one: one.name)
    with_one = open_circles.among(mine)
    rows = {
        one.id: MyCircle(
            one.name,
            names.get(one.id, ""),
            reverse("our_circle", args=[one.public_id]),
        )
        for one in groups
    }
    page = MyCirclesPage(
        circles=tuple(row for id_, row in rows.items() if id_ in with_one),
        could_open=tuple(
            row for id_, row in rows.items() if id_ in looked_after - with_one
        ),
    )
    return render(request, "member/my_circles.html", {"page": page})
