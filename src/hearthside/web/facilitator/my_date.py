"""One of my dates: ask for a swap, ask somebody by name, or say I cannot come at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import directory, roles
from hearthside.groups.directory import Handle
from hearthside.meetings import rota, schedule, swapping, training
from hearthside.meetings.gaps import CannotTake
from hearthside.meetings.rota import Down, Part
from hearthside.meetings.schedule import Dated
from hearthside.meetings.swapping import CannotSwap
from hearthside.people.signing_in import names_of
from hearthside.web.desk.rota_words import (
    Place,
    my_part_words,
    number,
    places_of,
    rota_standing,
)
from hearthside.web.desk.standing import Standing
from hearthside.web.facilitator import my_dates
from hearthside.workflows import change_the_rota


@dataclass(frozen=True, slots=True)
class MyDatePage:
    """Everything facilitator/my_date.html may show.

    asked -- the name of whom I asked to take it; empty when nobody.
    fellows -- chosen names of the others of this group who could take it.
    """

    group_name: str
    date: Standing
    part: str
    places: tuple[Place, ...]
    leads: bool
    wants_a_swap: bool
    asked: str
    fellows: tuple[str, ...]
    can_change: bool
    swap_url: str
    keep_url: str
    hand_over_url: str
    drop_out_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Show one date I am down for and what I can do about it."""
    dated = schedule.the_date(date_id)
    group = directory.handles([dated.group_id]).get(dated.group_id)
    if group is None:
        raise NotFound
    down = rota.everybody_down([dated.id])[dated.id]
    mine = next((one for one in down if one.person_id == actor.person_id), None)
    if mine is None:
        # Those who belong to the group know the date is there; nobody else does.
        insist(actor, Verb.SEE_MY_DATES, group.place)
        return redirect("my_dates")
    page = _page(dated, group, mine, down, now=now)
    return render(request, "facilitator/my_date.html", {"page": page})


def take(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Take a date that wants somebody."""
    act = partial(change_the_rota.take, version=number(request.POST.get("version", "")))
    said = _("Thank you. You are down for it now.")
    return _do(request, actor, date_id, act, now=now, said=said)


def accept(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Take a date I was asked to take."""
    version = number(request.POST.get("version", ""))
    act = partial(change_the_rota.accept, version=version)
    said = _("Thank you. You are down for it now.")
    return _do(request, actor, date_id, act, now=now, said=said)


def decline(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Say no to a date I was asked to take."""
    said = _("You said no. Whoever asked is told that it is still theirs.")
    return _do(request, actor, date_id, change_the_rota.decline, now=now, said=said)


def ask_for_a_swap(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Say that I cannot make it."""
    act = change_the_rota.ask_for_a_swap
    said = _("The others are asked. You stay down for it until somebody takes it.")
    return _do(request, actor, date_id, act, now=now, said=said)


def keep(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Say that I come after all."""

    def act(who: Actor, *, public_id: str, base_address: str, now: datetime) -> None:
        swapping.keep_it(who, public_id=public_id, now=now)

    said = _("You keep it. Nobody is asked any more.")
    return _do(request, actor, date_id, act, now=now, said=said)


def hand_over(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Ask one person by name to take my place."""
    dated = schedule.the_date(date_id)
    fellows = _fellows(dated.group_id)
    name = request.POST.get("who", "")
    asked = next((who for who, called in fellows.items() if called == name), None)
    act = partial(change_the_rota.offer_to, person_id=asked)
    said = _("%(name)s is asked. You stay down for it until they say yes.")
    return _do(request, actor, date_id, act, now=now, said=said % {"name": name})


def drop_out(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Say that I cannot come at all."""
    said = _("You are not down for it any more. We look for somebody else.")
    return _do(request, actor, date_id, change_the_rota.drop_out, now=now, said=said)


def _do(
    request: HttpRequest,
    actor: Actor,
    date_id: str,
    act: Callable[..., object],
    *,
    now: datetime,
    said: str,
) -> HttpResponse:
    base = settings.CONFIG.base_address
    try:
        act(actor, public_id=date_id, base_address=base, now=now)
    except (CannotTake, CannotSwap, ChangedMeanwhile) as no:
        return my_dates.page_of(request, actor, now=now, why_not=no.why)
    messages.success(request, said)
    return redirect("my_dates")


def _page(
    dated: Dated, group: Handle, mine: Down, down: list[Down], *, now: datetime
) -> MyDatePage:
    names = names_of([one.person_id for one in down])
    fellows = _fellows(group.id)
    here = {one.person_id for one in down}
    fit = training.trained(fellows, on=dated.day)
    leads = mine.part == Part.LEADS
    public_id = dated.public_id
    return MyDatePage(
        group_name=group.name,
        date=rota_standing(dated, down, zone=group.zone, now=now),
        part=my_part_words(mine.part),
        places=places_of(down, names),
        leads=leads,
        wants_a_swap=mine.wants_a_swap,
        asked=fellows.get(mine.offered_to or 0, ""),
        fellows=tuple(
            sorted(
                called
                for who, called in fellows.items()
                if who not in here and (who in fit or not leads)
            )
        ),
        can_change=dated.starts_at > now and not dated.is_called_off,
        swap_url=reverse("ask_for_a_swap", args=[public_id]),
        keep_url=reverse("keep_date", args=[public_id]),
        hand_over_url=reverse("hand_over_date", args=[public_id]),
        drop_out_url=reverse("drop_out", args=[public_id]),
    )


def _fellows(group_id: int) -> dict[int, str]:
    return names_of(roles.facilitators_of([group_id])[group_id])
