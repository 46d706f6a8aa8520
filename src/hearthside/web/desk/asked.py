"""Somebody asks what a record says of them: what is about others is taken out of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.safety import asked
from hearthside.safety.asked import AskedSheet, CannotAnswer, Part, Passage
from hearthside.safety.redacting import GAP
from hearthside.web.desk.record_forms import NamesForm
from hearthside.web.desk.record_words import day
from hearthside.web.desk.standing import moment
from hearthside.web.frame import house_of

SEVERAL: Final = frozenset({"out"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and whether it is taken out."""

    key: str
    words: str
    is_out: bool


@dataclass(frozen=True, slots=True)
class PassageLine:
    """One entry: its sentences to tick, and what would be given of it."""

    when: str
    sentences: tuple[Sentence, ...]
    given: str


@dataclass(frozen=True, slots=True)
class AskedPage:
    """Everything desk/asked.html may show."""

    asked_id: str
    record_id: str
    lead: str
    is_open: bool
    is_answered: bool
    form: NamesForm
    passages: tuple[PassageLine, ...]
    gap: str
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, asked_id: str
) -> HttpResponse:
    """Show what would be given, sentence by sentence."""
    return _page(request, actor, now, asked_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, asked_id: str
) -> HttpResponse:
    """Keep what is taken out."""
    form = NamesForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, now, asked_id, form=form, status=400)
    try:
        asked.take_out(
            actor,
            asked_id=asked_id,
            names=form.cleaned_data["names"],
            sentences=frozenset(request.POST.getlist("out")),
            now=now,
        )
    except CannotAnswer as no:
        return _page(
            request, actor, now, asked_id, form=form, why_not=no.why, status=409
        )
    messages.success(request, _("Kept. Read the answer below once more."))
    return redirect("asked", asked_id)


def given(
    request: HttpRequest, actor: Actor, now: datetime, asked_id: str
) -> HttpResponse:
    """Note that the answer was given."""
    asked.answered(actor, asked_id=asked_id, now=now)
    messages.success(request, _("Noted: answered."))
    return redirect("asked", asked_id)


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    asked_id: str,
    *,
    form: NamesForm | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    found = asked.sheet(actor, asked_id=asked_id, now=now)
    zone = house_of(request).zone
    ticked = frozenset(request.POST.getlist("out")) if form is not None else None
    page = AskedPage(
        asked_id=asked_id,
        record_id=found.record_id,
        lead=_lead(found, now=now),
        is_open=found.is_open,
        is_answered=found.is_answered,
        form=form or NamesForm(initial={"names": "\n".join(found.names)}),
        passages=tuple(
            _passage(one, ticked, zone=zone, now=now) for one in found.passages
        ),
        gap=GAP,
        why_not=why_not,
    )
    return render(request, "desk/asked.html", {"page": page}, status=status)


def _lead(found: AskedSheet, *, now: datetime) -> str:
    if found.is_answered:
        return _("This is answered.")
    return _("Asked on %(asked)s. The answer is due by %(due)s.") % {
        "asked": day(found.asked_on, now=now),
        "due": day(found.due_on, now=now),
    }


def _passage(
    one: Passage, ticked: frozenset[str] | None, *, zone: str, now: datetime
) -> PassageLine:
    return PassageLine(
        moment(one.at, zone, now=now),
        tuple(
            Sentence(key, words, key in ticked if ticked is not None else is_out)
            for part in one.parts
            for key, words, is_out in _sentences(part)
        ),
        "\n".join(part.as_given for part in one.parts),
    )


def _sentences(part: Part) -> list[tuple[str, str, bool]]:
    return [
        (f"{part.key}.{number}", words, number in part.hidden)
        for number, words in enumerate(part.sentences)
    ]
