"""Bringing in listings: other people's lists, how fresh each is, and a file to upload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.groups import feeds, readings
from hearthside.groups.feeds import CannotKeepFeed, FeedCard, Source
from hearthside.groups.readings import Run, Standing
from hearthside.organisation.wording import areas
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.frame import house_of
from hearthside.workflows import bring_in_a_feed

MOST_BYTES: Final = 20 * 1024 * 1024
NO_LOCALITY: Final = ""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One list: whose it is, when it was last fetched, how much is in it."""

    name: str
    locality: str
    fetched: str
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


class Upload(forms.Form):
    """A feed as a file, and whose it is."""

    file = forms.FileField(
        label=later("The file"),
        help_text=later(
            "Meeting Guide JSON, up to 20 MB. Nothing is shown to anybody yet."
        ),
        error_messages={
            "required": later("Choose the file."),
            "empty": later("The file is empty. Fetch it again, or ask its owner."),
        },
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    name = PlainWords(
        label=later("Whose list it is"),
        help_text=later("People read this name beside each of its groups."),
        max_length=feeds.LONGEST_NAME,
        error_messages={"required": later("Say whose list it is.")},
        widget=forms.TextInput(attrs={"list": "known-names", "autocomplete": "off"}),
    )
    zone = PlainWords(
        label=later("Time zone"),
        help_text=later("For groups that give none, such as Europe/London."),
        max_length=64,
        error_messages={"required": later("Write the zone like Europe/London.")},
        widget=forms.TextInput(attrs={"list": "known-zones", "autocomplete": "off"}),
    )
    locality = forms.ChoiceField(
        label=later("Who looks after it"),
        help_text=later("The coordinators of this locality keep the list fresh."),
        required=False,
        error_messages={"invalid_choice": later("Choose a locality of yours.")},
    )

    def __init__(
        self, *given: Any, choices: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        locality = self.fields["locality"]
        assert isinstance(locality, forms.ChoiceField)  # noqa: S101 - said above
        locality.choices = choices
        # Somebody without the whole house to look after always has a locality to name.
        locality.required = all(value for value, _words in choices)

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file too large to be a feed."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is over 20 MB; lists are smaller. Check which file it is.")
            )
        return file

    @property
    def source(self) -> Source:
        """Return whose list it is, as far as it was said."""
        given = self.cleaned_data
        locality_id = int(given["locality"]) if given["locality"] else None
        name = " ".join(given["name"].split())
        return Source(name, given["zone"].strip(), locality_id)


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
    fetched = _("Not brought in yet")
    if card.fetched_at:
        fetched = recurrence.say_moment(card.fetched_at.astimezone(ZoneInfo(zone)))
    return FeedRow(
        name=card.name,
        locality=card.locality or _("The host alone"),
        fetched=fetched,
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
