"""The gate of a feed: whoever asks is nobody, and everybody is told the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from hearthside.core import policy
from hearthside.core.actor import Visitor
from hearthside.core.policy import Place, Verb
from hearthside.core.refusals import NotFound
from hearthside.web import gates

METHODS: Final = ("GET", "HEAD", "OPTIONS")
Feed = Callable[..., HttpResponse]


def feed(route: str, name: str, answer: Feed) -> URLPattern:
    """Return one address for machines: answer(request, now, **parts of the address).

    Cookies are not looked at and none is set. Any site may read it (Fetch standard, CORS
    protocol), because it holds nothing that is not public.
    """

    def knock(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        policy.insist(Visitor(), Verb.READ_A_FEED, Place())
        if request.method == "OPTIONS":
            return open_to_all(HttpResponse(status=204))
        return open_to_all(_answered(answer, request, gates.read_the_clock(), parts))

    knock.verb = Verb.READ_A_FEED  # type: ignore[attr-defined]
    knock.methods = METHODS  # type: ignore[attr-defined]
    # Nothing here takes a form, so a method it has not is told so, and not asked for a token.
    return path(route, csrf_exempt(knock), name=name)


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let a page of any other site read this answer."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response.headers["Access-Control-Allow-Headers"] = (
        "If-None-Match, If-Modified-Since"
    )
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _answered(
    answer: Feed, request: HttpRequest, now: datetime, parts: dict[str, Any]
) -> HttpResponse:
    try:
        return answer(request, now, **parts)
    except NotFound as refusal:
        raise Http404 from refusal
