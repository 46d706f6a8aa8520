"""What the charity has to sign: a list of drafts, each as a page and on paper."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.engines import paper
from hearthside.web import limits
from hearthside.web.printed import AN_HOUR, TYPE
from hearthside.workflows import documents
from hearthside.workflows.documents import Draft

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One draft in the list."""

    name: str
    url: str
    paper_url: str


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """Everything desk/documents.html may show."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything desk/document.html may show. why -- why this is a page and not a file."""

    why: str
    draft: Draft
    marked: str
    stood: str
    signing: str
    sign: tuple[str, ...]
    paper_url: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show which drafts there are."""
    entries = tuple(
        Entry(name, reverse("document", args=[key]), reverse("draft_paper", args=[key]))
        for key, name in documents.NAMES.items()
    )
    return render(request, "desk/documents.html", {"page": DocumentsPage(entries)})


def one(
    request: HttpRequest, actor: Actor, now: datetime, document: str
) -> HttpResponse:
    """Show one draft."""
    return _page(request, documents.draft(document, now=now))


def on_paper(
    request: HttpRequest, actor: Actor, now: datetime, document: str
) -> HttpResponse:
    """Answer with one draft as a file to print, else as the page with why not."""
    made = documents.draft(document, now=now)
    if limits.is_too_often(request, "paper", most=AN_HOUR, store=limits.IN_MEMORY):
        return _page(request, made, why=_("Many papers were made in the last hour."))
    try:
        file = documents.pdf(made)
    except paper.CannotPrint as fault:
        log.warning("no paper came out", extra={"kind": str(fault)})
        return _page(request, made, why=_("The paper could not be made just now."))
    answer = HttpResponse(file, content_type=TYPE)
    answer.headers["Content-Disposition"] = f'inline; filename="{made.key}.pdf"'
    return answer


def _page(request: HttpRequest, made: Draft, *, why: str = "") -> HttpResponse:
    page = DocumentPage(
        why=why,
        draft=made,
        marked=documents.DRAFT,
        stood=documents.stood(made),
        signing=documents.SIGNING,
        sign=documents.SIGN,
        paper_url=reverse("draft_paper", args=[made.key]),
    )
    return render(request, "desk/document.html", {"page": page})
