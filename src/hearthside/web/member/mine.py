"""Mine: my groups and my names there, the letters I asked for, the ways in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.circles import lines
from hearthside.core import policy
from hearthside.core.actor import Actor, Anybody, Role
from hearthside.core.policy import Verb
from hearthside.groups import joining, line
from hearthside.groups.directory import handles
from hearthside.meetings import following
from hearthside.people.leaving import leaver
from hearthside.people.signing_in import signed_in
from hearthside.safety import contacts, looking
from hearthside.workflows import what_happened


@dataclass(frozen=True, slots=True)
class MyGroup:
    """A group I belong to, the name I have there, and whether I am written to."""

    name: str
    url: str
    name_here: str
    place_url: str


@dataclass(frozen=True, slots=True)
class MyLine:
    """A group I wait in line for."""

    name: str
    url: str
    line_url: str


@dataclass(frozen=True, slots=True)
class Letters:
    """A group of which I asked to be told; without an address when I may not see it now."""

    name: str
    url: str
    stop_url: str


@dataclass(frozen=True, slots=True)
class MinePage:
    """Everything member/mine.html may show.

    contact_words -- what there is to know of my emergency contact; mostly empty. asks --
    somebody asks me for a line.
    """

    called: str
    email: str
    groups: tuple[MyGroup, ...]
    lines: tuple[MyLine, ...]
    letters: tuple[Letters, ...]
    wants_second_factor: bool
    has_new: bool
    helps: bool
    contact_words: str
    holds_a_key: bool
    evaluates: bool
    asks: bool


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show what is mine; to a visitor, what a name here is for."""
    person = signed_in(request.user)
    if leaver(request.user):
        return redirect("stay")
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
                place_url=reverse("my_place", args=[place.group_public_id]),
            )
            for place in joining.my_places(actor)
        ),
        lines=tuple(
            MyLine(
                name=one.group_name,
                url=reverse("group", args=[one.group_public_id]),
                line_url=reverse("seat_line", args=[one.group_public_id]),
            )
            for one in line.my_lines(actor)
        ),
        letters=_letters(actor),
        wants_second_factor=policy.wants_second_factor(actor),
        has_new=bool(what_happened.new(actor, now=now)),
        helps=any(grant.role in policy.STAFF for grant in actor.grants),
        contact_words=_of_my_contact(actor, now=now),
        holds_a_key=policy.may(actor, Verb.HOLD_A_KEY),
        evaluates=policy.may(actor, Verb.TAKE_STUDY_ROWS),
        asks=bool(lines.how_many_ask(actor, now=now)),
    )
    return render(request, "member/mine.html", {"page": page})


def _of_my_contact(actor: Actor, *, now: datetime) -> str:
    """Return what the actor should know of the contact they left."""
    if looking.told(actor, now=now):
        return _("Your emergency contact was opened. See when, and by whom.")
    mine = contacts.mine(actor)
    if mine and mine.wants_sealing_anew:
        return _("Somebody who held a key to your emergency contact has left.")
    return ""


def _letters(actor: Actor) -> tuple[Letters, ...]:
    asked = following.i_asked(actor)
    mine = policy.groups_of(actor, *Role)
    groups = handles(asked) if asked else {}
    return tuple(
        Letters(
            name=group.name,
            url=""
            if group.is_off_the_list and group.id not in mine
            else reverse("group", args=[group.public_id]),
            stop_url=reverse("tell_me", args=[group.public_id]),
        )
        for group in sorted(groups.values(), key=lambda group: group.name)
    )
