"""What happened: the same few neutral lines a letter would bring, for whoever signs in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from hearthside.core import notes
from hearthside.core.actor import Actor
from hearthside.people import bounces
from hearthside.web.public.happened_lines import Line, lines_of
from hearthside.workflows import what_happened


@dataclass(frozen=True, slots=True)
class HappenedPage:
    """Everything member/happened.html may show.

    seen_at -- when it was drawn, so that what comes meanwhile is not put away unseen.
    comes_back -- letters to this person's address are given back to us.
    """

    lines: tuple[Line, ...]
    has_new: bool
    seen_at: str
    comes_back: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show what happened lately."""
    found = what_happened.lately(actor, now=now)
    page = HappenedPage(
        lines=lines_of(request, found, now=now),
        has_new=any(line.is_new for line in found),
        seen_at=now.isoformat(),
        comes_back=bounces.is_not_working(actor.person_id),
    )
    return render(request, "member/happened.html", {"page": page})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Put away what was shown."""
    notes.put_away(
        actor.person_id, until=_moment(request.POST.get("seen_at", ""), now), now=now
    )
    return redirect("tonight" if request.POST.get("back") == "tonight" else "happened")


def _moment(typed: str, now: datetime) -> datetime:
    try:
        found = parse_datetime(typed[:40])
    except ValueError:
        found = None
    return min(found, now) if found is not None and is_aware(found) else now
