"""Pages for when there is no signal: as they are kept on a device, and by which mark they hold.

Nothing of whoever asks is on any of them. What a device keeps, it alone knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearthside.commons import library, without_signal
from hearthside.commons.without_signal import ToKeep
from hearthside.core.actor import Anybody
from hearthside.core.refusals import NotFound
from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import Line
from hearthside.web.frame import house_of, keep_it_neutral
from hearthside.web.keep_page import Keep
from hearthside.web.public.library import ArticlePage, article_page
from hearthside.web.public.printed_pieces import Sheet, sheet_of

# What has to be on the device for such a page to open without signal.
FILES: Final = (
    "built/house.css",
    "built/house.js",
    "built/pages.js",
    "built/icons.svg",
    "built/mark.svg",
    "built/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "built/fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
)
KEEPER: Final = Path(__file__).resolve().parents[1] / "static/built/pages-keeper.js"
# Raise it when a template of these pages changes: devices then fetch theirs again.
FORM: Final = 1
MOST_LINES: Final = 8
A_DAY_IN_WORDS: Final = "j F Y"


@dataclass(frozen=True, slots=True)
class WithoutSignalPage:
    """Everything public/without_signal.html may show; the list itself is on the device."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class KeptArticlePage:
    """Everything public/kept_article.html may show."""

    article: ArticlePage
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """One strategy. looked -- by when somebody reads it again, in words."""

    sheet: Sheet
    looked: str


@dataclass(frozen=True, slots=True)
class KeptStrategiesPage:
    """Everything public/kept_strategies.html may show: one, a collection, or the newest.

    words -- what a collection says of itself. is_for_members -- something in it is only
    for people who are signed in.
    """

    title: str
    words: str
    sheets: tuple[KeptSheet, ...]
    is_for_members: bool
    keep: Keep
    day: str
    lines: tuple[Line, ...]


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the page on which the device shows what it keeps."""
    lines = _lines()
    mark = without_signal.mark_of_page(_dress(request, lines))
    answer = _drawn(request, "without_signal", WithoutSignalPage(lines))
    return _marked(answer, mark=mark, title=_("Kept on this device"))


def show_article(
    request: HttpRequest, actor: Anybody, now: datetime, article_id: str
) -> HttpResponse:
    """Show an article as it is kept."""
    found = library.article(article_id, library.own_folder())
    lines = _lines()
    mark = without_signal.mark_of_article(found, dress=_dress(request, lines))
    page = KeptArticlePage(article_page(found, now.date()), lines)
    answer = _drawn(request, "kept_article", page)
    return _marked(answer, mark=mark, title=found.title)


def show_piece(
    request: HttpRequest, actor: Anybody, now: datetime, piece_id: str
) -> HttpResponse:
    """Show one strategy as it is kept."""
    lines = _lines()
    found = without_signal.strategy(
        actor, public_id=piece_id, dress=_dress(request, lines)
    )
    if not found.pieces:
        # It was taken back in this very moment.
        raise NotFound
    return _strategies(request, found, found.pieces[0].words.title, lines, now=now)


def show_collection(
    request: HttpRequest, actor: Anybody, now: datetime, collection_id: str
) -> HttpResponse:
    """Show a collection whole, as it is kept."""
    lines = _lines()
    found = without_signal.collection(
        actor, public_id=collection_id, dress=_dress(request, lines)
    )
    return _strategies(request, found, found.title, lines, now=now)


def show_newest(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the newest of what helped people, whole, as it is kept."""
    lines = _lines()
    found = without_signal.newest(actor, dress=_dress(request, lines))
    return _strategies(request, found, _("What helped people"), lines, now=now)


def marks(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Answer a device with the marks of all that may be kept now: the same for everybody."""
    articles = library.articles(library.own_folder())
    held = without_signal.marks(articles, dress=_dress(request, _lines()))
    return JsonResponse({"form": 1, "marks": held})


def keeper(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Answer the service worker of these pages. It knows nobody, so anybody may have it."""
    return HttpResponse(KEEPER.read_bytes(), content_type="text/javascript")


def _strategies(
    request: HttpRequest,
    found: ToKeep,
    title: str,
    lines: tuple[Line, ...],
    *,
    now: datetime,
) -> HttpResponse:
    page = KeptStrategiesPage(
        title=title,
        words=found.words,
        sheets=tuple(
            KeptSheet(
                sheet_of(one),
                date_format(one.look_again_on, A_DAY_IN_WORDS)
                if one.look_again_on
                else "",
            )
            for one in found.pieces
        ),
        is_for_members=found.is_for_members,
        keep=Keep(request.path),
        day=date_format(now, A_DAY_IN_WORDS),
        lines=lines,
    )
    answer = _drawn(request, "kept_strategies", page)
    return _marked(
        answer, mark=found.mark, title=title, is_for_members=found.is_for_members
    )


def _lines() -> tuple[Line, ...]:
    return tuple(crisis_lines.lines_for(None)[:MOST_LINES])


def _dress(request: HttpRequest, lines: tuple[Line, ...]) -> str:
    """Return what these pages are made of beside their words: when it changes, so do marks."""
    house = house_of(request)
    numbers = [
        (one.name, one.hours, one.display, one.dial, one.text_display, one.text_dial)
        for one in lines
    ]
    files = [static(name) for name in FILES]
    return repr((FORM, house.name, house.tab_title, files, numbers))


def _drawn(request: HttpRequest, name: str, page: object) -> HttpResponse:
    keep_it_neutral(request)
    return render(request, f"public/{name}.html", {"page": page})


def _marked(
    answer: HttpResponse, *, mark: str, title: str, is_for_members: bool = False
) -> HttpResponse:
    """Let an answer say what a device has to know of it (frontend/pages/post/bringing.ts)."""
    answer.headers["X-Page"] = "kept"
    answer.headers["X-Mark"] = mark
    answer.headers["X-Title"] = quote(title)
    answer.headers["X-For"] = "members" if is_for_members else "everybody"
    answer.headers["X-Files"] = " ".join(static(name) for name in FILES)
    return answer
