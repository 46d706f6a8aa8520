"""Beginning a circle, taking a seat, leaving it, and how long its words last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from hearthside.circles import auditing, founding, rosters
from hearthside.circles.auditing import CannotAudit
from hearthside.circles.founding import CannotFound
from hearthside.circles.rosters import CannotSit
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import ChangedMeanwhile
from hearthside.groups import directory
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.letters import CannotRead
from hearthside.workflows.sit_in_a_circle import sit_in_a_circle

# Sixteen bytes, of a key that is in no other circle (engines/mls/credentials.py).
MEMBER_ID = 16


def begin(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Begin the circle of a group; its keys are laid down next."""
    here = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.BEGIN_A_CIRCLE
    )
    try:
        said = letters.body_of(request)
        days = letters.number_in(said, "lifetime_days")
        made = founding.found(actor, group_id=here.id, lifetime_days=days, now=now)
    except (CannotRead, CannotFound) as no:
        return JsonResponse({"why": no.why}, status=400)
    return JsonResponse(
        {
            "circle": made.circle_id,
            "seat": made.seat_id,
            "mls_id": letters.to_letters(made.mls_id),
        },
        status=201,
    )


def lay_keys(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Keep how the first keys of a circle look from outside."""
    rosters.sitting(actor, circle_id)
    try:
        said = letters.body_of(request)
        founding.lay_keys(
            actor,
            circle_id=circle_id,
            group_info=letters.bytes_in(said, "group_info"),
            audit=auditing.audit,
            now=now,
        )
    except ChangedMeanwhile as no:
        return JsonResponse({"why": no.why}, status=409)
    except (CannotRead, CannotFound, CannotSit, CannotAudit) as no:
        return JsonResponse({"why": no.why}, status=400)
    return JsonResponse({"epoch": 0}, status=201)


def sit(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Take my seat in the circle of a group; the same seat when asked again."""
    here = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.SIT_IN_A_CIRCLE
    )
    circle_id = rosters.circle_of_group(actor, group_id=here.id)
    try:
        member_id = _member_in(request)
        seat_id = sit_in_a_circle(
            actor, circle_id=circle_id, group_id=here.id, member_id=member_id, now=now
        )
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    except CannotSit as no:
        return JsonResponse({"why": no.why}, status=409)
    return JsonResponse({"circle": circle_id, "seat": seat_id}, status=201)


def _member_in(request: HttpRequest) -> bytes | None:
    """Return the id a device's key has, if it says one. Raises CannotRead."""
    if request.content_type != "application/json":
        return None
    said = letters.body_of(request)
    return member_in(said) if "member" in said else None


def member_in(said: Mapping[str, Any]) -> bytes:
    """Return the id a key has in this circle. Raises CannotRead."""
    member_id = letters.bytes_in(said, "member")
    if len(member_id) != MEMBER_ID:
        raise CannotRead("That is no key of a member. Nothing was changed.")
    return member_id


def leave(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Give up my seat."""
    rosters.leave(actor, circle_id=circle_id, now=now)
    return JsonResponse({"left": True})


def lifetime(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Say how many days words last."""
    rosters.circle_for(actor, circle_id)
    try:
        said = letters.body_of(request)
        days = letters.number_in(said, "lifetime_days")
        founding.change_lifetime(actor, circle_id=circle_id, days=days)
    except (CannotRead, CannotFound) as no:
        return JsonResponse({"why": no.why}, status=400)
    return JsonResponse({"lifetime_days": days})


def end(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Close the circle."""
    founding.end(actor, circle_id=circle_id, now=now)
    return JsonResponse({"ended": True})
