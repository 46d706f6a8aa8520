"""Taxonomies and their terms: the closed vocabulary a group may use of itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hearthside.core.refusals import NotFound
from hearthside.engines.publishing.hsds.services import Setting
from hearthside.engines.publishing.hsds.taxonomies import (
    BY_ID,
    TAXONOMIES,
    TERMS,
    taxonomy,
    term,
    whole_taxonomy,
)
from hearthside.web.feeds.hsds import asking, writing


@writing.said_plainly
def taxonomies(request: HttpRequest, setting: Setting) -> HttpResponse:
    """Answer a page of taxonomies."""
    words = asking.text(request, "search").casefold().split()
    every = [
        taxonomy(one, root=setting.root)
        for one in TAXONOMIES
        if _has(words, f"{one.name} {one.description}")
    ]
    return writing.paged(request, every)


@writing.said_plainly
def one_taxonomy(
    request: HttpRequest, setting: Setting, *, record: str
) -> HttpResponse:
    """Answer one taxonomy with its terms."""
    found = BY_ID.get(record.lower())
    if found is None:
        raise NotFound
    return writing.whole(request, whole_taxonomy(found, root=setting.root))


@writing.said_plainly
def terms(request: HttpRequest, setting: Setting) -> HttpResponse:
    """Answer a page of terms. All are at the top: none has a parent."""
    words = asking.text(request, "search").casefold().split()
    of = asking.text(request, "taxonomy_id").lower()
    asking.yes(request, "top_only")
    has_parent = bool(asking.text(request, "parent_id"))
    every = [
        term(one, word, root=setting.root)
        for one, word in TERMS.values()
        if not has_parent and of in ("", one.id) and _has(words, one.terms[word])
    ]
    return writing.paged(request, every)


@writing.said_plainly
def one_term(request: HttpRequest, setting: Setting, *, record: str) -> HttpResponse:
    """Answer one term."""
    if record.lower() not in TERMS:
        raise NotFound
    one, word = TERMS[record.lower()]
    return writing.whole(request, term(one, word, root=setting.root))


def _has(words: list[str], text: str) -> bool:
    plain = text.casefold()
    return all(word in plain for word in words)
