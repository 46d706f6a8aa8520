"""The guide: ask in your own words, read what people here wrote, or be led to people.

The words come by POST, so that no address, history or log holds them; and because nothing
is kept by it, the answer is the page itself and not a way to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.engines.guiding.handing_over import Because
from hearthside.guide import answering, finder
from hearthside.guide.answering import Answer, Quote
from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import Line
from hearthside.web import limits
from hearthside.web.desk.plain_words import tidy
from hearthside.web.guide_words import JOIN_WORDS
from hearthside.web.piece_words import notes_words
from hearthside.web.public.looking import ONE_WORDS, reader_of

# Each answer takes a core some tenths of a second.
AN_HOUR: Final = 120


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of one thing, as they stand there, and where to read the rest.

    warns -- what it speaks of, before its words are shown; they are folded then.
    join -- words of ours that stand before it, or "".
    """

    url: str
    kind: str
    title: str
    sentences: tuple[str, ...]
    language: str
    warns: str
    join: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """Everything public/guide.html may show.

    words -- what was asked, as it was typed. head, said -- what comes before quotes, or in
    their place. is_danger -- whether the words suggest danger; then lines are numbers to ring.
    leads_on -- whether to say where people are. can_search -- whether a search may find more.
    """

    words: str
    why_not: str = ""
    head: str = ""
    said: str = ""
    is_danger: bool = False
    lines: tuple[Line, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    leads_on: bool = False
    can_search: bool = False


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show where to ask, and what the guide is and is not."""
    # By the time somebody has typed, whoever compares by meaning is awake.
    finder.wake()
    return _render(request, GuidePage(""))


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Answer with quotes, or lead to people. Danger is looked for first."""
    raw = request.POST.get("words", "")
    words = tidy(raw)
    if not words:
        return _no(request, words, _("Write a few words first."), status=400)
    if len(words) > answering.LONGEST:
        why = _("That is more than can be read here. Please ask in fewer words.")
        return _no(request, words, why, status=400)
    answer = answering.danger(words)
    if answer is None:
        if limits.is_too_often(request, "guide", most=AN_HOUR, store=limits.IN_MEMORY):
            why = _(
                "That were many questions in an hour. Please come back a little later."
            )
            return _no(request, words, why, status=429)
        answer = answering.answer(words, reader_of(actor))
    return _render(request, _page(words, answer))


def _no(request: HttpRequest, words: str, why: str, *, status: int) -> HttpResponse:
    return _render(request, GuidePage(words, why_not=why), status=status)


def _render(
    request: HttpRequest, page: GuidePage, *, status: int = 200
) -> HttpResponse:
    return render(request, "public/guide.html", {"page": page}, status=status)


def _page(words: str, answer: Answer) -> GuidePage:
    head, said = _words_for(answer)
    is_danger = answer.because is Because.DANGER
    return GuidePage(
        words=words,
        head=head,
        said=said,
        is_danger=is_danger,
        lines=tuple(crisis_lines.lines_for(None)) if is_danger else (),
        quotes=tuple(_quoted(one) for one in answer.quotes),
        leads_on=answer.because is not None,
        can_search=answer.because in {Because.UNKNOWN, Because.LANGUAGE},
    )


def _quoted(one: Quote) -> Quoted:
    return Quoted(
        one.url,
        str(ONE_WORDS[one.kind]),
        one.title,
        one.sentences,
        one.language,
        notes_words(one.notes),
        str(JOIN_WORDS[one.join]),
    )


def _words_for(answer: Answer) -> tuple[str, str]:
    """Return the heading and the sentence over an answer."""
    if answer.because is Because.DANGER:
        return (
            _("Please talk to somebody now"),
            _(
                "This may be about danger, or about a body that needs help at once. People answer at these numbers."
            ),
        )
    if answer.because is Because.MEDICAL:
        return (
            _("This one is for somebody who knows your health"),
            _(
                "A doctor, a nurse or a pharmacist can say what is right for you. Nobody here can."
            ),
        )
    if answer.because is Because.PERSON:
        return (
            _("A person is better for this"),
            _(
                "This is only a way to look things up. It cannot listen or talk with you. People here can."
            ),
        )
    if answer.because is Because.LANGUAGE:
        return (
            _("The guide reads English only"),
            _(
                "So it did not look. The search understands words in Welsh, Spanish and Arabic too."
            ),
        )
    if answer.because is Because.UNKNOWN and not answer.looked:
        return (
            _("The guide cannot look just now"),
            _("That is no fault of yours. Please try again in a minute, or search."),
        )
    if answer.because is Because.UNKNOWN:
        return (
            _("I do not have an answer people here have given"),
            _("Nothing people wrote here answers this well enough to show it to you."),
        )
    return (
        _("This is what people here wrote"),
        _(
            "Their words, not ours and not advice. What helped one person may not help another."
        ),
    )
