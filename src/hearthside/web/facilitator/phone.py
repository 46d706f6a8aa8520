"""What tonight's phone asks and says: how the evening stands, and what was done meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.meetings import holding, schedule
from hearthside.meetings.holding import Standing
from hearthside.web.facilitator import said
from hearthside.web.facilitator.said import CannotRead
from hearthside.workflows.catch_up import catch_up


def state(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Answer who holds this evening now, and with a fresh token for the next word."""
    dated = schedule.the_date(date_id)
    stands = holding.standing(actor, meeting_id=dated.id)
    return JsonResponse(as_said(stands) | {"csrf": get_token(request)})


def sync(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Take what the phone says was done, late or not; answer what became of each act."""
    dated = schedule.the_date(date_id)
    holding.standing(actor, meeting_id=dated.id)
    try:
        if request.content_type != "application/json":
            raise CannotRead(_("That is not what our phones say."))
        heard = said.read(request.body)
    except CannotRead as no:
        return JsonResponse({"why": str(no)}, status=400)
    became = catch_up(actor, dated, heard.acts, term=heard.term, now=now)
    refused = [*heard.refused, *became.refused]
    return JsonResponse(
        as_said(became.standing)
        | {
            "done": list(became.done),
            "refused": [{"key": no.key, "why": no.why} for no in refused],
        }
    )


def as_said(stands: Standing) -> dict[str, Any]:
    """Return a standing as the phone reads it; a time that has not come is empty."""
    return {
        "term": stands.term,
        "mine": stands.is_mine,
        "opened": stands.opened_at.isoformat() if stands.opened_at else "",
        "closed": stands.closed_at.isoformat() if stands.closed_at else "",
        "hand_key": stands.hand_key,
    }
