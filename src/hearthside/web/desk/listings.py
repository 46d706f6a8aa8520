"""Bringing in listings: other people's lists, how fresh each is, and a file to upload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.groups import feeds, readings
from hearthside.groups.feeds import CannotKeepFeed, FeedCard
from hearthside.groups.readings import Run, Standing
from hearthside.organisation.wording import areas
from hearthside.web.desk.upload_form import Upload
from hearthside.web.frame import house_of
from hearthside.workflows import bring_in_a_feed

NO_LOCALITY: Final = ""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One list: whose it is, when it was last fetched, how much is in it.

    trouble -- since when the clock could not read it, and why; "" where all is well.
    """

    name: str
    locality: str
    licence: str
    fetched: str
    trouble: str
    listings: str
    gone: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """One reading, and how it stands."""

    url: str
    feed_name: str
    made: str
    standing: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ListingsPage:
    """Everything desk/listings.html may show."""

    feeds: tuple[FeedRow, ...]
    runs: tuple[RunRow, ...]
    form: Upload
    names: tuple[str, ...]
    zones: tuple[str, ...]


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the lists and the form."""
    choices = _choices(actor)
    first = {
        "zone": house_of(request).zone,
        "locality": choices[0][0] if choices else "",
    }
    return _page(request, actor, Upload(choices=choices, initial=first), now=now)


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Look into an uploaded file, and show what was found in it."""
    form = Upload(request.POST, request.FILES, choices=_choices(actor))
    if form.is_valid():
        try:
            public_id = bring_in_a_feed.look_into(
                actor, form.cleaned_data["file"].read(), source=form.source, now=now
            )
        except NotFound:
            raise
        except CannotKeepFeed as refusal:
            form.add_error("zone" if "zone" in refusal.why else "name", refusal.why)
        except Refusal as refusal:
            form.add_error("file", refusal.why)
        else:
            return redirect("reading", run_id=public_id)
    return _page(request, actor, form, now=now, status=422)


def _page(
    request: HttpRequest,
    actor: Actor,
    form: Upload,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    zone = house_of(request).zone
    known = feeds.feeds(actor)
    page = ListingsPage(
        feeds=tuple(_feed_row(card, zone=zone, now=now) for card in known),
        runs=tuple(_run_row(run, zone=zone) for run in readings.latest(actor, now=now)),
        form=form,
        names=tuple(card.name for card in known),
        zones=tuple(sorted({zone, "UTC", *(card.zone for card in known)})),
    )
    return render(request, "desk/listings.html", {"page": page}, status=status)


def _choices(actor: Actor) -> list[tuple[str, str]]:
    """Return the localities this person may name; none of them only for the host."""
    if feeds.reaches_all(actor):
        return [(NO_LOCALITY, _("The host alone"))] + [
            (str(area.id), area.name) for area in areas()
        ]
    mine = policy.localities_of(actor, Role.COORDINATOR)
    return [(str(area.id), area.name) for area in areas() if area.id in mine]


def _feed_row(card: FeedCard, *, zone: str, now: datetime) -> FeedRow:
    def moment(at: datetime) -> str:
        return recurrence.say_moment(at.astimezone(ZoneInfo(zone)))

    trouble = ""
    if card.trouble_since:
        trouble = _("since %(date)s: %(why)s") % {
            "date": moment(card.trouble_since),
            "why": card.trouble,
        }
    return FeedRow(
        name=card.name,
        locality=card.locality or _("The host alone"),
        licence=card.licence,
        fetched=moment(card.fetched_at) if card.fetched_at else _("Not brought in yet"),
        trouble=trouble,
        listings=f"{card.listings:,}",
        gone=f"{card.gone:,}",
    )


def _run_row(run: Run, *, zone: str) -> RunRow:
    words = {
        Standing.LOOKED_AT: _("Looked at, not brought in"),
        Standing.RUNNING: _("Coming in now"),
        Standing.INTERRUPTED: _("Cut off"),
        Standing.STOPPED: _("Stopped"),
        Standing.BROKEN: _("Broke off"),
        Standing.DONE: _("Brought in"),
    }
    return RunRow(
        url=reverse("reading", args=[run.public_id]),
        feed_name=run.source.name,
        made=recurrence.say_moment(run.made_at.astimezone(ZoneInfo(zone))),
        standing=words[run.standing],
        is_open=run.standing is not Standing.DONE,
    )
