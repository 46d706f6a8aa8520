"""One proposed change: what it would change, why, and what I say to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist, may
from hearthside.engines.differences import Row, compare
from hearthside.groups import directory, open_changes, proposing
from hearthside.groups.adopting import CannotAdopt
from hearthside.groups.directory import Handle
from hearthside.groups.open_changes import Proposed, Say
from hearthside.groups.proposing import CannotSay
from hearthside.web.public import saying
from hearthside.workflows.adopt_a_change import adopt_a_change

ANSWERS: Final = {
    Say.YES.value: gettext_lazy("Yes"),
    Say.NOT_YET.value: gettext_lazy("Not yet"),
    Say.TALK.value: gettext_lazy("I would like to talk about it at the meeting"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing to say, whether I said it, and how many did; no number when not mine to see."""

    value: str
    words: str
    is_mine: bool
    number: int | None


@dataclass(frozen=True, slots=True)
class ProposedChangePage:
    """Everything member/proposed_change.html may show.

    who_sees -- who sees how many said what. adopt_url -- a facilitator may adopt it here.
    can_adopt_now -- the seven days are over. back_words -- how to take it away, if one may.
    """

    group_name: str
    agreement_url: str
    here: str
    why_not: str
    why: str
    since: str
    rows: tuple[Row, ...]
    answers: tuple[Answer, ...]
    wants_to_talk: bool
    sees_counts: bool
    adopt_url: str
    can_adopt_now: bool
    from_when: str
    back_words: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, change_id: str
) -> HttpResponse:
    """Show one change to those who talk it over."""
    return _page(request, actor, now, change_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, change_id: str
) -> HttpResponse:
    """Say something to it, or take it back."""
    if request.POST.get("say") == "take_back":
        return _take_back(request, actor, change_id)
    try:
        proposing.say(actor, public_id=change_id, say=request.POST.get("say", ""))
    except CannotSay as refusal:
        return _page(request, actor, now, change_id, why_not=refusal.why)
    messages.info(request, _("Kept. You can say something else at any time."))
    return redirect("proposed_change", change_id)


def adopt(
    request: HttpRequest, actor: Actor, now: datetime, change_id: str
) -> HttpResponse:
    """Make the proposed words the agreement: a facilitator's act."""
    change = open_changes.the_change(actor, public_id=change_id)
    insist(actor, Verb.ADOPT_AN_AGREEMENT, change.place)
    group = _group_of(change)
    try:
        adopt_a_change(
            actor,
            public_id=change_id,
            was_read_aloud=request.POST.get("how") == "aloud",
            now=now,
        )
    except CannotAdopt as refusal:
        return _page(request, actor, now, change_id, why_not=refusal.why)
    messages.success(request, _("These words are the agreement from now on."))
    return redirect("agreement", group.public_id)


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    change_id: str,
    *,
    why_not: str = "",
) -> HttpResponse:
    change = open_changes.the_change(actor, public_id=change_id)
    group = directory.handles([change.group_id])[change.group_id]
    adopts = may(actor, Verb.ADOPT_AN_AGREEMENT, change.place)
    zone = group.zone
    page = ProposedChangePage(
        group_name=group.name,
        agreement_url=reverse("agreement", args=[group.public_id]),
        here=reverse("proposed_change", args=[change_id]),
        why_not=why_not,
        why=change.why,
        since=saying.day(change.made_at, zone=zone, now=now),
        rows=compare(change.before, change.promises),
        answers=_answers(change),
        wants_to_talk=change.somebody_wants_to_talk,
        sees_counts=change.counts is not None,
        adopt_url=reverse("adopt_change", args=[change_id]) if adopts else "",
        can_adopt_now=now >= change.may_be_adopted_at,
        from_when=saying.day(change.may_be_adopted_at, zone=zone, now=now),
        back_words=_back_words(change, adopts=adopts),
    )
    status = 409 if why_not else 200
    return render(request, "member/proposed_change.html", {"page": page}, status=status)


def _take_back(request: HttpRequest, actor: Actor, change_id: str) -> HttpResponse:
    group = _group_of(open_changes.the_change(actor, public_id=change_id))
    proposing.take_back(actor, public_id=change_id)
    messages.info(request, _("It is taken away. The agreement stays as it is."))
    return redirect("agreement", group.public_id)


def _group_of(change: Proposed) -> Handle:
    return directory.handles([change.group_id])[change.group_id]


def _answers(change: Proposed) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            value,
            str(words),
            change.said == value,
            change.counts[value] if change.counts else None,
        )
        for value, words in ANSWERS.items()
    )


def _back_words(change: Proposed, *, adopts: bool) -> str:
    if change.is_mine:
        return _("Take it back")
    return _("Lay it aside") if adopts else ""
