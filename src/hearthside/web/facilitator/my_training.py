"""My training: what I hold, what runs out, and how I was, for my own eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.meetings import requirements, shadowing, talks, training
from hearthside.meetings.debrief_trends import my_trend
from hearthside.meetings.shadowing import Evenings
from hearthside.web.desk.papers import Demands, Paper, papers
from hearthside.web.facilitator.my_evenings import Chart, chart
from hearthside.web.frame import house_of


@dataclass(frozen=True, slots=True)
class MyTrainingPage:
    """Everything facilitator/my_training.html may show.

    may_lead -- nothing keeps this person from leading today.
    chart -- how I said I was; None when I said nothing yet.
    """

    lead: str
    papers: tuple[Paper, ...]
    evenings: str
    chart: Chart | None
    is_hard: bool
    wants_a_talk: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the actor their own papers and evenings."""
    house, me = house_of(request), actor.person_id
    zone = ZoneInfo(house.zone)
    today = now.astimezone(zone).date()
    demands = Demands(requirements.asked_for(), house.shadows_needed)
    held = training.certificates_of([me]).get(me, [])
    evenings = shadowing.evenings_of([me])[me]
    trend = my_trend(actor)
    page = MyTrainingPage(
        lead=_lead(me, today=today),
        papers=papers(demands, held, evenings, today=today),
        evenings=_evenings(evenings),
        chart=chart(trend, zone=zone, today=today) if trend.evenings else None,
        is_hard=trend.is_hard,
        wants_a_talk=talks.i_want_one(actor),
    )
    return render(request, "facilitator/my_training.html", {"page": page})


def _lead(me: int, *, today: date) -> str:
    # Asked of the rule the rota believes, so that the page cannot say anything else.
    if training.trained([me], on=today):
        return _("You may lead an evening today. Only you see this page.")
    return _(
        "You cannot lead an evening today. You can shadow. Below is what is missing. "
        "Only you see this page."
    )


def _evenings(evenings: Evenings) -> str:
    said = []
    if evenings.shadowed:
        shadowed = ngettext(
            "You shadowed %(n)d evening.",
            "You shadowed %(n)d evenings.",
            evenings.shadowed,
        )
        said.append(shadowed % {"n": evenings.shadowed})
    if evenings.led:
        led = ngettext(
            "You led %(n)d evening.", "You led %(n)d evenings.", evenings.led
        )
        said.append(led % {"n": evenings.led})
    if not said:
        said.append(_("No evening of yours is counted here yet."))
    if evenings.led_before:
        said.append(_("Your coordinator noted that you have led before."))
    return " ".join(said)
