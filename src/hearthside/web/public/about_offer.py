"""How this place notices words of danger: what it does, what it does not, how well it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hearthside.core.actor import Anybody
from hearthside.engines.crisis.published import published


@dataclass(frozen=True, slots=True)
class AboutOfferPage:
    """Everything public/about_offer.html may show; shares as whole numbers in a hundred."""

    phrases: int
    crisis: int
    noticed: int
    noticed_low: int
    noticed_high: int
    rightly: int
    f1: str
    replies: int
    per_1000: int
    per_1000_low: int
    per_1000_high: int


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Say it, with the figures that were measured."""
    found = published()
    page = AboutOfferPage(
        phrases=found.phrases,
        crisis=found.crisis,
        noticed=round(100 * found.noticed),
        noticed_low=round(100 * found.noticed_low),
        noticed_high=round(100 * found.noticed_high),
        rightly=round(100 * found.rightly),
        f1=f"{found.f1:.2f}",
        replies=found.replies,
        per_1000=round(found.per_1000),
        per_1000_low=round(found.per_1000_low),
        per_1000_high=round(found.per_1000_high),
    )
    return render(request, "public/about_offer.html", {"page": page})
