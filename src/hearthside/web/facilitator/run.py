"""The running screen: tonight's words and times, and a page that needs no signal."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from hearthside.core.actor import Actor
from hearthside.engines import recurrence
from hearthside.meetings import evenings, running
from hearthside.meetings.evenings import Evening
from hearthside.meetings.holding import EARLY
from hearthside.meetings.running import Order
from hearthside.organisation.wording import limits_of
from hearthside.web.facilitator import evening_words, run_words
from hearthside.web.facilitator.phone import as_said
from hearthside.web.frame import house_of
from hearthside.web.letting_go import EVENING

A_YEAR: Final = 365 * 24 * 3600
# What has to be on the phone for this page to open in a hall without signal.
FILES: Final = (
    "built/house.css",
    "built/evening.css",
    "built/evening.js",
    "built/icons.svg",
    "built/mark.svg",
    "built/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "built/fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
)


@dataclass(frozen=True, slots=True)
class RunPage:
    """Everything facilitator/run.html may show.

    evening -- what the phone runs by, as docs/decisions/0012-holding-an-evening.md says.
    limits -- where confidence ends: it stands with the agreement.
    words -- the sentences the phone fills in by itself.
    """

    group_name: str
    opening_words: tuple[str, ...]
    closing_words: tuple[str, ...]
    promises: tuple[str, ...]
    limits: tuple[str, ...]
    changed_on: str
    holder_name: str
    waits_name: str
    opens: str
    evening_url: str
    paper_url: str
    evening: dict[str, Any]
    words: dict[str, str]


def show(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Show the running screen to one of tonight's two facilitators."""
    found = evenings.evening(actor, public_id=date_id, now=now)
    length = found.dated.ends_at - found.dated.starts_at
    order = running.order_of(
        found.dated.group_id, minutes=int(length.total_seconds() // 60)
    )
    changed_on = _changed_on(found, now=now)
    evening_url = reverse("evening", args=[date_id])
    paper_url = reverse("paper", args=[date_id])
    page = RunPage(
        group_name=found.group.name,
        opening_words=_paragraphs(order.opening_words),
        closing_words=_paragraphs(order.closing_words),
        promises=found.promises,
        limits=_paragraphs(limits_of(house_of(request))),
        changed_on=changed_on,
        holder_name=found.holder_name,
        waits_name=found.waits_name,
        opens=evening_words.opens(found, now=now),
        evening_url=evening_url,
        paper_url=paper_url,
        evening=as_said(found.standing)
        | _facts(found, order, changed_on=changed_on)
        | {
            "urls": {
                "state": reverse("phone_state", args=[date_id]),
                "sync": reverse("phone_sync", args=[date_id]),
                "evening": evening_url,
                "paper": paper_url,
                "help": reverse("help"),
            },
            "files": [static(name) for name in FILES],
        },
        words=asdict(run_words.said()),
    )
    answer = render(request, "facilitator/run.html", {"page": page})
    # So that leaving and signing out know that there may be something here to clear.
    answer.set_cookie(
        EVENING,
        "1",
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def _facts(found: Evening, order: Order, *, changed_on: str) -> dict[str, Any]:
    here = ZoneInfo(found.group.zone)
    return {
        "id": found.dated.public_id,
        "group": found.group.name,
        "starts": found.dated.starts_at.astimezone(here).isoformat(),
        "opens": (found.dated.starts_at - EARLY).astimezone(here).isoformat(),
        "ends": found.dated.ends_at.astimezone(here).isoformat(),
        "zone": found.group.zone,
        "opening_words": order.opening_words,
        "closing_words": order.closing_words,
        "agreement": {"promises": list(found.promises), "changed_on": changed_on},
        "steps": [asdict(step) for step in order.steps],
        "seats": found.seats,
        "waits_name": found.waits_name,
    }


def _changed_on(found: Evening, *, now: datetime) -> str:
    if found.changed_on is None:
        return ""
    today = now.astimezone(ZoneInfo(found.group.zone)).date()
    return recurrence.say_date(found.changed_on, today=today)


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())
