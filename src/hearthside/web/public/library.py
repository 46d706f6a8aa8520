"""The library: articles to read, without an account, found by search engines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hearthside.commons import library
from hearthside.commons.articles_read import Article
from hearthside.core.actor import Anybody
from hearthside.core.ids import public_id_of
from hearthside.engines.markup import as_html
from hearthside.web.frame import house_of
from hearthside.web.keep_page import Keep
from hearthside.web.search import list_as

# Articles name one another as their files are called.
_TO_AN_ARTICLE: Final = re.compile(r"\]\(/library/([a-z0-9-]+)/\)")


@dataclass(frozen=True, slots=True)
class Row:
    """One article in the list. language -- its code, where it is not the page's."""

    url: str
    title: str
    summary: str
    language: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Articles about one thing, under its name."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """Everything public/library.html may show."""

    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything public/article.html may show. body -- HTML made from Markdown.

    is_due -- whether somebody should have looked at it again by now.
    """

    library_url: str
    title: str
    summary: str
    language: str
    direction: str
    body: SafeString
    written: str
    review_by: str
    is_due: bool
    reading_age: int | None
    sources: tuple[str, ...]
    keep: Keep


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """List what there is to read, by topic."""
    list_as(
        request,
        _("Plain articles from %(organisation)s, with sources and dates, free to read.")
        % {"organisation": house_of(request).name},
    )
    topics = tuple(
        Topic(name[:1].upper() + name[1:], tuple(_row(one) for one in some))
        for name, some in groupby(
            library.articles(library.own_folder()), key=lambda one: one.topic
        )
    )
    return render(request, "public/library.html", {"page": LibraryPage(topics)})


def show_article(
    request: HttpRequest, actor: Anybody, now: datetime, article_id: str
) -> HttpResponse:
    """Show one article."""
    found = library.article(article_id, library.own_folder())
    list_as(request, found.summary)
    return render(
        request, "public/article.html", {"page": article_page(found, now.date())}
    )


def article_page(one: Article, today: date) -> ArticlePage:
    """Return an article as a page shows it."""
    body = _TO_AN_ARTICLE.sub(
        lambda link: f"]({_url(public_id_of('article', link[1]))})", one.body
    )
    return ArticlePage(
        library_url=reverse("library"),
        title=one.title,
        summary=one.summary,
        language=one.language,
        direction="rtl" if one.language == "ar" else "ltr",
        # HTML in an article stays letters: see the engine and its tests.
        body=SafeString(as_html(body, numbered=True)),  # nosec B703
        written=date_format(one.written, "j F Y"),
        review_by=date_format(one.review_by, "j F Y"),
        is_due=library.is_due(one, today),
        reading_age=one.reading_age,
        sources=one.sources,
        keep=Keep(reverse("kept_article", args=[one.public_id]), prints_itself=True),
    )


def _row(one: Article) -> Row:
    return Row(_url(one.public_id), one.title, one.summary, one.language)


def _url(public_id: str) -> str:
    return reverse("article", args=[public_id])
