"""Safeguarding records at the lead's desk: that they are there, and whether the chain holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.organisation.wording import areas
from hearthside.safety import chain, locks, records
from hearthside.safety.records import Matter
from hearthside.web.desk.plain_words import apart
from hearthside.web.desk.record_words import day
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record in the list."""

    when: str
    where: str
    url: str
    held: str
    review: str
    is_overdue: bool
    is_for_me: str


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """Everything desk/records.html may show."""

    lines: tuple[RecordRow, ...]
    closed: tuple[RecordRow, ...]
    is_whole: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show that records are there."""
    found = [one for one in records.matters(actor) if not one.is_erased]
    places = {area.id: area.name for area in areas()}
    zone = house_of(request).zone
    rows = [
        (one, _row(actor, one, places.get(one.locality_id or 0, ""), zone, now))
        for one in found
    ]
    page = RecordsPage(
        lines=tuple(row for one, row in rows if one.closed_at is None),
        closed=tuple(row for one, row in rows if one.closed_at is not None),
        is_whole=is_whole(),
    )
    return render(request, "desk/records.html", {"page": page})


def is_whole() -> bool:
    """Return whether every entry hangs on the one before, and the locks are on."""
    return chain.first_break() is None and not locks.missing()


def _row(actor: Actor, one: Matter, where: str, zone: str, now: datetime) -> RecordRow:
    if one.closed_at is not None and one.erase_on is not None:
        held = _("Closed. Its words go on %(day)s.") % {
            "day": day(one.erase_on, now=now)
        }
    elif one.is_mine:
        held = _("You hold it.")
    else:
        held = format_html(_("{name} holds it."), name=apart(one.held_by))
    return RecordRow(
        when=moment(one.opened_at, zone, now=now),
        where=where,
        url=reverse("read_record", args=[one.public_id]),
        held=held,
        review=""
        if one.closed_at is not None
        else _("To be looked at again on %(day)s.")
        % {"day": day(one.review_on, now=now)},
        is_overdue=one.closed_at is None and one.review_on < now.date(),
        is_for_me=_for_me(one),
    )


def _for_me(one: Matter) -> str:
    if one.is_offered_to_me:
        return _("offered to you")
    if one.is_closing and not one.is_mine:
        return _("wants a second lead to look")
    return ""
