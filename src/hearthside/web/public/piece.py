"""One piece as its readers see it, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hearthside.commons import asking, showing, trying
from hearthside.commons.shapes import Kind, Stage
from hearthside.commons.showing import Shown
from hearthside.commons.trying import HowItWent
from hearthside.core import policy
from hearthside.core.actor import Actor, Anybody
from hearthside.core.policy import Verb
from hearthside.web.keep_page import Keep
from hearthside.web.piece_words import (
    OF_OTHERS,
    body,
    by,
    direction,
    notes_words,
    topic_words,
)

HEADS: Final = {
    "words": gettext_lazy("The situation"),
    "did": gettext_lazy("What I did"),
    "went": gettext_lazy("How it went"),
    "cautions": gettext_lazy("When not to do this"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One part of a piece, with its heading where it has one."""

    head: str
    body: SafeString


@dataclass(frozen=True, slots=True)
class Around:
    """An answer, or how it went for somebody: the warning first, and closed.

    helped -- it helped whoever asked. helped_url -- where whoever asked says so.
    """

    public_id: str
    by: str
    stance: str
    notes: str
    body: SafeString
    helped: bool
    helped_url: str
    is_mine: bool
    my_url: str
    wrong_url: str


@dataclass(frozen=True, slots=True)
class Tries:
    """How a strategy went for others, in words. said -- sums, where there are enough."""

    said: str
    worked: tuple[Around, ...]
    did_not: tuple[Around, ...]


@dataclass(frozen=True, slots=True)
class PiecePage:
    """Everything public/piece.html may show. is_gap -- it was taken back."""

    kind: str
    title: str
    by: str
    notes: str
    topic: str
    language: str
    direction: str
    fields: tuple[Field, ...]
    looked: str
    is_due: bool
    answers: tuple[Around, ...]
    tries: Tries | None
    is_gap: bool
    is_member: bool
    is_mine: bool
    my_url: str
    write_url: str
    print_url: str
    keep: Keep | None
    list_url: str
    desk_url: str


def show(
    request: HttpRequest, actor: Anybody, now: datetime, piece_id: str
) -> HttpResponse:
    """Show one piece and what stands around it; at most five queries."""
    found = showing.piece(actor, public_id=piece_id)
    if found.kind in {Kind.ANSWER, Kind.TRIED}:
        # They are read where they belong, if this reader may go there.
        showing.piece(actor, public_id=found.about_id)
        return redirect("piece", found.about_id)
    around = [] if found.kind is Kind.STORY else showing.around(actor, found.id)
    return render(
        request,
        "public/piece.html",
        {"page": _page(actor, found, around, today=now.date())},
    )


def say_it_helped(
    request: HttpRequest, actor: Actor, now: datetime, piece_id: str
) -> HttpResponse:
    """Mark an answer to my own question as one that helped, or not any more."""
    helped = request.POST.get("helped") != "no"
    question_id = asking.say_it_helped(actor, public_id=piece_id, helped=helped)
    if helped:
        messages.info(request, _("Marked, so that others see it first."))
    return redirect("piece", question_id)


def _page(
    actor: Anybody, found: Shown, around: list[Shown], *, today: date
) -> PiecePage:
    key = [found.public_id]
    may_mark = found.is_mine and found.kind is Kind.QUESTION
    drawn = {one.public_id: _around(one, may_mark=may_mark) for one in around}
    looks = isinstance(actor, Actor) and policy.may(actor, Verb.REVIEW_PIECES)
    due = found.look_again_on
    return PiecePage(
        kind=str(found.kind),
        title=_("This question was taken back") if found.is_gap else found.words.title,
        by=by(found.name_shown),
        notes=notes_words(found.notes),
        topic=topic_words(found.topic),
        language=found.language,
        direction=direction(found.language),
        fields=fields_of(found),
        looked=date_format(due, "j F Y") if due else "",
        is_due=due is not None and today > due,
        answers=tuple(drawn.values()) if found.kind is Kind.QUESTION else (),
        tries=_tries(found, around, drawn) if found.kind is Kind.STRATEGY else None,
        is_gap=found.is_gap,
        is_member=isinstance(actor, Actor),
        is_mine=found.is_mine,
        my_url=reverse("my_piece", args=key) if found.is_mine else "",
        write_url=reverse("write_about", args=key)
        if found.kind is not Kind.STORY and not found.is_gap
        else "",
        print_url=_print_url(found),
        keep=_keep(found) if found.kind is Kind.STRATEGY else None,
        list_url=reverse("pieces", args=[_LISTS[found.kind]]),
        desk_url=reverse("review_piece", args=key)
        if looks and not found.is_mine and not found.is_gap
        else "",
    )


def _print_url(found: Shown) -> str:
    if Stage.PRINT not in found.stages:
        return ""
    return reverse("piece_print", args=[found.public_id])


def _keep(found: Shown) -> Keep:
    return Keep(reverse("kept_piece", args=[found.public_id]), _print_url(found))


def fields_of(found: Shown) -> tuple[Field, ...]:
    """Return the parts of a piece that have words, with a heading where there are several."""
    heads = HEADS if found.kind is Kind.STRATEGY else {}
    return tuple(
        Field(str(heads.get(name, "")), body(getattr(found.words, name)))
        for name in ("words", "did", "went", "cautions")
        if getattr(found.words, name)
    )


def _around(one: Shown, *, may_mark: bool) -> Around:
    key = [one.public_id]
    return Around(
        public_id=one.public_id,
        by=by(one.name_shown),
        stance=str(OF_OTHERS.get(one.stance, "")),
        notes=notes_words(one.notes),
        body=body(one.words.words),
        helped=one.helped,
        helped_url=reverse("say_it_helped", args=key) if may_mark else "",
        is_mine=one.is_mine,
        my_url=reverse("my_piece", args=key) if one.is_mine else "",
        wrong_url=reverse("wrong_about", args=["piece", one.public_id]),
    )


def _tries(found: Shown, around: list[Shown], drawn: dict[str, Around]) -> Tries:
    went = trying.how_it_went(found.id, around)
    return Tries(
        _sums(went),
        tuple(drawn[one.public_id] for one in went.worked_words),
        tuple(drawn[one.public_id] for one in went.did_not_words),
    )


def _sums(went: HowItWent) -> str:
    if went.worked is None or went.did_not is None:
        return ""
    worked = ngettext(
        "About %(n)d person says it worked for them",
        "About %(n)d people say it worked for them",
        went.worked,
    ) % {"n": went.worked}
    did_not = _("about %(n)d say it was not for them") % {"n": went.did_not}
    return f"{worked}, {did_not}."


_LISTS: Final = {
    Kind.QUESTION: "questions",
    Kind.STRATEGY: "strategies",
    Kind.STORY: "stories",
}
