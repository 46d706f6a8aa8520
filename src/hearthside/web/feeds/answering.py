"""Answering a machine: what it has already is not sent again."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

# Long enough that a busy directory does not weigh on us; a date called off is not late.
KEEP_SECONDS: Final = 300


def answer(
    request: HttpRequest,
    body: bytes,
    *,
    content_type: str,
    changed_at: datetime | None = None,
) -> HttpResponse:
    """Return this body, or 304 where whoever asks has it already.

    changed_at -- aware; the newest change in it, where that can be told.
    Source: RFC 9110, sections 8.8 and 13; RFC 9111.
    """
    response = HttpResponse(body, content_type=content_type)
    response.headers["ETag"] = quote_etag(sha256(body).hexdigest()[:32])
    response.headers["Cache-Control"] = f"public, max-age={KEEP_SECONDS}"
    last_modified = None
    if changed_at is not None:
        last_modified = int(changed_at.timestamp())
        response.headers["Last-Modified"] = http_date(last_modified)
    conditional = get_conditional_response(
        request, response.headers["ETag"], last_modified, response
    )
    assert conditional is not None  # noqa: S101 - only where no response was given
    return conditional
