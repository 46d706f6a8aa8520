"""Is this still right? One tap says what is not, and nobody learns who said so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.signposting import directory, doubts
from hearthside.signposting.doubts import CannotSayDoubt
from hearthside.web import errors, limits
from hearthside.web.doubt_words import DOUBTS

AN_HOUR: Final = 6


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One thing that may be said: its code, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class StillRightPage:
    """Everything public/still_right.html may show. wrong -- a sentence, or ""."""

    name: str
    service_url: str
    choices: tuple[Doubtful, ...]
    wrong: str = ""


def show(
    request: HttpRequest, actor: Anybody, now: datetime, service_id: str
) -> HttpResponse:
    """Ask what is not right."""
    return _page(request, service_id, now=now)


def act(
    request: HttpRequest, actor: Anybody, now: datetime, service_id: str
) -> HttpResponse:
    """Keep what is not right, and nothing about who says so."""
    if limits.is_too_often(request, "still-right", most=AN_HOUR):
        return errors.too_many(request)
    try:
        doubts.say(service_id, what=request.POST.get("what", ""), now=now)
    except CannotSayDoubt as no:
        return _page(request, service_id, now=now, wrong=_(no.why))
    messages.info(
        request, _("Thank you. The people who look after this list will check it.")
    )
    return redirect("service", service_id)


def _page(
    request: HttpRequest, service_id: str, *, now: datetime, wrong: str = ""
) -> HttpResponse:
    page = StillRightPage(
        name=directory.sheet(service_id, now=now).name,
        service_url=reverse("service", args=[service_id]),
        choices=tuple(Doubtful(code, str(said)) for code, said in DOUBTS.items()),
        wrong=wrong,
    )
    status = 422 if wrong else 200
    return render(request, "public/still_right.html", {"page": page}, status=status)
