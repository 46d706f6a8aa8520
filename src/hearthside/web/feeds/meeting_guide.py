"""Our groups as a Meeting Guide feed, as meeting finders read it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from hearthside.engines.publishing.meeting_guide import write
from hearthside.web.feeds.answering import answer
from hearthside.web.feeds.published import everything, publisher


def show(request: HttpRequest, now: datetime) -> HttpResponse:
    """Return every group of ours, true for the coming seven days."""
    groups = everything(now=now, only_changed_dates=True)
    # Not the newest change: a date called off last week changes the feed again today.
    return answer(
        request,
        write(publisher(), groups, now=now),
        content_type="application/json; charset=utf-8",
    )
