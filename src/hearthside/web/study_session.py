"""The link somebody answers by, held in their session sealed, so that no address shows it."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from hearthside.core.actor import Actor, Anybody
from hearthside.core.seal import CannotOpen, seal, unseal

# Long enough for the slowest hand; a visitor's browser forgets it after.
SECONDS: Final = 2 * 60 * 60
_NAME: Final = "study"
_PURPOSE: Final = "web.study_session"


def hold(request: HttpRequest, actor: Anybody, link: str) -> None:
    """Let this browser answer by a link. Sealed: a table of sessions joins nobody to a code."""
    request.session[_NAME] = seal(link, purpose=_PURPOSE)
    if not isinstance(actor, Actor):
        request.session.set_expiry(SECONDS)


def held(request: HttpRequest) -> str:
    """Return the link this browser answers by; "" when there is none."""
    try:
        return unseal(request.session.get(_NAME, ""), purpose=_PURPOSE)
    except CannotOpen:
        return ""


def let_go(request: HttpRequest) -> None:
    """Let this browser forget the link."""
    request.session.pop(_NAME, None)
