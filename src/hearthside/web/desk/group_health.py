"""How one group is doing: five quiet lights in words, from counts, about nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.engines.group_health import About, Light
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import group_health
from hearthside.meetings.group_health import Look
from hearthside.web.desk import health_words
from hearthside.web.frame import house_of
from hearthside.web.rings import Ring, ring_of


@dataclass(frozen=True, slots=True)
class Lit:
    """One light as the page shows it.

    state -- look, steady or unsaid; state_words say the same, the icon repeats it.
    ring -- dates as seats, and seats_words what a filled one is; None where none is counted.
    """

    topic: str
    words: str
    state: str
    state_words: str
    to_do: str
    how: str
    when: str
    ring: Ring | None
    seats_words: str


@dataclass(frozen=True, slots=True)
class GroupHealthPage:
    """Everything desk/group_health.html may show."""

    group_name: str
    lead: str
    lights: tuple[Lit, ...]
    numbers_url: str
    dates_url: str
    rota_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show how one of our groups is doing, to whoever coordinates it."""
    group = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.SEE_GROUP_HEALTH
    )
    if not group.is_ours or group.locality_id is None:
        # Nobody of ours counts at somebody else's group.
        raise NotFound
    neighbours = directory.ours(locality_ids=frozenset({group.locality_id}))
    looks = group_health.of_group(
        actor, group, neighbours, zone=house_of(request).zone, now=now
    )
    page = GroupHealthPage(
        group_name=group.name,
        lead=health_words.line([look.light for look in looks]),
        lights=tuple(_lit(look, group, now=now) for look in looks),
        numbers_url=reverse("group_numbers", args=[group_id]),
        dates_url=reverse("dates", args=[group_id]),
        rota_url=reverse("rota", args=[group_id])
        if policy.may(actor, Verb.KEEP_THE_ROTA, group.place)
        else "",
    )
    return render(request, "desk/group_health.html", {"page": page})


def _lit(look: Look, group: Handle, *, now: datetime) -> Lit:
    light = look.light
    state, state_words = _state(light)
    ring, seats_words = _ring(light)
    return Lit(
        topic=health_words.topic(light),
        words=health_words.words(light),
        state=state,
        state_words=state_words,
        to_do=health_words.what_to_do(light),
        how=health_words.how(light),
        when=_when(look, group, now=now),
        ring=ring,
        seats_words=seats_words,
    )


def _state(light: Light) -> tuple[str, str]:
    if light.is_worth_a_look:
        return "look", _("Worth a look")
    if light.says_something:
        return "steady", _("Steady")
    return "unsaid", _("Not said")


def _ring(light: Light) -> tuple[Ring | None, str]:
    """Return the dates as a ring of seats, filled where nothing is wanting."""
    if not light.says_something:
        return None, ""
    if light.about is About.CALLED_OFF:
        filled, words = (
            light.of - light.part,
            _("A filled seat is an evening that was on."),
        )
    elif light.about is About.TWO_THERE:
        filled, words = (
            light.part,
            _("A filled seat is an evening with two down to lead."),
        )
    elif light.about is About.SHARED:
        filled = light.of - light.part
        words = _(
            "A filled seat is an evening that somebody else held or helped to hold."
        )
    else:
        return None, ""
    return ring_of(filled, light.of), words


def _when(look: Look, group: Handle, *, now: datetime) -> str:
    if look.first is None or look.last is None:
        return ""
    today = now.astimezone(ZoneInfo(group.zone)).date()
    return _("From %(first)s to %(last)s.") % {
        "first": recurrence.say_date(look.first, today=today),
        "last": recurrence.say_date(look.last, today=today),
    }
