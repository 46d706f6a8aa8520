"""Shared: what people chose to share beyond their group, and what waits for me there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.commons import collecting, mine, showing, willing
from hearthside.commons.collecting import Put
from hearthside.commons.shapes import Kind
from hearthside.commons.showing import A_PAGE, Row
from hearthside.core.actor import Actor, Anybody
from hearthside.core.refusals import NotFound
from hearthside.engines import words as vocabulary
from hearthside.web.keep_page import Keep
from hearthside.web.piece_words import PLURALS, notes_words, topic_words

A_FEW: Final = 4
MOST_PAGES: Final = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One piece in a list: the warning first, where there is one.

    answers -- how many, in words, for a question.
    """

    url: str
    title: str
    notes: str
    topic: str
    language: str
    answers: str
    public_id: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some pieces of one kind, and where the rest of them is."""

    plural: str
    lines: tuple[Line, ...]
    url: str


@dataclass(frozen=True, slots=True)
class CollectionLine:
    """One collection in a list."""

    title: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class SharedPage:
    """Everything public/shared.html may show.

    asked -- questions shown to me because I am willing. news -- something of mine waits.
    """

    is_member: bool
    is_empty: bool
    parts: tuple[Part, ...]
    collections: tuple[CollectionLine, ...]
    asked: tuple[Line, ...]
    is_willing: bool
    news: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The pages before and after, as parts/pages.html shows them."""

    words: str
    before_url: str
    after_url: str


@dataclass(frozen=True, slots=True)
class PiecesPage:
    """Everything public/pieces.html may show. topics -- code, words, chosen or not."""

    plural: str
    is_member: bool
    lines: tuple[Line, ...]
    topics: tuple[tuple[str, str, bool], ...]
    pages: Turn | None
    keep: Keep | None


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the newest of each kind; a query or two for each."""
    parts = tuple(_part(actor, plural) for plural in PLURALS)
    member = actor if isinstance(actor, Actor) else None
    page = SharedPage(
        is_member=member is not None,
        is_empty=not any(part.lines for part in parts),
        parts=parts,
        collections=tuple(map(collection_line, collecting.collections(actor))),
        asked=tuple(map(line, willing.asked_of_me(member))) if member else (),
        is_willing=bool(willing.mine(member)) if member else False,
        news=_news(mine.how_many_news(member)) if member else "",
    )
    return render(request, "public/shared.html", {"page": page})


def show_kind(
    request: HttpRequest, actor: Anybody, now: datetime, plural: str
) -> HttpResponse:
    """Show a page of one kind, all of it or about one thing."""
    topic = request.GET.get("topic", "")[:30]
    topic = topic if topic in vocabulary.TOPICS and topic != "any" else ""
    number = _number(request.GET.get("page", "1"))
    rows, more = showing.newest(
        actor, PLURALS[plural], topic=topic, start=(number - 1) * A_PAGE
    )
    if not rows and number > 1:
        raise NotFound
    page = PiecesPage(
        plural=plural,
        is_member=isinstance(actor, Actor),
        lines=tuple(map(line, rows)),
        topics=tuple(
            (code, _(label), code == topic)
            for code, label in vocabulary.TOPICS.items()
            if code != "any"
        ),
        pages=_turn(plural, topic, number, more=more),
        keep=Keep(reverse("kept_strategies"))
        if rows and PLURALS[plural] is Kind.STRATEGY
        else None,
    )
    return render(request, "public/pieces.html", {"page": page})


def line(row: Row) -> Line:
    """Return one piece as a line of a list."""
    answers = ""
    if row.kind is Kind.QUESTION:
        answers = (
            ngettext("One answer", "%(n)d answers", row.answers) % {"n": row.answers}
            if row.answers
            else _("No answer yet")
        )
    return Line(
        url=reverse("piece", args=[row.public_id]),
        title=row.title,
        notes=notes_words(row.notes),
        topic=topic_words(row.topic),
        language=row.language,
        answers=answers,
        public_id=row.public_id,
    )


def collection_line(put: Put) -> CollectionLine:
    """Return a collection as a line of a list."""
    url = reverse("collection", args=[put.public_id])
    return CollectionLine(put.title, put.words, url)


def _part(actor: Anybody, plural: str) -> Part:
    rows, _more = showing.newest(actor, PLURALS[plural], most=A_FEW)
    return Part(plural, tuple(map(line, rows)), reverse("pieces", args=[plural]))


def _news(many: int) -> str:
    if not many:
        return ""
    return ngettext(
        "Something you shared waits for you.",
        "%(many)d things you shared wait for you.",
        many,
    ) % {"many": many}


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
        return 1
    return min(max(1, int(typed)), MOST_PAGES)


def _turn(plural: str, topic: str, number: int, *, more: bool) -> Turn | None:
    if number == 1 and not more:
        return None
    here = reverse("pieces", args=[plural])
    about = f"&topic={topic}" if topic else ""
    return Turn(
        _("Page %(number)d") % {"number": number},
        f"{here}?page={number - 1}{about}" if number > 1 else "",
        f"{here}?page={number + 1}{about}" if more else "",
    )
