"""What is true of every answer, whatever page gave it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from hearthside.web.letting_go import (
    EVENING,
    FOR_MEMBERS,
    LEFT,
    OPEN,
    STAYS,
    forget_pages,
    is_signed_in_still,
    let_go,
)
from hearthside.web.search import is_listed

Answer = Callable[[HttpRequest], HttpResponse]

LONGEST_QUERY: Final = 2000
# Where somebody types in their own words: its page says when that was too much.
TYPED_AT: Final = frozenset({"/services/"})
LONGEST_TYPED: Final = 64_000
MOST_POSTED: Final = 1_000_000
MOST_UPLOADED: Final = 21_000_000
_UPLOADS_AT: Final = re.compile(
    r"/desk/(?:listings|services|groups/[a-z0-9]{12}/photo)/"
)
# A picture whose address changes with its pixels; whatever else we send is kept nowhere.
KEPT_BY_THE_BROWSER: Final = "private, max-age=31536000, immutable"
_PICTURES_AT: Final = re.compile(r"/groups/[^/]+/door/[0-9a-f]{16}-[a-z]+\.webp")
# What an address may say several times; anything else repeated is a trick.
SEVERAL: Final = frozenset({"said", "service"})
# What the keys of our sessions are made of.
_OUR_KEYS: Final = re.compile(r"[A-Za-z0-9]{8,64}")
# For other directories and calendars: the same for everybody, and anybody may keep it.
FEEDS_AT: Final = "/feeds/"
PROBLEM: Final = "application/problem+json"
_WHILE_AWAY: Final = ("/static/", "/leave/", "/back/", "/health/")
SIGN_OUT_AT: Final = "/account/logout/"
_PERMISSIONS: Final = (
    "geolocation=(self), publickey-credentials-get=(self), "
    "publickey-credentials-create=(self), camera=(), microphone=(), payment=(), usb=()"
)


def safe_answers(get_response: Answer) -> Answer:
    """Give every answer the headers that keep it private."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/static/") or response.status_code >= 400:
            if not _may_be_kept(request, response):
                response.headers["Cache-Control"] = "no-store"
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
            response.headers.setdefault("X-Content-Type-Options", "nosniff")
            signs_out = request.path == SIGN_OUT_AT and request.method == "POST"
            if signs_out and request.COOKIES.keys() & {EVENING, OPEN, FOR_MEMBERS}:
                # An evening kept for a hall without signal is not for the next person.
                response.headers["Clear-Site-Data"] = '"storage"'
                forget_pages(response)
                for name in request.COOKIES.keys() & {EVENING, OPEN, STAYS}:
                    response.delete_cookie(name)
            if response.status_code != 200 or not _may_be_listed(request):
                response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def quiet_door(get_response: Answer) -> Answer:
    """Show nothing to somebody going Back after Leave now, until they open it again."""

    def answer(request: HttpRequest) -> HttpResponse:
        open_ = request.path.startswith(_WHILE_AWAY) or is_a_feed(request.path)
        # A form sent once more by going back is no way in either.
        if LEFT in request.COOKIES and not open_:
            said = HttpResponse(render_to_string("public/quiet.html"))
            if is_signed_in_still(request):
                let_go(request, said)
            return said
        return get_response(request)

    return answer


def plain_requests(get_response: Answer) -> Answer:
    """Refuse requests no page of ours sends: NULs, endless queries, a field given twice."""

    def answer(request: HttpRequest) -> HttpResponse:
        if _is_too_large(request):
            back = request.path if _UPLOADS_AT.fullmatch(request.path) else ""
            said = render_to_string("errors/413.html", {"back_url": back})
            return HttpResponse(said, status=413)
        query = request.META.get("QUERY_STRING", "")
        most = LONGEST_TYPED if request.path in TYPED_AT else LONGEST_QUERY
        if len(query) > most or "%00" in query or "\x00" in request.path:
            return _no(request, "That address is not one of ours.")
        if not is_a_feed(request.path) and any(
            len(values) > 1 and name not in SEVERAL
            for name, values in request.GET.lists()
        ):
            return _no(request, "Something is in that address twice.")
        _forget_odd_sessions(request)
        return get_response(request)

    return answer


def is_a_feed(path: str) -> bool:
    """Return whether machines read this address; the page that lists them is for people."""
    return path.startswith(FEEDS_AT) and path != FEEDS_AT


def _no(request: HttpRequest, why: str) -> HttpResponse:
    """Answer 400 with one sentence; to a machine as it reads them (RFC 9457)."""
    if is_a_feed(request.path):
        said = {"type": "about:blank", "title": why, "status": 400, "detail": why}
        return JsonResponse(said, status=400, content_type=PROBLEM)
    return HttpResponse(why, status=400)


def _is_too_large(request: HttpRequest) -> bool:
    """Return whether a request carries more than any form of that address may."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = MOST_UPLOADED if _UPLOADS_AT.fullmatch(request.path) else MOST_POSTED
    # A power above the line is a digit too, and no number.
    return not (length.isascii() and length.isdigit()) or int(length) > most


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether this answer says itself how long it may be kept, and may say so."""
    if is_a_feed(request.path):
        return response.status_code < 400
    is_picture = _PICTURES_AT.fullmatch(request.path) and response.status_code == 200
    return bool(is_picture) and (
        response.headers.get("Cache-Control") == KEPT_BY_THE_BROWSER
    )


def _may_be_listed(request: HttpRequest) -> bool:
    # Somebody signed in may be shown more, and somebody who left is shown nothing.
    known = {settings.SESSION_COOKIE_NAME, LEFT} & request.COOKIES.keys()
    return not known and is_listed(request)


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
