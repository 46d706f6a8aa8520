"""What is shown when there is nothing, when we said no, and when something broke."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


@cache
def _drawn(template: str) -> bytes:
    """Draw an error page once: the same bytes for everybody, no word of who asked."""
    return render_to_string(template).encode()


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, byte for byte the same for 'not yours' and 'does not exist'."""
    return HttpResponse(_drawn("errors/404.html"), status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database."""
    return HttpResponse(_drawn("errors/500.html"), status=500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return HttpResponse(_drawn("errors/400.html"), status=400)


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that was not ours, or too old."""
    return HttpResponse(_drawn("errors/403.html"), status=403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 429."""
    return HttpResponse(_drawn("errors/429.html"), status=429)


def refused(
    request: HttpRequest, why: str, *, next_url: str, next_words: str, status: int = 409
) -> HttpResponse:
    """Answer with the sentence of a refusal, and one next step."""
    page = {"why": why, "next_url": next_url, "next_words": next_words}
    return render(request, "errors/refused.html", {"page": page}, status=status)
