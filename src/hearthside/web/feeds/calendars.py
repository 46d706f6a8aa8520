"""Calendars to subscribe to: the dates of one group, or of several."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hearthside.engines import words
from hearthside.engines.publishing import group_calendars
from hearthside.engines.publishing.group_calendars import Saying
from hearthside.engines.publishing.published import Published
from hearthside.web.feeds import published
from hearthside.web.feeds.answering import answer

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
TITLE, NEUTRAL = "title", "neutral"


def of_group(request: HttpRequest, now: datetime, group_id: str) -> HttpResponse:
    """Answer with the dates of one group."""
    group = published.one(group_id, now=now)
    return calendar(request, [group], name=group.name, now=now)


def calendar(
    request: HttpRequest, groups: list[Published], *, name: str, now: datetime
) -> HttpResponse:
    """Answer with the dates of these groups; `?title=neutral` names none of them.

    name -- of the calendar.
    """
    # Whatever else is asked of a title, the quiet one gives nothing away.
    neutral = _("Evening") if request.GET.get(TITLE, "") else ""
    body = group_calendars.write(
        groups,
        saying=Saying(
            calendar=_("Evenings") if neutral else name,
            neutral=neutral,
            called_off=_("Called off: %(title)s"),
            see=_("Look at the page before you set out: dates change."),
            attendance={word: _(label) for word, label in words.ATTENDANCE.items()},
        ),
        zone=published.publisher().zone,
        now=now,
    )
    # No last change: dates become sure, and new weeks come, without anybody's hand.
    response = answer(request, body, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = 'inline; filename="dates.ics"'
    return response
