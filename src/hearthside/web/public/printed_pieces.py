"""Collections of strategies, and pieces as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format

from hearthside.commons import collecting, showing
from hearthside.commons.shapes import Kind, Stage
from hearthside.commons.showing import Shown
from hearthside.core.actor import Anybody
from hearthside.core.refusals import NotFound
from hearthside.web.keep_page import Keep
from hearthside.web.piece_words import by, direction, notes_words
from hearthside.web.public.piece import Field, fields_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece on paper."""

    title: str
    by: str
    notes: str
    language: str
    direction: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class PrintPage:
    """Everything public/piece_print.html may show: one piece, or a whole collection."""

    title: str
    words: str
    sheets: tuple[Sheet, ...]
    back_url: str
    day: str
    is_strategies: bool


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """Everything public/collection.html may show."""

    title: str
    words: str
    lines: tuple[tuple[str, str, str], ...]
    keep: Keep


def show_print(
    request: HttpRequest, actor: Anybody, now: datetime, piece_id: str
) -> HttpResponse:
    """Show one piece as it is printed, if whoever wrote it said so."""
    found = showing.piece(actor, public_id=piece_id)
    if Stage.PRINT not in found.stages:
        raise NotFound
    page = PrintPage(
        title=found.words.title,
        words="",
        sheets=(sheet_of(found),),
        back_url=reverse("piece", args=[piece_id]),
        day=date_format(now, "j F Y"),
        is_strategies=found.kind is Kind.STRATEGY,
    )
    return render(request, "public/piece_print.html", {"page": page})


def show_collection(
    request: HttpRequest, actor: Anybody, now: datetime, collection_id: str
) -> HttpResponse:
    """Show what is in a collection for this reader."""
    put = collecting.collection(actor, public_id=collection_id)
    page = CollectionPage(
        put.title,
        put.words,
        tuple(
            (reverse("piece", args=[row.public_id]), row.title, notes_words(row.notes))
            for row in put.rows
        ),
        Keep(
            reverse("kept_collection", args=[collection_id]),
            reverse("collection_print", args=[collection_id]),
        ),
    )
    return render(request, "public/collection.html", {"page": page})


def print_collection(
    request: HttpRequest, actor: Anybody, now: datetime, collection_id: str
) -> HttpResponse:
    """Show a collection whole, without what may not be printed."""
    put = collecting.collection(actor, public_id=collection_id)
    whole = showing.in_full(actor, put.piece_ids, stage=Stage.PRINT)
    page = PrintPage(
        title=put.title,
        words=put.words,
        sheets=tuple(map(sheet_of, whole)),
        back_url=reverse("collection", args=[collection_id]),
        day=date_format(now, "j F Y"),
        is_strategies=True,
    )
    return render(request, "public/piece_print.html", {"page": page})


def sheet_of(found: Shown) -> Sheet:
    """Return a piece as it stands on paper, or on a device without signal."""
    return Sheet(
        found.words.title,
        by(found.name_shown),
        notes_words(found.notes),
        found.language,
        direction(found.language),
        fields_of(found),
    )
