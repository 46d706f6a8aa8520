"""One evening for those who lead it: who might come, check in, open, close, check out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hearthside.core.actor import Actor
from hearthside.meetings import (
    counting,
    debriefing,
    evenings,
    holding,
    lone_working,
    might_come,
    slips,
)
from hearthside.meetings.evenings import Evening
from hearthside.meetings.lone_working import Checked
from hearthside.web.facilitator import evening_words as words
from hearthside.web.facilitator.evening_forms import CountForm, DebriefForm
from hearthside.web.facilitator.evening_words import Fact, Step
from hearthside.web.rings import Ring, ring_of
from hearthside.workflows.come_to_a_meeting import IN_WRITING

SEATS: Final = 12
# Near the end, closing is what comes next.
NEAR_THE_END: Final = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Expecting:
    """Who said they might come, as sums."""

    people: str
    ring: Ring
    facts: tuple[Fact, ...]
    forgotten: str


@dataclass(frozen=True, slots=True)
class EveningPage:
    """Everything facilitator/evening.html may show.

    stage -- off, before, mine, elsewhere or closed. first -- the one thing to do next:
    check_in, open, run, take, close, check_out or nothing. safe_first -- that is about
    the keys, so they stand at the top.
    why_not -- why the last act was declined; cannot -- why it cannot be opened now.
    from_when -- while it is too early to check in: from when on one can.
    room_url -- the room in writing, where people come from home; otherwise empty.
    """

    head: str
    group_name: str
    stage: str
    first: str
    safe_first: bool
    stands: str
    steps: tuple[Step, ...]
    why_not: str
    cannot: str
    from_when: str
    term: int
    is_in: bool
    was_in: bool
    checked: str
    who_is_told: str
    expecting: Expecting | None
    counted: str
    count: CountForm
    debrief: DebriefForm
    has_said: bool
    date_id: str
    run_url: str
    room_url: str
    paper_url: str
    slips_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, date_id: str
) -> HttpResponse:
    """Show the evening and the one thing to do next."""
    return page(request, actor, now, date_id)


def page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    date_id: str,
    *,
    why_not: str = "",
    count: CountForm | None = None,
    debrief: DebriefForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the evening; with a refusal, what was typed stays typed."""
    evening = evenings.evening(actor, public_id=date_id, now=now)
    dated = evening.dated
    checked = lone_working.my_check(actor, meeting_id=dated.id)
    stage = words.stage_of(evening)
    said = debriefing.how_i_was(actor, meeting_id=dated.id)
    cannot = ""
    if stage == words.BEFORE:
        cannot = holding.why_not_open(actor, meeting_id=dated.id, at=now) or ""
    first = _first(stage, checked, cannot, evening, now=now)
    shown = EveningPage(
        head=words.head(evening, now=now),
        group_name=evening.group.name,
        stage=stage,
        first=first,
        safe_first=first in {"check_in", "check_out"},
        stands=words.stands(evening),
        steps=words.steps(evening, checked),
        why_not=why_not,
        cannot=cannot,
        from_when=words.from_when(evening, now=now),
        term=evening.standing.term,
        is_in=checked.is_in,
        was_in=checked.in_at is not None,
        checked=words.checked_words(checked, evening),
        who_is_told=words.who_is_told(evening, checked),
        expecting=None
        if stage == words.CLOSED
        else _expecting(actor, evening, now=now),
        counted=words.sums(counting.of_this_evening(actor, meeting_id=dated.id))
        if stage == words.CLOSED
        else "",
        count=count or CountForm(initial={"term": evening.standing.term}),
        debrief=debrief
        or DebriefForm(initial={"how": said.how, "wants_a_talk": said.wants_a_talk}),
        has_said=said.written_at is not None,
        date_id=date_id,
        run_url=reverse("run", args=[date_id]),
        room_url=reverse("room", args=[date_id])
        if evening.group.attendance in IN_WRITING
        else "",
        paper_url=reverse("paper", args=[date_id]),
        slips_url=_slips_url(evening, stage),
    )
    return render(request, "facilitator/evening.html", {"page": shown}, status=status)


def _slips_url(evening: Evening, stage: str) -> str:
    if stage != words.CLOSED or not slips.are_wanted(evening.group.id):
        return ""
    return reverse("slip_codes", args=[evening.dated.public_id])


def _first(
    stage: str, checked: Checked, cannot: str, evening: Evening, *, now: datetime
) -> str:
    if stage == words.BEFORE:
        if checked.in_at is None:
            return "" if words.is_too_early(evening, now=now) else "check_in"
        return "" if cannot else "open"
    if stage == words.ELSEWHERE:
        return "" if checked.in_at is None else "take"
    if stage == words.MINE:
        return "close" if now >= evening.dated.ends_at - NEAR_THE_END else "run"
    return "check_out" if checked.is_in else ""


def _expecting(actor: Actor, evening: Evening, *, now: datetime) -> Expecting | None:
    if evening.dated.is_called_off:
        return None
    said = might_come.expected(actor, evening.dated)
    return Expecting(
        words.people(said),
        ring_of(said.people, SEATS, middle=str(said.people)),
        words.facts(said),
        words.forgotten(evening, now=now),
    )
