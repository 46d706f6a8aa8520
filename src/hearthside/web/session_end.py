"""When a session ends: written down at sign-in, so that a page can say so in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import now as the_clock

UNTIL: Final = "until"


def begin(request: HttpRequest, *, now: datetime) -> int:
    """Let this session last as long as a new one; return how many seconds that is."""
    lasts = int(settings.SESSION_COOKIE_AGE)
    request.session.set_expiry(lasts)
    request.session[UNTIL] = int((now + timedelta(seconds=lasts)).timestamp())
    return lasts


def seconds_left(request: HttpRequest) -> int | None:
    """Return how long somebody stays signed in, or None where nothing says so."""
    until = request.session.get(UNTIL)
    if not isinstance(until, int):
        return None
    return max(0, until - int(the_clock().timestamp()))
