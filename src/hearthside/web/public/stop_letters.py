"""Stopping letters of one kind from the letter itself: one tap, signed in or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hearthside.core.actor import Anybody
from hearthside.people import letters
from hearthside.web.letter_kinds import NAMES


@dataclass(frozen=True, slots=True)
class StopLettersPage:
    """Everything public/stop_letters.html may show."""

    kind: str
    has_stopped: bool


def show(
    request: HttpRequest, actor: Anybody, now: datetime, token: str
) -> HttpResponse:
    """Ask once: whatever reads letters before people do must not stop them."""
    kind = letters.kind_to_stop(token)
    page = StopLettersPage(str(NAMES[kind]), has_stopped=False)
    return render(request, "public/stop_letters.html", {"page": page})


def act(
    request: HttpRequest, actor: Anybody, now: datetime, token: str
) -> HttpResponse:
    """Stop them, and say how to have them again."""
    kind = letters.stop(token)
    page = StopLettersPage(str(NAMES[kind]), has_stopped=True)
    # No redirect: mail programs that stop letters by one click follow none (RFC 8058).
    return render(request, "public/stop_letters.html", {"page": page})
