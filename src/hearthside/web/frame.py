"""The frame of every page: name, places, Help now, Leave now. Neutral in the tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from hearthside.core import policy
from hearthside.core.actor import Actor, Anybody
from hearthside.core.policy import Verb
from hearthside.organisation.wording import House, the_house

_PLACES = ("tonight", "groups", "shared", "mine", "desk")


@dataclass(slots=True)
class Frame:
    """Everything base.html may show."""

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
    notice: str = ""


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
    )


def frame(request: HttpRequest) -> dict[str, Any]:
    """Hand the frame to every template, with the sentence left by the last act."""
    kept: Frame | None = getattr(request, "frame", None)
    if kept is None:
        return {}
    said = [str(message) for message in messages.get_messages(request)]
    if said:
        kept.notice = said[-1]
    return {"frame": kept}


def house_of(request: HttpRequest) -> House:
    """Return the organisation's words, already looked up for the frame."""
    house: House = request.house  # type: ignore[attr-defined]
    return house


def _here(address: str) -> str:
    first = address.strip("/").split("/", 1)[0]
    if not first:
        return "tonight"
    if first == "account":
        return "mine"
    return first if first in _PLACES else ""
