"""A sentence for the report of a study: left, looked at again, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.core.refusals import NotFound, Refusal
from hearthside.outcomes import codes, quotes
from hearthside.outcomes.codes import Holder
from hearthside.web import study_session
from hearthside.web.desk.plain_words import tidy
from hearthside.web.offer import Offer, offer_beside


@dataclass(frozen=True, slots=True)
class UseChoice:
    """One use, and whether it is ticked."""

    value: str
    words: str
    help: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MyWordsPage:
    """Everything public/my_words.html may show.

    said -- what became of the sentence that is there; "" when there is none. checked -- as it
    may stand in a report. why -- why none can be left now.
    """

    words: str
    uses: tuple[UseChoice, ...]
    longest: int
    said: str
    checked: str
    why: str
    why_not: str
    offer: Offer


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Ask for a sentence, or show the one that is there."""
    who = _who(request)
    return _page(request, actor, who) if who else redirect("study_code")


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Keep the sentence with its uses, or let it go."""
    who = _who(request)
    if who is None:
        return redirect("study_code")
    if request.POST.get("do") == "take-back":
        quotes.take_back(who.code)
        messages.info(
            request,
            _(
                "Your sentence is deleted. It is in no report that is built from now on."
            ),
        )
        return redirect("my_words")
    words = tidy(request.POST.get("words", "")[:1000])
    uses = set(request.POST.getlist("uses")[:10])
    try:
        quotes.leave(who.code, words=words, uses=uses)
    except NotFound:
        return redirect("study_code")
    except Refusal as no:
        return _page(
            request, actor, who, words=words, uses=uses, why_not=no.why, status=409
        )
    messages.info(request, _("Kept. Somebody reads it first, and takes out names."))
    return redirect("my_words")


def _who(request: HttpRequest) -> Holder | None:
    try:
        who = codes.holder(study_session.held(request))
    except NotFound:
        return None
    return who if who.began_on is not None else None


def _page(
    request: HttpRequest,
    actor: Anybody,
    who: Holder,
    *,
    words: str | None = None,
    uses: set[str] | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    mine = quotes.mine(who)
    typed = words if words is not None else mine.words if mine else ""
    ticked = uses if uses is not None else mine.uses if mine else set()
    page = MyWordsPage(
        words=typed,
        uses=tuple(
            UseChoice(use, said, more, use in ticked) for use, said, more in _uses()
        ),
        longest=quotes.LONGEST,
        said=_became(mine),
        checked=mine.checked if mine else "",
        why=quotes.why_not_leave(who) or "",
        why_not=why_not,
        offer=offer_beside("id_words", actor),
    )
    return render(request, "public/my_words.html", {"page": page}, status=status)


def _uses() -> tuple[tuple[str, str, str], ...]:
    return (
        (quotes.APPENDIX, _("In the appendix of a report"), _("Evaluators and the charity read it.")),
        (quotes.FUNDERS, _("On the one page for funders"), _("Whoever gives money reads it.")),
        (quotes.PUBLIC, _("In public"), _("Anybody may read it, on a website or a poster.")),
    )  # fmt: skip


def _became(mine: quotes.Mine | None) -> str:
    if mine is None:
        return ""
    return {
        "waiting": _("Nobody has read your sentence yet."),
        "cleared": _("Your sentence may be used like this:"),
        "no": _("Your sentence is not used. You can leave another."),
    }[mine.state]
