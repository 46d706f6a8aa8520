"""Mine: my groups and my names there, the letters I asked for, the ways in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hearthside.core import policy
from hearthside.core.actor import Actor, Anybody
from hearthside.groups import joining
from hearthside.groups.directory import handles
from hearthside.meetings import following
from hearthside.people.signing_in import signed_in


@dataclass(frozen=True, slots=True)
class MyGroup:
    """A group I belong to, the name I have there, and whether I am written to."""

    name: str
    url: str
    name_here: str
    leave_url: str


@dataclass(frozen=True, slots=True)
class Letters:
    """A group of which I asked to be told."""

    name: str
    url: str
    stop_url: str


@dataclass(frozen=True, slots=True)
class MinePage:
    """Everything member/mine.html may show."""

    called: str
    email: str
    groups: tuple[MyGroup, ...]
    letters: tuple[Letters, ...]
    wants_second_factor: bool


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show what is mine; to a visitor, what a name here is for."""
    person = signed_in(request.user)
    if not isinstance(actor, Actor) or person is None:
        return render(request, "member/no_name_yet.html")
    page = MinePage(
        called=person.called,
        email=person.email,
        groups=tuple(
            MyGroup(
                name=place.group_name,
                url=reverse("group", args=[place.group_public_id]),
                name_here=place.name_here,
                leave_url=reverse("leave_group", args=[place.group_public_id]),
            )
            for place in joining.my_places(actor)
        ),
        letters=_letters(actor),
        wants_second_factor=policy.wants_second_factor(actor),
    )
    return render(request, "member/mine.html", {"page": page})


def _letters(actor: Actor) -> tuple[Letters, ...]:
    asked = following.i_asked(actor)
    groups = handles(asked) if asked else {}
    return tuple(
        Letters(
            name=group.name,
            url=reverse("group", args=[group.public_id]),
            stop_url=reverse("tell_me", args=[group.public_id]),
        )
        for group in sorted(groups.values(), key=lambda group: group.name)
    )
