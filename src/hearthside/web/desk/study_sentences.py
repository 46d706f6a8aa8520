"""Sentences for a study's report at the desk: wanted or not, and read before they are used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.outcomes import quotes, studies
from hearthside.web.desk.plain_words import tidy


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence nobody has read yet. typed -- as somebody was changing it."""

    public_id: str
    words: str
    typed: str
    uses: str
    why_not: str


@dataclass(frozen=True, slots=True)
class StudySentencesPage:
    """Everything desk/study_sentences.html may show."""

    public_id: str
    name: str
    are_wanted: bool
    waiting: tuple[SentenceRow, ...]
    longest: int


def show(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Show what waits to be read."""
    return _page(request, actor, study_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, study_id: str
) -> HttpResponse:
    """Let sentences be left or no more; let one be used, or not."""
    do = request.POST.get("do", "")
    quote_id = request.POST.get("sentence", "")[:12]
    if do in ("want", "stop"):
        quotes.want(actor, public_id=study_id, wanted=do == "want")
        return redirect("study_sentences", study_id)
    studies.one(study_id)
    typed = tidy(request.POST.get("words", "")[:1000])
    try:
        if do == "clear":
            quotes.clear(actor, public_id=study_id, quote_id=quote_id, checked=typed)
            messages.info(request, _("It can stand in the next report."))
        elif do == "turn-down":
            quotes.turn_down(actor, public_id=study_id, quote_id=quote_id)
            messages.info(request, _("It is not used. Whoever wrote it can see that."))
    except NotFound:
        messages.info(
            request,
            _(
                "That sentence is not here any more: it was taken back, or somebody read it."
            ),
        )
    except Refusal as no:
        return _page(
            request, actor, study_id, at=quote_id, typed=typed, why=no.why, status=409
        )
    return redirect("study_sentences", study_id)


def _page(
    request: HttpRequest,
    actor: Actor,
    study_id: str,
    *,
    at: str = "",
    typed: str = "",
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    study = studies.one(study_id)
    page = StudySentencesPage(
        public_id=study.public_id,
        name=study.name,
        are_wanted=quotes.are_wanted(study.id),
        waiting=tuple(
            SentenceRow(
                one.public_id,
                one.words,
                typed if one.public_id == at else one.words,
                _uses(one.uses),
                why if one.public_id == at else "",
            )
            for one in quotes.waiting(actor, public_id=study_id)
        ),
        longest=quotes.LONGEST,
    )
    return render(request, "desk/study_sentences.html", {"page": page}, status=status)


def _uses(uses: frozenset[str]) -> str:
    words = {
        quotes.APPENDIX: _("the appendix"),
        quotes.FUNDERS: _("the page for funders"),
        quotes.PUBLIC: _("in public"),
    }
    return ", ".join(words[use] for use in quotes.USES if use in uses)
