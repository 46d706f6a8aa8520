"""A worry I raised: how it stands, and four headings to go through, none of them a must."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.safety import mine, practice
from hearthside.safety.hours import first_look_sentence, hours_sentence
from hearthside.safety.mine import MyWorry
from hearthside.safety.records import STEPS
from hearthside.web.desk.plain_words import apart
from hearthside.web.desk.standing import moment
from hearthside.web.desk.step_words import HEADINGS
from hearthside.web.frame import house_of


@dataclass(frozen=True, slots=True)
class Way:
    """One heading as a way on."""

    words: str
    lead: str
    url: str
    has_draft: bool


@dataclass(frozen=True, slots=True)
class MyWorryPage:
    """Everything member/my_worry.html may show. Nothing of what was written."""

    when: str
    stands: str
    is_closed: bool
    is_danger: bool
    first_look: str
    hours: str
    ways: tuple[Way, ...]


def show(
    request: HttpRequest, actor: Actor, now: datetime, my_worry_id: str
) -> HttpResponse:
    """Show how my worry stands."""
    found = mine.my_worry(actor, worry_id=my_worry_id)
    house = house_of(request)
    page = MyWorryPage(
        when=moment(found.raised_at, house.zone, now=now),
        stands=_stands(found),
        is_closed=found.is_closed,
        is_danger=found.is_danger,
        first_look=first_look_sentence(practice.ours()),
        hours=hours_sentence(house),
        ways=tuple(_way(found, step) for step in STEPS),
    )
    return render(request, "member/my_worry.html", {"page": page})


def _way(found: MyWorry, step: str) -> Way:
    heading = HEADINGS[step]
    return Way(
        str(heading.words),
        str(heading.lead),
        reverse("my_worry_step", args=[found.public_id, step]),
        step in found.drafts,
    )


def _stands(found: MyWorry) -> str:
    if found.is_closed:
        return _("A lead has closed it. You need do nothing more.")
    if found.held_by:
        return format_html(
            _("{name} holds it and sees it through."), name=apart(found.held_by)
        )
    if found.is_looked_at:
        return _("A lead has looked at it.")
    return _("No lead has looked at it yet.")
