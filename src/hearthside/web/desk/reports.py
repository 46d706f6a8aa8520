"""Reports at the desk: that they are there, what needs somebody first at the top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.organisation.wording import areas
from hearthside.safety import appeals, reading
from hearthside.safety.appeals import Times
from hearthside.safety.reading import There
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of
from hearthside.web.reading_hours import Hours, hours_now
from hearthside.web.wrong_words import kind_words
from hearthside.workflows.answer_a_report import own_places

LATELY: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Line:
    """One report in the list: what about, where, since when, and what it waits for."""

    about: str
    where: str
    when: str
    url: str
    waits: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Everything desk/reports.html may show."""

    lead: str
    lines: tuple[Line, ...]
    settled: tuple[Line, ...]
    times: tuple[str, ...]
    hours: Hours


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show that reports are there. Nothing of what they say."""
    own = own_places(actor)
    open_ones = reading.waiting(actor, own)
    settled = reading.waiting(actor, own, settled=True, most=20)
    house = house_of(request)
    where = {area.id: area.name for area in areas()}
    unread = sum(not one.is_read for one in open_ones)

    def line(one: There) -> Line:
        return Line(
            about=kind_words(one.kind),
            where=where.get(one.locality_id or 0, ""),
            when=moment(one.made_at, house.zone, now=now),
            url=reverse(f"{prefix_of(request)}report", args=[one.public_id]),
            waits=_waits(one),
            is_first=one.is_hidden or one.appeal_waits,
        )

    page = ReportsPage(
        lead=_lead(len(open_ones), unread),
        lines=tuple(line(one) for one in open_ones),
        settled=tuple(line(one) for one in settled),
        times=_times(appeals.times(actor, since=now - LATELY))
        if policy.may(actor, Verb.ASK_OUT_OF_THE_HOUSE)
        else (),
        hours=hours_now(house, now=now),
    )
    return render(request, "desk/reports.html", {"page": page})


def prefix_of(request: HttpRequest) -> str:
    """Return which desk this is: the house's own, or the host's for what goes round leads."""
    match = request.resolver_match
    is_host = match is not None and (match.url_name or "").startswith("round_")
    return "round_" if is_host else ""


def _lead(how_many: int, unread: int) -> str:
    if not how_many:
        return _("Nothing waits.")
    if not unread:
        return _("Somebody has read each of them.")
    return ngettext(
        "One has been read by nobody yet.",
        "%(unread)d have been read by nobody yet.",
        unread,
    ) % {"unread": unread}


def _waits(one: There) -> str:
    if one.is_settled:
        return _("Settled.")
    said = []
    if one.is_hidden:
        said.append(_("Something is hidden until somebody looks."))
    if one.appeal_waits:
        said.append(_("Somebody asked for another look."))
    if not one.is_read:
        said.append(_("Nobody has read it yet."))
    if one.how_many > 1:
        said.append(
            _("%(many)d people told us of the same thing.") % {"many": one.how_many}
        )
    return " ".join(said) or _("Read, not settled yet.")


def _times(times: Times) -> tuple[str, ...]:
    """Return how long it takes here, in the last 90 days, where there is enough to say."""
    if not times.how_many:
        return ()
    said = [
        _("%(many)d reports in the last 90 days.") % {"many": times.how_many},
    ]
    if times.until_read is not None:
        said.append(
            _("Half of them were read within %(long)s.")
            % {"long": _long(times.until_read)}
        )
    if times.until_settled is not None:
        said.append(
            _("Half of them were settled within %(long)s.")
            % {"long": _long(times.until_settled)}
        )
    return tuple(said)


def _long(hours: float) -> str:
    if hours < 48:
        whole = max(1, round(hours))
        return ngettext("one hour", "%(n)d hours", whole) % {"n": whole}
    return _("%(n)d days") % {"n": round(hours / 24)}
