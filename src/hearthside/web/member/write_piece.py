"""Sharing a piece: a question, an answer, what helped me, how it went, or a story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.commons import shapes, showing
from hearthside.commons.shapes import Kind
from hearthside.commons.showing import Row, Shown
from hearthside.commons.writing import CannotSend, Sent
from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, places
from hearthside.web import errors, limits
from hearthside.web.desk.piece_forms import MAIN, PieceForm
from hearthside.web.hints import Hints, hints_for
from hearthside.web.offer import Offer, offer_beside
from hearthside.workflows import publish_a_piece

AN_HOUR: Final = 60
SEVERAL: Final = frozenset({"notes"})
# Which kind answers which.
ANSWERED_BY: Final = {Kind.QUESTION: Kind.ANSWER, Kind.STRATEGY: Kind.TRIED}


@dataclass(frozen=True, slots=True)
class WritePage:
    """Everything member/write_piece.html may show.

    kind -- as in the address. about -- what it answers. similar -- questions like it,
    once has_looked. version -- of what is changed, 0 for something new.
    """

    kind: str
    about: Shown | None
    back_url: str
    form: PieceForm
    has_looked: bool
    similar: tuple[Row, ...]
    hints: Hints | None
    why_not: str
    version: int
    offer: Offer
    main: str

    @property
    def is_story(self) -> bool:
        return self.kind == "story"

    @property
    def asks(self) -> bool:
        """Whether what others asked is shown before it is sent."""
        return self.kind == "question" and not self.version


def show(
    request: HttpRequest, actor: Actor, now: datetime, written: str
) -> HttpResponse:
    """Show the empty form."""
    kind = Kind(written)
    form = PieceForm(kind, groups=groups_of(actor)[0])
    return page_of(request, actor, form)


def act(
    request: HttpRequest, actor: Actor, now: datetime, written: str
) -> HttpResponse:
    """Look what others answered, or send it."""
    return _act(request, actor, now, Kind(written))


def show_about(
    request: HttpRequest, actor: Actor, now: datetime, piece_id: str
) -> HttpResponse:
    """Show the form for an answer, or for how a strategy went."""
    about = _about(actor, piece_id)
    return page_of(request, actor, PieceForm(ANSWERED_BY[about.kind]), about=about)


def act_about(
    request: HttpRequest, actor: Actor, now: datetime, piece_id: str
) -> HttpResponse:
    """Send an answer, or how a strategy went."""
    about = _about(actor, piece_id)
    return _act(request, actor, now, ANSWERED_BY[about.kind], about)


def groups_of(actor: Actor) -> tuple[tuple[tuple[str, str], ...], dict[str, int]]:
    """Return the actor's groups, to choose from and by public id; two queries."""
    mine = {one.group_id for one in places.of(actor) if one.is_open}
    found = directory.handles(mine)
    named = sorted(found.values(), key=lambda group: group.name)
    return (
        tuple((group.public_id, group.name) for group in named),
        {group.public_id: group.id for group in named},
    )


def page_of(
    request: HttpRequest,
    actor: Actor,
    form: PieceForm,
    *,
    about: Shown | None = None,
    back_url: str = "",
    has_looked: bool = False,
    similar: tuple[Row, ...] = (),
    hints: Hints | None = None,
    why_not: str = "",
    version: int = 0,
    status: int = 200,
) -> HttpResponse:
    """Draw the page, with what was typed still typed."""
    if not back_url:
        back_url = (
            reverse("piece", args=[about.public_id]) if about else reverse("shared")
        )
    main = str(form[MAIN[form.kind]].auto_id)
    page = WritePage(
        kind=str(form.kind),
        about=about,
        back_url=back_url,
        form=form,
        has_looked=has_looked or version > 0 or form.kind is not Kind.QUESTION,
        similar=similar,
        hints=hints,
        why_not=why_not,
        version=version,
        offer=offer_beside(main, actor),
        main=main,
    )
    return render(request, "member/write_piece.html", {"page": page}, status=status)


def wants_a_second_look(request: HttpRequest, form: PieceForm) -> Hints | None:
    """Return what to look at once more, unless that has been done."""
    if request.POST.get("as_it_is") == "yes":
        return None
    return hints_for(form.words().whole())


def sent_on(request: HttpRequest, sent: Sent, *, about: Shown | None) -> HttpResponse:
    """Say what came of sending, and go where it can be seen."""
    if sent.is_shown:
        messages.info(request, _("It is shared. Thank you for saying it."))
        return redirect("piece", about.public_id if about else sent.public_id)
    messages.info(
        request,
        _(
            "It is here. Somebody looks at it before others read it, mostly within a day."
        ),
    )
    return redirect("my_piece", sent.public_id)


def _act(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    kind: Kind,
    about: Shown | None = None,
) -> HttpResponse:
    choices, group_ids = groups_of(actor) if kind is Kind.STORY else ((), {})
    form = PieceForm(kind, request.POST, groups=choices)
    if kind is Kind.QUESTION and request.POST.get("do") == "look":
        return _look(request, actor, form)
    if not form.is_valid():
        return page_of(request, actor, form, about=about, has_looked=True, status=422)
    if hints := wants_a_second_look(request, form):
        return page_of(
            request, actor, form, about=about, has_looked=True, hints=hints, status=422
        )
    if limits.is_too_often(request, "share", most=AN_HOUR):
        return errors.too_many(request)
    try:
        sent = publish_a_piece.send(
            actor,
            kind,
            words=form.words(),
            manner=form.manner(),
            readers=form.readers(group_ids),
            about=about.public_id if about else "",
            now=now,
        )
    except CannotSend as no:
        return page_of(
            request,
            actor,
            form,
            about=about,
            has_looked=True,
            why_not=no.why,
            status=409,
        )
    return sent_on(request, sent, about=about)


def _look(request: HttpRequest, actor: Actor, form: PieceForm) -> HttpResponse:
    """Show questions like the one that is typed. Nothing of it is kept."""
    typed = request.POST.get("title", "")[: shapes.LONGEST[Kind.QUESTION]["title"]]
    similar = tuple(showing.like(actor, typed)) if typed.strip() else ()
    # While somebody types, the rest of the form is still empty: only too much is wrong.
    is_too_much = any(form.has_error(name, "max_length") for name in form.fields)
    return page_of(
        request,
        actor,
        form,
        has_looked=True,
        similar=similar,
        status=422 if is_too_much else 200,
    )


def _about(actor: Actor, piece_id: str) -> Shown:
    found = showing.piece(actor, public_id=piece_id)
    if found.kind not in ANSWERED_BY or found.is_gap:
        raise NotFound
    return found
