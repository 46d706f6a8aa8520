"""One safeguarding record: opened on record; what was done, what comes next, who holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.safety import asked, care, handing, practice, records
from hearthside.safety.care import CareLine
from hearthside.safety.chain import Happened
from hearthside.safety.records import NOTE, STEPS, Matter, RecordSheet, Written
from hearthside.web.desk.about_a_lead import AboutForm
from hearthside.web.desk.plain_words import apart
from hearthside.web.desk.record_forms import (
    AskedForm,
    CloseForm,
    NotYetForm,
    OfferForm,
    ReviewForm,
)
from hearthside.web.desk.record_words import EntryLine, day, entry_line
from hearthside.web.desk.records import is_whole
from hearthside.web.desk.standing import moment
from hearthside.web.desk.step_words import HEADINGS
from hearthside.web.desk.worry_words import KIND_WORDS
from hearthside.web.frame import house_of


@dataclass(frozen=True, slots=True)
class StepWay:
    """One heading as a way on, and how often something was written under it."""

    words: str
    lead: str
    url: str
    written: int


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Somebody asked what is kept of them."""

    url: str
    words: str


@dataclass(slots=True)
class Forms:
    """The questions of the page, with what was typed into one of them."""

    review: ReviewForm
    offer: OfferForm
    close: CloseForm
    not_yet: NotYetForm
    asked: AskedForm
    about: AboutForm


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything desk/record.html may show; what stands in it only once it is opened."""

    record_id: str
    when: str
    held: str
    review: str
    is_overdue: bool
    is_open: bool
    is_closed: bool
    is_erased: bool
    is_mine: bool
    may_take: bool
    offered: str
    is_closing: bool
    may_agree: bool
    wants_second_eyes: bool
    has_other_leads: bool
    is_whole: bool
    kind: str
    ways: tuple[StepWay, ...]
    entries: tuple[EntryLine, ...]
    cares: tuple[CareLine, ...]
    asked: tuple[AskedLine, ...]
    forms: Forms
    why_not: str
    readings: tuple[str, ...]
    has_typed: bool

    @property
    def shows_forms(self) -> bool:
        # What was typed stays, even when the quarter of an hour has gone by meanwhile.
        return self.is_open or self.has_typed


def show(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Show a record as far as this lead has opened it."""
    return draw(request, actor, now, record_id)


def draw(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    record_id: str,
    *,
    typed: Mapping[str, object] | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    """Draw the page; typed -- forms by name, with what was typed into them."""
    found = records.sheet(actor, record_id=record_id, now=now)
    zone, matter = house_of(request).zone, found.matter
    leads = handing.other_leads(actor, record_id=record_id) if found.is_open else {}
    forms = Forms(
        review=ReviewForm(initial={"on": matter.review_on.isoformat()}),
        offer=OfferForm(leads=leads),
        close=CloseForm(),
        not_yet=NotYetForm(),
        asked=AskedForm(initial={"on": now.date().isoformat()}),
        about=AboutForm(actor=actor),
    )
    for name, form in (typed or {}).items():
        setattr(forms, name, form)
    is_closed = matter.closed_at is not None
    page = RecordPage(
        record_id=record_id,
        when=moment(matter.opened_at, zone, now=now),
        held=_held(matter, now=now),
        review="" if is_closed else day(matter.review_on, now=now),
        is_overdue=not is_closed and matter.review_on < now.date(),
        is_open=found.is_open,
        is_closed=is_closed,
        is_erased=matter.is_erased,
        is_mine=matter.is_mine,
        may_take=not matter.is_mine
        and not is_closed
        and (matter.is_offered_to_me or handing.is_left(record_id)),
        offered=matter.offered_to,
        is_closing=matter.is_closing,
        may_agree=matter.is_closing and not found.asked_to_close_by_me,
        wants_second_eyes=practice.ours().second_eyes,
        has_other_leads=bool(leads),
        is_whole=is_whole(),
        kind=str(KIND_WORDS.get(found.kind, "")),
        ways=tuple(_way(record_id, step, found) for step in (*STEPS, NOTE)),
        entries=tuple(entry_line(one, zone=zone, now=now) for one in found.written),
        cares=care.lines(actor, record_id=record_id) if found.is_open else (),
        asked=_asked(actor, record_id, now=now) if found.is_open else (),
        forms=forms,
        why_not=why_not,
        readings=tuple(
            f"{one.who}, {moment(one.at, zone, now=now)}" for one in found.readings
        ),
        has_typed=bool(typed),
    )
    return render(request, "desk/record.html", {"page": page}, status=status)


def _held(matter: Matter, *, now: datetime) -> str:
    if matter.is_erased:
        return _("Its words are erased. That it was there is kept.")
    if matter.closed_at is not None and matter.erase_on is not None:
        return _("Closed. Its words go on %(day)s.") % {
            "day": day(matter.erase_on, now=now)
        }
    if matter.is_mine:
        return _("You hold it.")
    return format_html(_("{name} holds it."), name=apart(matter.held_by))


def _way(record_id: str, step: str, found: RecordSheet) -> StepWay:
    heading = HEADINGS[step]
    return StepWay(
        str(heading.words),
        str(heading.lead),
        reverse("record_step", args=[record_id, step]),
        sum(_is_under(one, step) for one in found.written),
    )


def _is_under(one: Written, step: str) -> bool:
    kinds = {Happened.STEP, Happened.TOLD}
    return one.kind in kinds and one.said.get("step") == step


def _asked(actor: Actor, record_id: str, *, now: datetime) -> tuple[AskedLine, ...]:
    return tuple(
        AskedLine(
            reverse("asked", args=[public_id]),
            _("Answered")
            if done
            else _("To be answered by %(day)s") % {"day": day(due, now=now)},
        )
        for public_id, due, done in asked.of_record(actor, record_id=record_id)
    )
