"""The frame of every page: name, places, Help now, Leave now. Neutral in the tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi

from hearthside.core import policy
from hearthside.core.actor import Actor, Anybody
from hearthside.core.ids import opaque_id
from hearthside.core.policy import Verb
from hearthside.organisation.wording import House, the_house
from hearthside.web.guide_words import model_words
from hearthside.web.session_end import seconds_left

_PLACES = ("tonight", "groups", "shared", "mine", "desk")
_BELONGS_TO = {
    "account": "mine",
    "waiting": "mine",
    "hold": "desk",
    "circles": "groups",
    "library": "shared",
    "services": "shared",
    "search": "shared",
    "guide": "shared",
    "kept": "shared",
}
# What an address is about, and as what it is reported. A later room adds its own line.
_REPORTED_AS = {"group_id": "group", "date_id": "evening", "piece_id": "piece"}
# Where somebody signs in, says it already, or reads it.
_NOT_REPORTED = ("account", "wrong", "letters", "feeds")


@dataclass(frozen=True, slots=True)
class Listed:
    """How search engines list a page: what they say under its name, and its one address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Writing:
    """What a script needs to warn somebody in time. left -- seconds until signed out.

    whose -- stands for this person on this device, so that nobody else gets their words.
    """

    whose: str
    left: int
    next: str


@dataclass(slots=True)
class Frame:
    """Everything base.html may show. listed -- None on a page no search may find.

    writing -- None for visitors, and for a session whose end we do not know.
    is_kept -- the page may lie on a device, and says nothing of whoever fetched it.
    guide_model -- who else gets a question to the guide, in sentences; "" for nobody.
    """

    organisation: str
    strapline: str
    tab_title: str
    language: str
    direction: str
    help_url: str
    has_desk: bool
    signed_in: bool
    here: str
    is_demo: bool
    wrong_url: str = ""
    guide_model: str = ""
    notice: str = ""
    listed: Listed | None = None
    writing: Writing | None = None
    is_kept: bool = False


def frame_for(request: HttpRequest, actor: Anybody) -> None:
    """Hang the frame on the request, before any template is drawn."""
    house: House = the_house()
    request.house = house  # type: ignore[attr-defined]
    request.frame = Frame(  # type: ignore[attr-defined]
        organisation=house.name,
        strapline=house.strapline,
        tab_title=house.tab_title,
        language=get_language() or "en-gb",
        direction="rtl" if get_language_bidi() else "ltr",
        help_url="/help/",
        has_desk=policy.may(actor, Verb.OPEN_THE_DESK),
        signed_in=isinstance(actor, Actor),
        here=_here(request.path),
        is_demo=settings.CONFIG.demo,
        wrong_url=_wrong_url(request),
        guide_model=model_words(),
        writing=_writing(request, actor),
    )


def keep_it_neutral(request: HttpRequest) -> None:
    """Let the frame of this page say nothing of whoever asks: it may be kept on a device."""
    kept: Frame = request.frame  # type: ignore[attr-defined]
    kept.is_kept, kept.signed_in, kept.has_desk = True, False, False
    kept.writing = None


def frame(request: HttpRequest) -> dict[str, Any]:
    """Hand the frame to every template, with the sentence left by the last act."""
    kept: Frame | None = getattr(request, "frame", None)
    if kept is None:
        return {}
    if kept.is_kept:
        # A sentence for one person waits for a page of theirs.
        return {"frame": kept}
    said = [str(message) for message in messages.get_messages(request)]
    if said:
        kept.notice = said[-1]
    return {"frame": kept}


def house_of(request: HttpRequest) -> House:
    """Return the organisation's words, already looked up for the frame."""
    house: House = request.house  # type: ignore[attr-defined]
    return house


def _writing(request: HttpRequest, actor: Anybody) -> Writing | None:
    if not isinstance(actor, Actor):
        return None
    left = seconds_left(request)
    if left is None:
        return None
    return Writing(opaque_id("drafts", actor.person_id), left, request.path)


def _here(address: str) -> str:
    first = address.strip("/").split("/", 1)[0]
    if not first:
        return "tonight"
    first = _BELONGS_TO.get(first, first)
    return first if first in _PLACES else ""


def _wrong_url(request: HttpRequest) -> str:
    """Return where somebody says that something is wrong with what this page is about."""
    match = request.resolver_match
    if match is None or request.path.strip("/").partition("/")[0] in _NOT_REPORTED:
        return ""
    for part, kind in _REPORTED_AS.items():
        if part in match.kwargs:
            return reverse("wrong_about", args=[kind, match.kwargs[part]])
    return reverse("wrong")
