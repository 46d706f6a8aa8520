"""One reading of a list: what is in it, bringing it in, how far that is, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import readings, uploads
from hearthside.groups.readings import Run, Standing
from hearthside.web.desk.reading_rows import KINDS, Rows, rows_of
from hearthside.web.errors import refused
from hearthside.workflows import bring_in_a_feed

SEATS: Final = 20


@dataclass(frozen=True, slots=True)
class Count:
    """How often one thing came up."""

    words: str
    number: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: seats filling, one after another."""

    seats: tuple[str, ...]
    words: str
    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """Everything desk/reading.html may show.

    standing -- a Standing; too_few -- why it looks like a broken copy, or "".
    columns_url -- where to say again what the columns of a table are, or "".
    go_on_url -- "" where there is nothing to begin or go on with; go_on_words -- its button.
    """

    feed_name: str
    standing: str
    lead: str
    is_running: bool
    here_url: str
    progress: Progress | None
    stop_url: str
    read: tuple[Count, ...]
    compared: tuple[Count, ...]
    about_the_file: tuple[str, ...]
    reasons: tuple[Count, ...]
    dropped: tuple[Count, ...]
    too_few: str
    go_on_url: str
    go_on_words: str
    columns_url: str
    listing: Rows | None


def show(
    request: HttpRequest, actor: Actor, now: datetime, run_id: str
) -> HttpResponse:
    """Show a reading, whatever its state."""
    run = readings.run_of(actor, public_id=run_id, now=now)
    if bring_in_a_feed.needs_columns(run) and uploads.is_kept(run_id):
        return redirect("columns", run_id=run_id)
    if "HX-Request" in request.headers and run.standing is not Standing.RUNNING:
        # The page only asks how far it is; now that it has ended, all of it is another.
        return HttpResponse(headers={"HX-Refresh": "true"})
    kind = request.GET.get("kind", "")
    number = request.GET.get("page", "1")
    page = _page(
        run,
        kind=kind if kind in KINDS else "",
        number=int(number) if number.isascii() and number.isdigit() else 1,
    )
    return render(request, "desk/reading.html", {"page": page})


def bring_in(
    request: HttpRequest, actor: Actor, now: datetime, run_id: str
) -> HttpResponse:
    """Let the listings come in, or go on where that stopped."""
    try:
        bring_in_a_feed.ask(
            actor,
            public_id=run_id,
            even_if_smaller=request.POST.get("even_if_smaller") == "yes",
            now=now,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        return refused(
            request,
            refusal.why,
            next_url=reverse("reading", args=[run_id]),
            next_words=_("Back to what we found"),
        )
    return redirect("reading", run_id=run_id)


def stop(
    request: HttpRequest, actor: Actor, now: datetime, run_id: str
) -> HttpResponse:
    """Ask the reading to stop."""
    readings.ask_to_stop(actor, public_id=run_id, now=now)
    return redirect("reading", run_id=run_id)


def _page(run: Run, *, kind: str, number: int) -> ReadingPage:
    here = reverse("reading", args=[run.public_id])
    is_running = run.standing is Standing.RUNNING
    # While it runs this page is asked for every second; the rows can wait.
    found = [] if is_running else uploads.found_in(run.public_id)
    can_go_on = not is_running and uploads.is_kept(run.public_id)
    can_go_on = can_go_on and run.standing is not Standing.DONE
    may_stop = is_running and not run.asked_to_stop
    is_first = run.standing is Standing.LOOKED_AT
    return ReadingPage(
        feed_name=run.source.name,
        standing=run.standing.value,
        lead=_lead(run, can_go_on=can_go_on),
        is_running=is_running,
        here_url=here,
        progress=None if is_first else _progress(run),
        stop_url=reverse("stop_reading", args=[run.public_id]) if may_stop else "",
        read=_read(run),
        compared=_compared(run),
        about_the_file=tuple(run.notes.get("about_the_file", ())),
        reasons=_counts(run.notes.get("reasons", {})),
        dropped=_counts(run.notes.get("dropped", {})),
        too_few=run.notes.get("too_few", "") if can_go_on else "",
        go_on_url=reverse("bring_in", args=[run.public_id]) if can_go_on else "",
        go_on_words=_("Bring these in") if is_first else _("Go on"),
        columns_url=(
            reverse("columns", args=[run.public_id])
            if is_first and can_go_on and run.source.columns is not None
            else ""
        ),
        listing=rows_of(found, here, kind=kind, number=number),
    )


def _lead(run: Run, *, can_go_on: bool) -> str:
    row = _("row %(number)s") % {"number": f"{run.done:,}"}
    at = {"row": row if run.done else _("the start")}
    if run.standing is Standing.DONE:
        return _("The whole list is in. It is as fresh as the day it was fetched.")
    if run.standing is Standing.RUNNING:
        return _("These listings are coming in. You can leave this page and come back.")
    if not can_go_on:
        return _("The file is no longer here. Upload it again to bring it in.")
    if run.standing is Standing.LOOKED_AT:
        return _("Nothing is in the directory yet. Look it over, then bring it in.")
    if run.standing is Standing.STOPPED:
        said = _(
            "This reading was stopped at %(row)s. What came in stays, and nothing "
            "fades before the whole list is in."
        )
    elif run.standing is Standing.BROKEN:
        said = _(
            "This reading stopped at %(row)s because something here broke. It was "
            "not you, and nothing is lost: go on. If it stops there again, tell your host."
        )
    else:
        said = _(
            "This reading stopped at %(row)s because the machine stopped. Nothing "
            "is lost: go on."
        )
    return said % at


def _progress(run: Run) -> Progress:
    taken = SEATS * run.done // max(1, run.total)
    is_running = run.standing is Standing.RUNNING
    seats = ["taken"] * taken + ["free"] * (SEATS - taken)
    if is_running and taken < SEATS:
        seats[taken] = "warm"
    words = _("%(done)s of %(total)s rows read") % {
        "done": f"{run.done:,}",
        "total": f"{run.total:,}",
    }
    if is_running and run.asked_to_stop:
        words = _("%(words)s. Stopping after those in hand.") % {"words": words}
    return Progress(tuple(seats), words, run.done, max(1, run.total))


def _read(run: Run) -> tuple[Count, ...]:
    words = {
        "kept": _("kept as they stand"),
        "mended": _("kept, with something mended"),
        "refused": _("refused"),
    }
    return tuple(
        Count(said, f"{run.notes.get(kind, 0):,}") for kind, said in words.items()
    )


def _compared(run: Run) -> tuple[Count, ...]:
    words = {
        "new": _("new here"),
        "changed": _("changed since last time"),
        "same": _("as they were"),
        "gone": _("no longer in the list; these fade"),
    }
    ended = {
        "new": run.so_far.new,
        "changed": run.so_far.changed,
        "same": run.so_far.same,
        "gone": run.gone,
    }
    numbers = run.notes if run.standing is Standing.LOOKED_AT else ended
    return tuple(Count(said, f"{numbers.get(k, 0):,}") for k, said in words.items())


def _counts(counted: dict[str, int]) -> tuple[Count, ...]:
    return tuple(Count(said, f"{times:,}") for said, times in counted.items())
