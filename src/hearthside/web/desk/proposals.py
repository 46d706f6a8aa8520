"""Proposals: listings whose own words say they do not meet every week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.core.ids import PATTERN
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.groups import proposals
from hearthside.groups.proposals import Proposal
from hearthside.web.errors import refused

MOST_ANSWERS: Final = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """One listing to judge; proposed is empty where we could not tell what is meant."""

    public_id: str
    name: str
    group_url: str
    listed_by: str
    now_said: str
    words: str
    proposed: str
    dates: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where we are; an address is empty where there are no more."""

    words: str
    before_url: str
    after_url: str


@dataclass(frozen=True, slots=True)
class ProposalsPage:
    """Everything desk/proposals.html may show."""

    lead: str
    choices: tuple[Choice, ...]
    pages: Pages | None


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show what waits to be judged."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() else 1
    found = proposals.proposals(actor, page=number, now=now)
    pages = None
    if found.pages > 1:
        words = _("Page %(page)d of %(last)d") % {
            "page": found.page,
            "last": found.pages,
        }
        pages = Pages(
            words,
            f"?page={found.page - 1}" if found.page > 1 else "",
            f"?page={found.page + 1}" if found.page < found.pages else "",
        )
    page = ProposalsPage(
        lead=_lead(found.total),
        choices=tuple(_choice(one, now=now) for one in found.rows),
        pages=pages,
    )
    return render(request, "desk/proposals.html", {"page": page})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Settle what was chosen; what was left is asked again."""
    answers = _answers(request.POST.getlist("settle"))
    try:
        settled = proposals.settle(actor, answers=answers, now=now)
    except NotFound:
        raise
    except Refusal as refusal:
        return refused(
            request,
            refusal.why,
            next_url=reverse("proposals"),
            next_words=_("Back to the proposals"),
        )
    if settled:
        words = ngettext("One is settled.", "%(count)d are settled.", settled)
        messages.info(request, words % {"count": settled})
    return redirect("proposals")


def _answers(given: Iterable[str]) -> dict[str, bool]:
    """Return what was chosen for each listing.

    Raises NotFound: no page of ours sends that.
    """
    answers: dict[str, bool] = {}
    for one in given:
        public_id, _colon, word = one.partition(":")
        if not one:
            continue
        if not PATTERN.fullmatch(public_id) or word not in ("yes", "no"):
            raise NotFound
        answers[public_id] = word == "yes"
    if len(answers) > MOST_ANSWERS:
        raise NotFound
    return answers


def _lead(total: int) -> str:
    if not total:
        return _("Every imported listing meets as its list says.")
    return ngettext(
        "One listing says in its own words that it may not meet every week.",
        "%(total)d listings say in their own words that they may not meet every week.",
        total,
    ) % {"total": total}


def _choice(one: Proposal, *, now: datetime) -> Choice:
    days = [recurrence.say_date(day, today=now.date()) for day in one.dates]
    return Choice(
        public_id=one.public_id,
        name=one.name,
        group_url=reverse("group", args=[one.public_id]),
        listed_by=one.listed_by,
        now_said=one.now_said,
        words=one.words,
        proposed=one.said,
        dates=", ".join(days),
    )
