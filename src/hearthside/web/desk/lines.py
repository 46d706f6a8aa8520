"""The numbers of Help now at the desk: which there are, which wait for a call or a yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.organisation import line_changes
from hearthside.organisation.crisis_lines import STALE_AFTER, Line
from hearthside.organisation.line_changes import Kept, Proposed
from hearthside.organisation.wording import areas
from hearthside.web.desk import line_words
from hearthside.web.desk.line_words import Told
from hearthside.web.desk.reach import reach_of
from hearthside.web.frame import house_of
from hearthside.workflows import change_help_now


@dataclass(frozen=True, slots=True)
class Row:
    """One line in the list. state -- changed, stale or well."""

    name: str
    display: str
    checked: str
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class Area:
    """The lines of one area, or those for everybody."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change that waits. differs -- label, as it is, as it would be."""

    name: str
    kind: str
    where: str
    when: str
    differs: tuple[tuple[str, str, str], ...]
    is_mine: bool
    may_settle: bool
    agree_url: str
    decline_url: str


@dataclass(frozen=True, slots=True)
class LinesPage:
    """Everything desk/lines.html may show."""

    why_not: str
    banners: tuple[str, ...]
    changes: tuple[Change, ...]
    areas: tuple[Area, ...]
    new_url: str
    help_url: str


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show the lines."""
    return _page(request, actor, now)


def agree(
    request: HttpRequest, actor: Actor, now: datetime, line_change_id: str
) -> HttpResponse:
    """Let a change somebody else proposed stand."""
    try:
        change_help_now.agree(actor, change_id=line_change_id, now=now)
    except NotFound:
        raise
    except Refusal as no:
        return _page(request, actor, now, why_not=no.why, status=409)
    messages.success(request, _("Kept. Help now says so from this moment."))
    return redirect("lines")


def decline(
    request: HttpRequest, actor: Actor, now: datetime, line_change_id: str
) -> HttpResponse:
    """Put a proposed change away."""
    line_changes.decline(actor, change_id=line_change_id, now=now)
    messages.success(request, _("Put away. Help now stays as it is."))
    return redirect("lines")


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    today = now.astimezone(ZoneInfo(house_of(request).zone)).date()
    names: dict[int | None, str] = {None: _("Everywhere")}
    names |= {area.id: area.name for area in areas()}
    kept = line_changes.kept(actor)
    may = policy.may(actor, Verb.KEEP_THE_LINES)
    page = LinesPage(
        why_not=why_not,
        banners=line_words.banners(actor, reach_of(actor), today=today),
        changes=tuple(
            _change(actor, one, names, today=today)
            for one in line_changes.proposed(actor)
        ),
        areas=tuple(
            Area(names[where], tuple(_row(one, today=today) for one in found))
            for where, found in groupby(kept, key=lambda one: one.locality_id)
        ),
        new_url=reverse("new_line") if may else "",
        help_url=reverse("help"),
    )
    return render(request, "desk/lines.html", {"page": page}, status=status)


def _row(one: Kept, *, today: date) -> Row:
    line = one.line
    is_stale = line.verified_on < today - STALE_AFTER
    return Row(
        name=line.name,
        display=line.display,
        checked=line_words.checked(line, today=today),
        state="changed" if not one.is_ours else "stale" if is_stale else "well",
        url=reverse("line", args=[one.id]),
    )


def _change(
    actor: Actor, one: Proposed, names: dict[int | None, str], *, today: date
) -> Change:
    before, after = one.before, one.after
    kind = (
        _("A new line")
        if before is None
        else _("Take it off")
        if after is None
        else _("Change what it says")
    )
    named = after or before
    place = Place(locality_id=one.locality_id)
    return Change(
        name=named.name if named else "",
        kind=kind,
        where=names.get(one.locality_id, ""),
        when=recurrence.say_date(one.proposed_at.date(), today=today),
        differs=_differs(before, after),
        is_mine=one.is_mine,
        may_settle=policy.may(actor, Verb.KEEP_THE_LINES, place),
        agree_url=reverse("agree_line", args=[one.id]),
        decline_url=reverse("decline_line", args=[one.id]),
    )


def _differs(
    before: Line | None, after: Line | None
) -> tuple[tuple[str, str, str], ...]:
    if after is None:
        return ()
    was = _by_label(line_words.told(before)) if before else {}
    would = _by_label(line_words.told(after))
    named = _("Name")
    was |= {named: before.name} if before else {}
    would |= {named: after.name}
    labels = [named, *[label for label in {**would, **was} if label != named]]
    return tuple(
        (label, was.get(label, ""), would.get(label, ""))
        for label in labels
        if was.get(label, "") != would.get(label, "")
    )


def _by_label(said: tuple[Told, ...]) -> dict[str, str]:
    return {one.label: one.words for one in said}
