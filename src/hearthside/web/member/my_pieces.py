"""What I shared: how each piece stands, who may read it, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.commons import mine, showing
from hearthside.commons.mine import Mine
from hearthside.commons.shapes import ABOUT, Kind, Stage, State
from hearthside.commons.writing import CannotSend
from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile
from hearthside.engines.sharing.means import says_how
from hearthside.groups import directory
from hearthside.web import errors
from hearthside.web.desk.piece_forms import Field, PieceForm, as_typed, fields_of
from hearthside.web.hidden import version_in
from hearthside.web.member.write_piece import (
    groups_of,
    page_of,
    wants_a_second_look,
)
from hearthside.web.piece_words import KIND_WORDS, STAGE_WORDS, STATE_WORDS
from hearthside.workflows import publish_a_piece, withdraw_a_piece

SEVERAL: Final = frozenset({"keep"})


@dataclass(frozen=True, slots=True)
class Line:
    """One piece in the list. is_news -- it waits for me."""

    title: str
    kind: str
    state: str
    url: str
    is_news: bool


@dataclass(frozen=True, slots=True)
class MyPiecesPage:
    """Everything member/my_pieces.html may show."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StageChoice:
    """Somebody may read it: which readers, in words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class MyPiecePage:
    """Everything member/my_piece.html may show.

    told -- what the desk wrote. suggested -- the words it suggests. how -- the sentence
    for which it is looked at first. piece_url -- where others read it, or empty.
    """

    kind: str
    state: str
    is_draft: bool
    is_asked: bool
    fields: tuple[Field, ...]
    told: str
    suggested: tuple[Field, ...]
    how: str
    stages: tuple[StageChoice, ...]
    version: int
    piece_url: str
    change_url: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """List what I shared."""
    page = MyPiecesPage(tuple(_line(one) for one in mine.pieces(actor)))
    return render(request, "member/my_pieces.html", {"page": page})


def show_one(
    request: HttpRequest, actor: Actor, now: datetime, my_piece_id: str
) -> HttpResponse:
    """Show one piece of mine."""
    found = mine.piece(actor, public_id=my_piece_id)
    page = MyPiecePage(
        kind=str(KIND_WORDS[found.kind]),
        state=str(STATE_WORDS[found.state]),
        is_draft=found.state == State.DRAFT,
        is_asked=found.state == State.DRAFT and found.kind is Kind.STRATEGY,
        fields=fields_of(found.kind, found.words),
        told=found.told,
        suggested=fields_of(found.kind, found.suggested) if found.suggested else (),
        how=says_how(found.words.whole()) if found.state == State.WAITING else "",
        stages=_stages(found),
        version=found.version,
        piece_url=_piece_url(actor, found),
        change_url=reverse("change_piece", args=[found.public_id]),
    )
    return render(request, "member/my_piece.html", {"page": page})


def act_one(
    request: HttpRequest, actor: Actor, now: datetime, my_piece_id: str
) -> HttpResponse:
    """Take it back, or back from some; take the words the desk suggests, or keep mine."""
    do = request.POST.get("do", "")
    if do == "withdraw":
        withdraw_a_piece.withdraw(actor, public_id=my_piece_id, now=now)
        messages.info(request, _("It is gone from here, and its words with it."))
        return redirect("my_pieces")
    if do == "stages":
        keep = frozenset(
            one for one in Stage if one.value in request.POST.getlist("keep")
        )
        left = withdraw_a_piece.take_back_stages(
            actor, public_id=my_piece_id, keep=keep, now=now
        )
        messages.info(request, _("Done.") if left else _("It is gone from here."))
        return redirect("my_piece", my_piece_id) if left else redirect("my_pieces")
    if do in {"take", "keep_mine"}:
        return _answer(request, actor, my_piece_id, takes_it=do == "take", now=now)
    mine.piece(actor, public_id=my_piece_id)
    return redirect("my_piece", my_piece_id)


def show_change(
    request: HttpRequest, actor: Actor, now: datetime, my_piece_id: str
) -> HttpResponse:
    """Show a piece of mine in its form."""
    found = mine.piece(actor, public_id=my_piece_id)
    choices, group_ids = groups_of(actor)
    chosen = next((key for key, one in group_ids.items() if one == found.group_id), "")
    form = PieceForm(found.kind, groups=choices, initial=as_typed(found, chosen))
    back_url = reverse("my_piece", args=[my_piece_id])
    return page_of(request, actor, form, back_url=back_url, version=found.version)


def act_change(
    request: HttpRequest, actor: Actor, now: datetime, my_piece_id: str
) -> HttpResponse:
    """Send it again, changed."""
    found = mine.piece(actor, public_id=my_piece_id)
    choices, group_ids = groups_of(actor)
    form = PieceForm(found.kind, request.POST, groups=choices)
    back_url = reverse("my_piece", args=[my_piece_id])
    version = version_in(request)
    if not form.is_valid():
        return page_of(
            request, actor, form, back_url=back_url, version=version or 1, status=422
        )
    if hints := wants_a_second_look(request, form):
        return page_of(
            request, actor, form, back_url=back_url, version=version or 1,
            hints=hints, status=422,
        )  # fmt: skip
    try:
        sent = publish_a_piece.change(
            actor,
            public_id=my_piece_id,
            version=version,
            words=form.words(),
            manner=form.manner(),
            readers=form.readers(group_ids),
            now=now,
        )
    except (CannotSend, ChangedMeanwhile) as no:
        return page_of(
            request, actor, form, back_url=back_url, version=found.version,
            why_not=no.why, status=409,
        )  # fmt: skip
    messages.info(
        request,
        _("It is shared.") if sent.is_shown else _("It waits for somebody to look."),
    )
    return redirect("my_piece", my_piece_id)


def _answer(
    request: HttpRequest, actor: Actor, public_id: str, *, takes_it: bool, now: datetime
) -> HttpResponse:
    version = version_in(request)
    try:
        publish_a_piece.answer_suggestion(
            actor, public_id=public_id, version=version, takes_it=takes_it, now=now
        )
    except CannotSend as no:
        return errors.refused(
            request,
            no.why,
            next_url=reverse("my_piece", args=[public_id]),
            next_words=_("Look again"),
        )
    return redirect("my_piece", public_id)


def _line(one: Mine) -> Line:
    # A draft made of an answer has no title yet.
    first = one.words.title or one.words.words or one.words.did
    return Line(
        title=first[:80] + ("…" if len(first) > 80 else ""),
        kind=str(KIND_WORDS[one.kind]),
        state=str(STATE_WORDS[one.state]),
        url=reverse("my_piece", args=[one.public_id]),
        is_news=one.is_news,
    )


def _piece_url(actor: Actor, found: Mine) -> str:
    """Return where others read it; empty while they cannot, or have nowhere to read it."""
    where = found.about if found.kind in ABOUT else found.public_id
    if found.state != State.PUBLISHED or not showing.can_read(actor, public_id=where):
        return ""
    return reverse("piece", args=[found.public_id])


def _stages(found: Mine) -> tuple[StageChoice, ...]:
    group = ""
    if found.group_id is not None:
        handle = directory.handles([found.group_id]).get(found.group_id)
        group = handle.name if handle else ""
    return tuple(
        StageChoice(
            one.value,
            group if one is Stage.GROUP and group else str(STAGE_WORDS[one]),
        )
        for one in Stage
        if one in found.stages
    )
