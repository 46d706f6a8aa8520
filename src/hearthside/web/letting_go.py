"""What leaving takes along: the session, our cookies, and whatever this browser holds of us."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

# Somebody left. Leave now sets it from the page too, before it goes: where there is no
# signal, the server hears of it with the next request only.
LEFT: Final = "q"
# An evening was opened on this device and may lie there: leaving and signing out clear it.
EVENING: Final = "e"
# Something of somebody's own lies open on this device. Our scripts lock it and take this away
# before they sign out or leave; where it still comes, no script did, and all of it is cleared.
OPEN: Final = "v"
# Somebody ticked that the groups kept on their device stay there when they leave.
STAYS: Final = "k"
# Pages lie on this device for when there is no signal; some may be for members alone. Our
# scripts set these, for the one address each that has to clear them, and take them away before
# they go there: where one still comes, no script did, and all of it is cleared.
PAGES: Final = "p"
# The same for how somebody asked this device to narrow their searches.
CHOICES: Final = "r"
PAGES_AT: Final = "/leave/"
FOR_MEMBERS: Final = "m"
FOR_MEMBERS_AT: Final = "/account/logout/"
AWAY_FOR: Final = 12 * 3600
OURS: Final = ("messages", "django_language", EVENING, OPEN)


def is_signed_in_still(request: HttpRequest) -> bool:
    """Return whether somebody left and we did not hear of it: their session came along."""
    return {LEFT, settings.SESSION_COOKIE_NAME} <= request.COOKIES.keys()


def let_go(request: HttpRequest, answer: HttpResponse) -> None:
    """End the session, and let the browser forget all it holds of us."""
    _end(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, *OURS):
        if name in request.COOKIES:
            answer.delete_cookie(name)
    answer.set_cookie(
        LEFT,
        "1",
        max_age=AWAY_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    forget_pages(answer)
    # All this browser holds of us goes at once: an evening, a sealed plan, something half
    # written, pages kept, a list of groups. Where somebody ticked that the list stays, and
    # nothing else lies open beside it, the list stays and what is sealed with it.
    held = request.COOKIES.keys()
    if STAYS in held and not held & {EVENING, OPEN, PAGES, CHOICES}:
        answer.headers["Clear-Site-Data"] = '"cache"'
        return
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    if STAYS in held:
        # The tick went with the list it spoke of.
        answer.delete_cookie(STAYS)


def forget_pages(answer: HttpResponse) -> None:
    """Take away what says that something lies on this device; it is cleared beside it."""
    for name in (PAGES, CHOICES):
        answer.delete_cookie(name, path=PAGES_AT)
    answer.delete_cookie(FOR_MEMBERS, path=FOR_MEMBERS_AT)


def _end(key: str) -> None:
    if not key:
        return
    engine = import_module(settings.SESSION_ENGINE)
    # Leaving must work when nothing else does: a session that cannot be ended is let go.
    try:
        engine.SessionStore(key).flush()
    except DatabaseError:
        return
