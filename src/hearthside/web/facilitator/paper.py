"""Tonight on paper: words in large letters, what comes when, chairs to write on."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.engines import paper, recurrence
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import running, schedule
from hearthside.organisation import crisis_lines
from hearthside.organisation.wording import limits_of
from hearthside.web import limits
from hearthside.web.desk.running_words import say_minutes
from hearthside.web.facilitator.paper_heads import Heads, heads
from hearthside.web.frame import house_of

log = logging.getLogger(__name__)

AN_HOUR: Final = 40
MOST_CHAIRS: Final = 24
MOST_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the evening, as it is printed."""

    at: str
    title: str
    minutes: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One number that answers tonight."""

    display: str
    name: str
    hours: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Everything facilitator/paper.html and the sheet "evening" may show. No name, no group.

    why -- why this is a page and not a file; empty on the sheet itself.
    opening, limits, closing -- paragraphs; limits: where confidence ends, in the words of
    the house. ring -- the ring of chairs in words.
    """

    why: str
    title: str
    lang: str
    when: str
    opening: tuple[str, ...]
    promises: tuple[str, ...]
    promised: str
    limits: tuple[str, ...]
    closing: tuple[str, ...]
    steps: tuple[Part, ...]
    ends: str
    seats: int
    ring: str
    help: tuple[Line, ...]
    heads: Heads


@dataclass(frozen=True, slots=True)
class Sitting:
    """When the evening on the paper is; is_usual when no date of it is coming."""

    starts: datetime
    minutes: int
    is_usual: bool = False


def of_date(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Answer with the paper of one evening, to those who lead it."""
    dated = schedule.the_date(date_id)
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=dated.id))
    group = directory.handles([dated.group_id])[dated.group_id]
    return _paper(request, group, _of(dated), now=now)


def of_group(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Answer with the paper of a group's next evening, or of a usual one."""
    verb = Verb.CHANGE_THE_RUNNING
    group = directory.handle(actor, public_id=group_id, now=now, verb=verb)
    if not group.is_ours:
        raise NotFound
    dated = schedule.next_of_each([group.id], now=now).get(group.id)
    if dated is not None and group.is_listed:
        return _paper(request, group, _of(dated), now=now)
    usual = directory.sheet(actor, public_id=group_id, now=now).pattern
    today = now.astimezone(ZoneInfo(group.zone)).date()
    starts = datetime.combine(today, usual.starts_at, tzinfo=ZoneInfo(group.zone))
    sitting = Sitting(starts, usual.minutes, is_usual=True)
    return _paper(request, group, sitting, now=now)


def _of(dated: schedule.Dated) -> Sitting:
    length = dated.ends_at - dated.starts_at
    return Sitting(dated.starts_at, max(1, length // timedelta(minutes=1)))


def _paper(
    request: HttpRequest, group: Handle, sitting: Sitting, *, now: datetime
) -> HttpResponse:
    if limits.is_too_often(request, "paper", most=AN_HOUR, store=limits.IN_MEMORY):
        why = _(
            "Many papers were made from here in the last hour. This page has the same "
            "words: print it from your browser."
        )
        return _as_page(request, _page(request, group, sitting, why=why, now=now))
    page = _page(request, group, sitting, now=now)
    try:
        made = paper.pdf("evening", asdict(page))
    except paper.CannotPrint as fault:
        log.warning("no paper came out", extra={"kind": str(fault), "group": group.id})
        why = _(
            "The paper could not be made just now. This page has the same words: print "
            "it from your browser."
        )
        return _as_page(request, _page(request, group, sitting, why=why, now=now))
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="evening.pdf"'
    return answer


def _as_page(request: HttpRequest, page: PaperPage) -> HttpResponse:
    return render(request, "facilitator/paper.html", {"page": page})


def _page(
    request: HttpRequest,
    group: Handle,
    sitting: Sitting,
    *,
    now: datetime,
    why: str = "",
) -> PaperPage:
    zone = ZoneInfo(group.zone)
    order = running.order_of(group.id, minutes=sitting.minutes)
    moments = running.starts_of(order.steps, starts_at=sitting.starts.astimezone(zone))
    table = directory.table_of(group.id)
    chairs = max(1, min(MOST_CHAIRS, table.seats))
    return PaperPage(
        why=why,
        title=house_of(request).tab_title,
        lang=(get_language() or "en").split("-")[0],
        when=_when(sitting, zone, now=now),
        opening=paragraphs(order.opening_words),
        promises=table.promises,
        promised=_("Last changed on %(day)s")
        % {"day": recurrence.say_date(table.changed_on)}
        if table.changed_on
        else "",
        limits=paragraphs(limits_of(house_of(request))),
        closing=paragraphs(order.closing_words),
        steps=tuple(
            Part(
                recurrence.say_time(at.time()),
                step.title,
                say_minutes(step.minutes),
                step.words,
            )
            for step, at in zip(order.steps, moments, strict=False)
        ),
        ends=recurrence.say_time(moments[-1].time()),
        seats=chairs,
        ring=ngettext(
            "A ring with %(chairs)d empty chair to write on",
            "A ring of %(chairs)d empty chairs to write on",
            chairs,
        )
        % {"chairs": chairs},
        help=tuple(
            Line(line.display, line.name, line.hours)
            for line in crisis_lines.lines_for(group.locality_id)[:MOST_LINES]
        ),
        heads=heads(),
    )


def _when(sitting: Sitting, zone: ZoneInfo, *, now: datetime) -> str:
    starts = sitting.starts.astimezone(zone)
    ends = (sitting.starts + timedelta(minutes=sitting.minutes)).astimezone(zone)
    if sitting.is_usual:
        day = _("A usual evening")
    else:
        today = now.astimezone(zone).date()
        day = recurrence.say_date(starts.date(), today=today)
    return _("%(day)s, %(starts)s to %(ends)s") % {
        "day": day,
        "starts": recurrence.say_time(starts.time()),
        "ends": recurrence.say_time(ends.time()),
    }


def paragraphs(words: str) -> tuple[str, ...]:
    """Return what was written, one paragraph each, empty lines left out."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())
