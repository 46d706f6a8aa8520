"""The paper twins: an empty plan and an empty contact sheet, to fill in by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.web.frame import house_of
from hearthside.web.member.sealed.plan_words import parts
from hearthside.web.printed import as_paper
from hearthside.web.public import paper_words
from hearthside.web.public.paper_words import HelpLine


@dataclass(frozen=True, slots=True)
class Space:
    """One question with room to write. lines -- how many."""

    head: str
    hint: str
    lines: int


@dataclass(frozen=True, slots=True)
class Side:
    """Questions that belong together."""

    head: str
    lead: str
    spaces: tuple[Space, ...]


@dataclass(frozen=True, slots=True)
class CardsPage:
    """Everything public/cards.html and the sheet "cards" may show.

    why -- why this is a page and not a file; empty on the sheet itself.
    """

    why: str
    title: str
    lang: str
    name: str
    lead: str
    sides: tuple[Side, ...]
    help_head: str
    help: tuple[HelpLine, ...]
    foot: str


def plan(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Answer with an empty plan."""
    sides = tuple(
        Side(
            part.head,
            part.lead,
            tuple(Space(card.head, card.hint, 3) for card in part.cards),
        )
        for part in parts()
    )
    page = _page(
        request,
        name=_("My plan"),
        lead=_(
            "For you alone. Keep it where you find it at night. No card has to be full."
        ),
        sides=sides,
    )
    return as_paper(request, sheet="cards", page=page, file_name="sheet.pdf")


def contact(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Answer with an empty contact sheet, to be put into an envelope."""
    page = _page(
        request,
        name=_("If something happens to me"),
        lead=_(
            "Put this sheet into an envelope, seal it and write your name across the "
            "edge. Give it to somebody you trust here. You can ask for it back at any time."
        ),
        sides=(
            Side(
                "",
                "",
                (
                    Space(_("My name here"), "", 1),
                    Space(_("Who to call"), "", 1),
                    Space(_("What they are to me"), "", 1),
                    Space(_("How to reach them"), "", 2),
                    Space(
                        _("What they may know, and what not"),
                        _("For example: they do not know that I come here."),
                        4,
                    ),
                ),
            ),
        ),
    )
    return as_paper(request, sheet="cards", page=page, file_name="sheet.pdf")


def _page(
    request: HttpRequest, *, name: str, lead: str, sides: tuple[Side, ...]
) -> CardsPage:
    return CardsPage(
        why="",
        title=house_of(request).tab_title,
        lang=(get_language() or "en").split("-")[0],
        name=name,
        lead=lead,
        sides=sides,
        help_head=_("Somebody to talk to now"),
        help=paper_words.help_lines(None),
        foot=_("Only what you write here is on this paper. We keep no copy."),
    )
