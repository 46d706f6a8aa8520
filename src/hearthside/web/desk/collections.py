"""Collections at the desk: begun, filled, and ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from hearthside.commons import collecting, showing
from hearthside.commons.collecting import CannotCollect, Put
from hearthside.commons.shapes import Kind
from hearthside.core.actor import Actor
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.hidden import public_id_in


class BeginForm(forms.Form):
    """What a new collection is called, and what it is for."""

    title = PlainWords(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy("Such as: First week home"),
        max_length=collecting.LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Give it a name.")},
    )
    words = PlainWords(
        label=gettext_lazy("What is it for, in a sentence?"),
        max_length=collecting.LONGEST_WORDS,
        required=False,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One collection at the desk."""

    title: str
    url: str
    how_many: int


@dataclass(frozen=True, slots=True)
class CollectionsPage:
    """Everything desk/collections.html may show."""

    lines: tuple[Line, ...]
    form: BeginForm
    why_not: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """A strategy that is in it, or may be put in."""

    public_id: str
    title: str


@dataclass(frozen=True, slots=True)
class ChangeCollectionPage:
    """Everything desk/change_collection.html may show."""

    title: str
    words: str
    inside: tuple[Strategy, ...]
    others: tuple[Strategy, ...]
    why_not: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """List them, and ask for a new one."""
    return _list(request, actor, BeginForm())


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Begin one."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _list(request, actor, form, status=422)
    given = form.cleaned_data
    try:
        made = collecting.begin(
            actor, title=given["title"], words=given["words"], now=now
        )
    except CannotCollect as no:
        return _list(request, actor, form, why_not=no.why, status=409)
    return redirect("change_collection", made)


def show_one(
    request: HttpRequest, actor: Actor, now: datetime, collection_id: str
) -> HttpResponse:
    """Show what is in it, and what may be put in."""
    return _one(request, actor, collection_id)


def act_one(
    request: HttpRequest, actor: Actor, now: datetime, collection_id: str
) -> HttpResponse:
    """Put one in, take one out, or end it."""
    do = request.POST.get("do", "")
    if do == "end":
        collecting.end(actor, public_id=collection_id, now=now)
        return redirect("collections")
    if do not in {"in", "out"}:
        return _one(request, actor, collection_id)
    piece_id = public_id_in(request, "piece")
    try:
        if do == "in":
            collecting.put_in(
                actor, public_id=collection_id, piece_id=piece_id, now=now
            )
        else:
            collecting.take_out(
                actor, public_id=collection_id, piece_id=piece_id, now=now
            )
    except CannotCollect as no:
        return _one(request, actor, collection_id, why_not=no.why, status=409)
    return redirect("change_collection", collection_id)


def _list(
    request: HttpRequest,
    actor: Actor,
    form: BeginForm,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    lines = tuple(
        Line(
            one.title, reverse("change_collection", args=[one.public_id]), len(one.rows)
        )
        for one in collecting.at_the_desk(actor)
    )
    page = CollectionsPage(lines, form, why_not)
    return render(request, "desk/collections.html", {"page": page}, status=status)


def _one(
    request: HttpRequest,
    actor: Actor,
    collection_id: str,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    put: Put = collecting.at_the_desk(actor, public_id=collection_id)[0]
    inside = {row.public_id for row in put.rows}
    rows, _more = showing.newest(actor, Kind.STRATEGY, most=200)
    page = ChangeCollectionPage(
        title=put.title,
        words=put.words,
        inside=tuple(Strategy(row.public_id, row.title) for row in put.rows),
        others=tuple(
            Strategy(row.public_id, row.title)
            for row in rows
            if row.public_id not in inside
        ),
        why_not=why_not,
    )
    return render(request, "desk/change_collection.html", {"page": page}, status=status)
