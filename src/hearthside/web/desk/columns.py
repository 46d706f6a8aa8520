"""What is in each column of an uploaded table: guessed, and put right by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines.interchange import mapped
from hearthside.engines.interchange.mapped.columns import is_about_people
from hearthside.engines.interchange.tables import Table
from hearthside.engines.interchange.texts import bare
from hearthside.groups import readings
from hearthside.groups.readings import Run, Standing
from hearthside.web.errors import refused
from hearthside.workflows import bring_in_a_feed

EXAMPLES: Final = 3
LONGEST_EXAMPLE: Final = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the question about it, what stands in it, and the answer so far.

    examples -- of what stands in it, without anybody's number.
    about_people -- by its name it tells who somebody is: it cannot be chosen.
    """

    field: str
    name: str
    examples: tuple[str, ...]
    about_people: bool
    chosen: str


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """Everything desk/columns.html may show; error is why it could not be read, or ""."""

    feed_name: str
    lead: str
    here_url: str
    error: str
    columns: tuple[Column, ...]
    choices: tuple[tuple[str, str], ...]


def show(
    request: HttpRequest, actor: Actor, now: datetime, run_id: str
) -> HttpResponse:
    """Show each column with what we take it for."""
    try:
        run, table = bring_in_a_feed.table_of(actor, public_id=run_id, now=now)
    except bring_in_a_feed.CannotSay:
        return redirect("reading", run_id=run_id)
    if run.standing is not Standing.LOOKED_AT:
        return redirect("reading", run_id=run_id)
    guessed = mapped.guesses(table.columns)
    return _page(request, run, table, dict(run.source.columns or guessed))


def act(request: HttpRequest, actor: Actor, now: datetime, run_id: str) -> HttpResponse:
    """Read the table by the answers, and show what was found."""
    run = readings.run_of(actor, public_id=run_id, now=now)
    columns: dict[str, str] = {}
    try:
        run, table = bring_in_a_feed.table_of(actor, public_id=run_id, now=now)
        columns = _answers(request, table)
        bring_in_a_feed.say_columns(actor, public_id=run_id, columns=columns, now=now)
    except NotFound:
        raise
    except Refusal as refusal:
        if columns and run.standing is Standing.LOOKED_AT:
            return _page(request, run, table, columns, error=refusal.why)
        return refused(
            request,
            refusal.why,
            next_url=reverse("reading", args=[run_id]),
            next_words=_("Back to what we found"),
        )
    return redirect("reading", run_id=run_id)


def _answers(request: HttpRequest, table: Table) -> dict[str, str]:
    return {
        name: request.POST.get(f"column-{place}", mapped.NOT_KEPT)
        for place, name in enumerate(table.columns)
        if not is_about_people(name)
    }


def _page(
    request: HttpRequest,
    run: Run,
    table: Table,
    chosen: dict[str, str],
    *,
    error: str = "",
) -> HttpResponse:
    rows = len(table.rows)
    page = ColumnsPage(
        feed_name=run.source.name,
        lead=ngettext(
            "This file is a table of one row. We guessed what its columns are.",
            "This file is a table of %(rows)s rows. We guessed what its columns are.",
            rows,
        )
        % {"rows": f"{rows:,}"},
        here_url=reverse("columns", args=[run.public_id]),
        error=error,
        columns=tuple(
            Column(
                field=f"column-{place}",
                name=name,
                examples=() if is_about_people(name) else _examples(table, name),
                about_people=is_about_people(name),
                chosen=chosen.get(name, mapped.NOT_KEPT),
            )
            for place, name in enumerate(table.columns)
        ),
        choices=tuple((field, _(words)) for field, words in mapped.FIELDS.items()),
    )
    status = 422 if error else 200
    return render(request, "desk/columns.html", {"page": page}, status=status)


def _examples(table: Table, name: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in table.rows[:50]:
        if text := bare(row[name].strip(" |"), most=LONGEST_EXAMPLE):
            found[text] = None
        if len(found) == EXAMPLES:
            break
    return tuple(found)
