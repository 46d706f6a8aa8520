"""Reporting words of a circle: whom to seal them to, and the sealed box itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from hearthside.circles import rosters
from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile
from hearthside.safety.reports import CannotReport
from hearthside.safety.sealed_words import Sealed
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.letters import CannotRead
from hearthside.workflows import report_from_a_circle


def readers(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Answer with the keys a report is sealed to. Nobody, where no lead made one."""
    found = report_from_a_circle.readers(actor, circle_id=circle_id)
    return JsonResponse(
        {
            "readers": [
                {
                    "id": one.key_id,
                    "open": letters.to_letters(one.open),
                    "name": one.name,
                }
                for one in found
            ]
        }
    )


def act(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Keep a report. What was said is sealed in it, and not for us."""
    rosters.sitting(actor, circle_id)
    try:
        said = letters.body_of(request)
        done = report_from_a_circle.report_from_a_circle(
            actor,
            circle_id=circle_id,
            about=letters.bytes_in(said, "about"),
            wish=letters.text_in(said, "wish", most=12),
            sealed=_sealed_in(said),
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    except ChangedMeanwhile as no:
        return JsonResponse({"why": no.why, "again": True}, status=409)
    except CannotReport as no:
        return JsonResponse({"why": no.why, "again": False}, status=409)
    kept = reverse("wrong_kept", args=[done.token])
    return JsonResponse({"kept": kept, "sealed": done.is_sealed}, status=201)


def _sealed_in(said: Mapping[str, Any]) -> Sealed:
    given = said.get("keys")
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise CannotRead("That is not what our pages say. Nothing was changed.")
    return Sealed(
        letters.text_in(said, "tag"),
        letters.bytes_in(said, "box"),
        tuple(
            (letters.text_in(one, "id"), letters.bytes_in(one, "sealed"))
            for one in given
        ),
    )
