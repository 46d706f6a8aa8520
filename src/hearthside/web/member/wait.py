"""Waiting for a group: what I wait for, whether something fits now, and stopping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import choosing, waiting
from hearthside.groups.waiting import CannotWait, Wait
from hearthside.people.signing_in import signed_in
from hearthside.web import errors
from hearthside.web.frame import house_of
from hearthside.web.member.waiting_words import what_is_wanted
from hearthside.web.public import choose_answers, saying
from hearthside.web.public.choose import Suits, setting_of, start, suits


@dataclass(frozen=True, slots=True)
class WaitPage:
    """Everything member/wait.html may show.

    wanted -- what is kept, in words; empty when nothing is waited for.
    has_email -- we can write; otherwise it is seen here only.
    """

    wanted: tuple[str, ...]
    since: str
    is_waiting: bool
    fitting: tuple[Suits, ...]
    has_email: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show what I wait for, and what fits today."""
    house, person = house_of(request), signed_in(request.user)
    mine = waiting.what_i_wait_for(actor)
    fitting: tuple[Suits, ...] = ()
    if mine:
        chosen = choosing.choose(mine.wanted, setting=setting_of(house), now=now)
        fitting, _missed = suits(chosen, house=house, now=now)
    page = WaitPage(
        wanted=what_is_wanted(mine.wanted, miles=house.miles) if mine else (),
        since=_since(mine, zone=house.zone, now=now),
        is_waiting=mine is not None,
        fitting=fitting,
        has_email=bool(person and person.email),
    )
    return render(request, "member/wait.html", {"page": page})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Begin to wait for what was answered, or stop waiting."""
    if request.POST.get("stop") == "yes":
        _stop(request, actor)
        return redirect("wait")
    answers, house = choose_answers.read(request.POST), house_of(request)
    near = start(answers, house)
    if not answers.is_anything or (answers.place and near is None):
        # Nothing of ours sends that: ask the questions.
        return redirect("choose")
    try:
        waiting.wait(
            actor,
            wanted=answers.wanted(near, miles=house.miles),
            setting=setting_of(house),
            now=now,
        )
    except CannotWait as refusal:
        return errors.refused(
            request,
            refusal.why,
            next_url=reverse("choose"),
            next_words=_("Back to the questions"),
        )
    messages.info(request, _("We keep it, sealed, until something fits."))
    return redirect("wait")


def _stop(request: HttpRequest, actor: Actor) -> None:
    try:
        waiting.stop_waiting(actor)
    except NotFound:
        # Tapped twice: it is gone already, which is what was wanted.
        return
    messages.info(request, _("It is gone. We do not look any more."))


def _since(mine: Wait | None, *, zone: str, now: datetime) -> str:
    return saying.day(mine.since_at, zone=zone, now=now) if mine else ""
