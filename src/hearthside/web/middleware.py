"""What is true of every answer, whatever page gave it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

Answer = Callable[[HttpRequest], HttpResponse]

LEFT: Final = "q"
LONGEST_QUERY: Final = 2000
MOST_POSTED: Final = 1_000_000
MOST_UPLOADED: Final = 21_000_000
UPLOADS_AT: Final = "/desk/listings/"
# What an address may say several times; anything else repeated is a trick.
SEVERAL: Final = frozenset({"said"})
_OPEN_TO_SEARCH: Final = re.compile(r"/|/groups/|/groups/[^/]+/|/help/(?:[^/]+/)?")
# What the keys of our sessions are made of.
_OUR_KEYS: Final = re.compile(r"[A-Za-z0-9]{8,64}")
_WHILE_AWAY: Final = ("/static/", "/leave/", "/back/", "/health/")
_PERMISSIONS: Final = (
    "geolocation=(self), publickey-credentials-get=(self), "
    "publickey-credentials-create=(self), camera=(), microphone=(), payment=(), usb=()"
)


def safe_answers(get_response: Answer) -> Answer:
    """Give every answer the headers that keep it private."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/static/") or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
            response.headers.setdefault("X-Content-Type-Options", "nosniff")
            if response.status_code != 200 or not _may_be_listed(request):
                response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def quiet_door(get_response: Answer) -> Answer:
    """Show nothing to somebody going Back after Leave now, until they open it again."""

    def answer(request: HttpRequest) -> HttpResponse:
        away = LEFT in request.COOKIES and not request.path.startswith(_WHILE_AWAY)
        if away and request.method in {"GET", "HEAD"}:
            return HttpResponse(render_to_string("public/quiet.html"))
        return get_response(request)

    return answer


def plain_requests(get_response: Answer) -> Answer:
    """Refuse requests no page of ours sends: NULs, endless queries, a field given twice."""

    def answer(request: HttpRequest) -> HttpResponse:
        if _is_too_large(request):
            back = UPLOADS_AT if request.path == UPLOADS_AT else ""
            said = render_to_string("errors/413.html", {"back_url": back})
            return HttpResponse(said, status=413)
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY or "%00" in query or "\x00" in request.path:
            return HttpResponse("That address is not one of ours.", status=400)
        if any(
            len(values) > 1 and name not in SEVERAL
            for name, values in request.GET.lists()
        ):
            return HttpResponse("Something is in that address twice.", status=400)
        _forget_odd_sessions(request)
        return get_response(request)

    return answer


def _is_too_large(request: HttpRequest) -> bool:
    """Return whether a request carries more than any form of that address may."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = MOST_UPLOADED if request.path == UPLOADS_AT else MOST_POSTED
    # A power above the line is a digit too, and no number.
    return not (length.isascii() and length.isdigit()) or int(length) > most


def _may_be_listed(request: HttpRequest) -> bool:
    # Somebody signed in may be shown more, and somebody who left is shown nothing.
    known = {settings.SESSION_COOKIE_NAME, LEFT} & request.COOKIES.keys()
    return not known and bool(_OPEN_TO_SEARCH.fullmatch(request.path))


def _forget_odd_sessions(request: HttpRequest) -> None:
    """Treat somebody as a visitor whose session cookie is not one we made, or comes twice."""
    name = settings.SESSION_COOKIE_NAME
    if name not in request.COOKIES:
        return
    sent = [
        part.partition("=")[0].strip()
        for part in request.META.get("HTTP_COOKIE", "").split(";")
    ]
    # Of two, a neighbour's site may have planted one.
    if sent.count(name) > 1 or not _OUR_KEYS.fullmatch(request.COOKIES[name]):
        del request.COOKIES[name]
