"""Search: what people published here, by what was meant. Nothing of it is kept.

The words come by POST and go on sealed in the address, so that going back and turning the
page work, and no history or log can read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Anybody
from hearthside.engines.guiding.handing_over import Because, why_people
from hearthside.guide import finder, searching
from hearthside.guide.cards import KINDS
from hearthside.guide.searching import Result, Results
from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import Line
from hearthside.web.desk.plain_words import tidy
from hearthside.web.piece_words import notes_words
from hearthside.web.public.find import Pages
from hearthside.web.public.find_form import Choice, Question
from hearthside.web.public.looking import (
    KIND_WORDS,
    LANGUAGE_WORDS,
    ONE_WORDS,
    opened,
    reader_of,
    sealed,
    shortened,
)

# One letter more than any page of ours sends; the rest is no search.
LONGEST_TYPED: Final = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was found. because -- the sentence of it that says so.

    warns -- what it speaks of, before its sentence is shown; that is folded then.
    """

    url: str
    kind: str
    title: str
    because: str
    language: str
    direction: str
    warns: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything public/search.html may show.

    words -- what was looked for, as it was typed, or the question in it. said -- one
    sentence over the rows. why_not -- why nothing was looked for. is_danger -- whether
    anything typed suggests danger; then lines are numbers to ring. calm -- whether what has a content note is left out.
    is_narrow -- whether anything else than the words was chosen.
    """

    words: str
    kinds: Question
    languages: Question
    calm: bool
    is_narrow: bool
    looked: bool
    said: str
    why_not: str
    is_danger: bool
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    pages: Pages | None


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show the form, and what was found for the words sealed in the address."""
    token = request.GET.get("w", "")
    if not token:
        # By the time somebody has typed, whoever compares by meaning is awake.
        finder.wake()
        return _page(request, "")
    asked = opened(token, now=now)
    if asked is None:
        return _page(
            request, "", why_not=_("That search is over. Please type it again.")
        )
    words, is_danger = asked
    return _found(request, actor, words, token, is_danger=is_danger)


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Lead to what is found, with the words sealed in the address."""
    typed = tidy(request.POST.get("words", "")[:LONGEST_TYPED])
    words = shortened(typed)
    if not words:
        return _page(request, "", why_not=_("Type a few words first."), status=400)
    # Danger is looked for in all of it: the question in a long text may not tell of any.
    is_danger = why_people(typed) is Because.DANGER
    asked = {"w": sealed(words, now=now, is_danger=is_danger)}
    asked |= {
        name: value
        for name in ("kind", "language", "calm")
        if (value := request.POST.get(name, ""))
    }
    return redirect(f"{reverse('search')}?{urlencode(asked)}")


def _found(
    request: HttpRequest, actor: Anybody, words: str, token: str, *, is_danger: bool
) -> HttpResponse:
    kind, language = _chosen(request)
    reader = reader_of(
        actor, kinds=[kind] if kind else [], language=language, calm=_is_calm(request)
    )
    number = request.GET.get("page", "1")
    page = (
        int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    )
    found = searching.search(words, reader, page=page)
    return _page(
        request,
        words,
        found=found,
        is_danger=is_danger,
        pages=_pages(request, found, token),
    )


def _page(
    request: HttpRequest,
    words: str,
    *,
    found: Results | None = None,
    is_danger: bool = False,
    pages: Pages | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    kind, language = _chosen(request)
    page = SearchPage(
        words=words,
        kinds=_question("kind", _("Where"), _("Everything"), KIND_WORDS, kind),
        languages=_question(
            "language", _("In"), _("Any language"), LANGUAGE_WORDS, language
        ),
        calm=_is_calm(request),
        is_narrow=bool(kind or language or _is_calm(request)),
        looked=found is not None,
        said=_said(found) if found else "",
        why_not=why_not,
        is_danger=is_danger,
        lines=tuple(crisis_lines.lines_for(None)) if is_danger else (),
        rows=tuple(_row(one) for one in found.rows) if found else (),
        pages=pages,
    )
    return render(request, "public/search.html", {"page": page}, status=status)


def _chosen(request: HttpRequest) -> tuple[str, str]:
    asked = request.POST if request.method == "POST" else request.GET
    kind, language = asked.get("kind", ""), asked.get("language", "")
    return (
        kind if kind in KINDS else "",
        language if language in LANGUAGE_WORDS else "",
    )


def _is_calm(request: HttpRequest) -> bool:
    asked = request.POST if request.method == "POST" else request.GET
    return asked.get("calm", "") == "yes"


def _question(
    name: str, label: str, any_: str, words: Mapping[str, object], chosen: str
) -> Question:
    choices = (("", any_), *((one, str(said)) for one, said in words.items()))
    return Question(
        name,
        label,
        tuple(Choice(one, said, one == chosen) for one, said in choices),
    )


def _said(found: Results) -> str:
    if not found.total:
        return _("Nothing here says that yet.")
    said = ngettext("%(n)s thing was found.", "%(n)s things were found.", found.total)
    return said % {"n": found.total}


def _row(one: Result) -> Row:
    return Row(
        url=one.url,
        kind=str(ONE_WORDS[one.kind]),
        title=one.title,
        because=one.because,
        language=one.language,
        direction="rtl" if one.language == "ar" else "ltr",
        warns=notes_words(one.notes),
    )


def _pages(request: HttpRequest, found: Results, token: str) -> Pages | None:
    if found.pages < 2:
        return None
    return Pages(
        _("Page %(page)s of %(pages)s") % {"page": found.page, "pages": found.pages},
        _page_url(request, token, found.page - 1) if found.page > 1 else "",
        _page_url(request, token, found.page + 1) if found.page < found.pages else "",
    )


def _page_url(request: HttpRequest, token: str, number: int) -> str:
    kind, language = _chosen(request)
    calm = "yes" if _is_calm(request) else ""
    kept = {
        "w": token,
        "kind": kind,
        "language": language,
        "calm": calm,
        "page": number,
    }
    return f"{reverse('search')}?{urlencode({k: v for k, v in kept.items() if v})}"
