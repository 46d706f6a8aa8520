"""One file of services: what is in it, and bringing it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.signposting import readings
from hearthside.signposting.readings import FoundRow, Looked, State
from hearthside.web.desk.reading import Count
from hearthside.web.desk.services_desk import standing
from hearthside.web.errors import refused
from hearthside.workflows import bring_in_services

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class RowPages:
    """Where in the rows we are; an address is empty at either end."""

    words: str
    before_url: str
    after_url: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One row of the file: its number, what became of it, its name, and why."""

    number: str
    kind: str
    name: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServicesReadingPage:
    """Everything desk/services_reading.html may show.

    too_few -- why it looks like a broken copy, or "". may_begin -- whether there is a button.
    rows -- one page of them.
    """

    name: str
    standing: str
    is_running: bool
    may_begin: bool
    too_few: str
    about_the_file: tuple[str, ...]
    read: tuple[Count, ...]
    compared: tuple[Count, ...]
    reasons: tuple[Count, ...]
    dropped: tuple[Count, ...]
    rows: tuple[ToldRow, ...]
    pages: RowPages | None


def show(
    request: HttpRequest, actor: Actor, now: datetime, services_reading_id: str
) -> HttpResponse:
    """Show what was found in a file."""
    looked = readings.one_of(actor, services_reading_id)
    page = _page(looked, request.GET.get("page", ""))
    return render(request, "desk/services_reading.html", {"page": page})


def act(
    request: HttpRequest, actor: Actor, now: datetime, services_reading_id: str
) -> HttpResponse:
    """Have the clock bring it in."""
    try:
        bring_in_services.ask(
            actor,
            public_id=services_reading_id,
            even_if_smaller=request.POST.get("even_if_smaller") == "yes",
            now=now,
        )
    except NotFound:
        raise
    except Refusal as no:
        return refused(
            request,
            _(no.why),
            next_url=reverse("services_reading", args=[services_reading_id]),
            next_words=_("Back to the file"),
        )
    return redirect("services_reading", services_reading_id)


def _page(looked: Looked, asked: str) -> ServicesReadingPage:
    notes = looked.notes
    rows = readings.rows_of(looked.public_id)
    # What was refused or mended is what somebody looks for.
    rows.sort(key=lambda row: ("refused", "mended", "kept").index(row.kind))
    pages = max(1, -(-len(rows) // PAGE))
    here = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    here = min(max(1, here), pages)
    return ServicesReadingPage(
        name=looked.source.name,
        standing=standing(looked.state),
        is_running=looked.state == State.RUNNING,
        may_begin=looked.state in (State.LOOKED_AT, State.BROKEN),
        too_few=str(notes.get("too_few", "")),
        about_the_file=tuple(notes.get("about_the_file", ())),
        read=_counts(notes, _read_words()),
        compared=_counts(notes, _compared_words()),
        reasons=_said(notes.get("reasons", {})),
        dropped=_said(notes.get("dropped", {})),
        rows=tuple(_told(row) for row in rows[(here - 1) * PAGE : here * PAGE]),
        pages=_pages(here, pages, looked) if pages > 1 else None,
    )


def _read_words() -> dict[str, str]:
    return {
        "kept": _("Taken as they stand"),
        "mended": _("Mended"),
        "refused": _("Refused"),
    }


def _compared_words() -> dict[str, str]:
    return {
        "new": _("New"),
        "changed": _("Changed"),
        "same": _("As they were"),
        "gone": _("No longer on the list"),
    }


def _counts(notes: Mapping[str, Any], words: dict[str, str]) -> tuple[Count, ...]:
    return tuple(
        Count(said, f"{int(notes.get(name, 0)):,}") for name, said in words.items()
    )


def _said(counts: Mapping[str, int]) -> tuple[Count, ...]:
    return tuple(Count(_(said), f"{times:,}") for said, times in counts.items())


def _told(row: FoundRow) -> ToldRow:
    kind = _read_words()[row.kind]
    return ToldRow(f"{row.number:,}", kind, row.name, tuple(_(one) for one in row.said))


def _pages(here: int, pages: int, looked: Looked) -> RowPages:
    url = reverse("services_reading", args=[looked.public_id])
    return RowPages(
        words=_("Page %(here)s of %(pages)s") % {"here": here, "pages": pages},
        before_url=f"{url}?page={here - 1}" if here > 1 else "",
        after_url=f"{url}?page={here + 1}" if here < pages else "",
    )
