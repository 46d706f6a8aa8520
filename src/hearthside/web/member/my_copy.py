"""Take my data: asking for a copy, how far it is, stopping it, and taking it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.people import copies
from hearthside.people.copies import Building, CannotTake, Standing
from hearthside.web.errors import refused
from hearthside.web.seats import Progress, progress_of
from hearthside.workflows import take_my_data


@dataclass(frozen=True, slots=True)
class MyCopyPage:
    """Everything member/my_copy.html may show. standing -- a Standing."""

    standing: str
    said: str
    progress: Progress | None
    may_stop: bool
    kept_until: datetime | None


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Say what a copy is, and how far the actor's own is."""
    mine = copies.of(actor, now=now)
    is_building = mine.standing is Standing.BUILDING
    if "HX-Request" in request.headers and not is_building:
        # The page only asks how far it is; now that it has ended, all of it is another.
        return HttpResponse(headers={"HX-Refresh": "true"})
    page = MyCopyPage(
        standing=mine.standing.value,
        said=_said(mine),
        progress=progress_of(mine.done, mine.total, mine.asked_to_stop)
        if is_building
        else None,
        may_stop=is_building and not mine.asked_to_stop,
        kept_until=localtime(mine.kept_until) if mine.kept_until else None,
    )
    return render(request, "member/my_copy.html", {"page": page})


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Ask for a copy."""
    take_my_data.ask(actor, now=now)
    return redirect("my_copy")


def stop(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Ask that it be stopped."""
    try:
        copies.ask_to_stop(actor)
    except NotFound:
        messages.info(request, _("Nothing is being put together now."))
    return redirect("my_copy")


def take(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Hand over the file, to whoever has just shown that they are who they are."""

    @reauthentication_required
    def hand_over(request: HttpRequest) -> HttpResponse:
        try:
            whole = copies.take(actor, now=now)
        except CannotTake as refusal:
            return refused(
                request, refusal.why, next_url=reverse("my_copy"), next_words=_("Back")
            )
        answer = HttpResponse(whole, content_type="application/zip")
        # Somebody may look over a shoulder at a folder of downloads.
        answer.headers["Content-Disposition"] = 'attachment; filename="copy.zip"'
        return answer

    handed: HttpResponse = hand_over(request)
    return handed


def _said(mine: Building) -> str:
    return {
        Standing.STOPPED: _("You stopped it. Nothing of it is kept."),
        Standing.BROKEN: _(
            "Something here broke. It was not you. Please ask once more; if it breaks "
            "again, tell your host."
        ),
        Standing.INTERRUPTED: _(
            "The machine stopped in between. Please ask once more."
        ),
    }.get(mine.standing, "")
