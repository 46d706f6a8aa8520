"""What a lead does with a record: looks again, hands over, closes it, cares for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.safety import asked, closing, handing, records, round_a_lead
from hearthside.web.desk.about_a_lead import AboutForm
from hearthside.web.desk.record import draw
from hearthside.web.desk.record_forms import (
    AskedForm,
    CloseForm,
    NotYetForm,
    OfferForm,
    ReviewForm,
)
from hearthside.workflows import keep_a_record


def open_it(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Open it, on record."""
    records.open_record(actor, record_id=record_id, now=now)
    return redirect("read_record", record_id)


def review(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Choose when it is looked at again."""
    form = ReviewForm(request.POST)

    def act() -> str:
        on = form.cleaned_data["on"]
        records.look_again_on(actor, record_id=record_id, on=on, now=now)
        return _("Kept.")

    return _do(request, actor, now, record_id, "review", form, act)


def offer(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Offer it to another lead."""
    form = OfferForm(
        request.POST, leads=handing.other_leads(actor, record_id=record_id)
    )

    def act() -> str:
        keep_a_record.offer_to(
            actor,
            record_id=record_id,
            to=form.cleaned_data["to"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )
        return _("Offered. You hold it until the other lead takes it.")

    return _do(request, actor, now, record_id, "offer", form, act)


def take(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Hold it from now on."""

    def act() -> str:
        handing.take(actor, record_id=record_id, now=now)
        return _("You hold this record now.")

    return _do(request, actor, now, record_id, "", None, act)


def close(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Close it, or ask a second lead to look first."""
    form = CloseForm(request.POST)

    def act() -> str:
        is_closed = keep_a_record.close(
            actor,
            record_id=record_id,
            outcome=form.cleaned_data["outcome"],
            words=form.cleaned_data["words"],
            base_address=settings.CONFIG.base_address,
            now=now,
        )
        return (
            _("Closed.")
            if is_closed
            else _("The other leads are told. It closes when one of them agrees.")
        )

    return _do(request, actor, now, record_id, "close", form, act)


def agree(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Agree that it can be closed, as the second lead."""

    def act() -> str:
        closing.agree(actor, record_id=record_id, now=now)
        return _("Closed.")

    return _do(request, actor, now, record_id, "", None, act)


def not_yet(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Say what is to be done first."""
    form = NotYetForm(request.POST)

    def act() -> str:
        words = form.cleaned_data["words"]
        closing.not_yet(actor, record_id=record_id, words=words, now=now)
        return _("It stays open.")

    return _do(request, actor, now, record_id, "not_yet", form, act)


def offer_care(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Offer a talk to those who were there."""

    def act() -> str:
        base_address = settings.CONFIG.base_address
        offered = keep_a_record.offer_care(
            actor, record_id=record_id, base_address=base_address, now=now
        )
        if not offered:
            return _("Everybody we know of has been offered one already.")
        return ngettext(
            "A talk is offered to one person.",
            "A talk is offered to %(offered)d people.",
            offered,
        ) % {"offered": offered}

    return _do(request, actor, now, record_id, "", None, act)


def somebody_asks(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Note that somebody asked what is kept of them."""
    form = AskedForm(request.POST)

    def act() -> str:
        on = form.cleaned_data["on"]
        asked.ask(actor, record_id=record_id, on=on, now=now)
        return _("Noted. There is a month to answer.")

    return _do(request, actor, now, record_id, "asked", form, act)


def is_about(
    request: HttpRequest, actor: Actor, now: datetime, record_id: str
) -> HttpResponse:
    """Keep it from another lead, because it is about them."""
    records.sheet(actor, record_id=record_id, now=now)
    form = AboutForm(request.POST, actor=actor)

    def act() -> str:
        round_a_lead.record_is_about(
            actor, public_id=record_id, lead=form.chosen, now=now
        )
        return _("They no longer see that it is there.")

    return _do(request, actor, now, record_id, "about", form, act)


def _do(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    record_id: str,
    name: str,
    form: forms.Form | None,
    act: Callable[[], str],
) -> HttpResponse:
    typed = {name: form} if form is not None else {}
    if form is not None and not form.is_valid():
        return draw(request, actor, now, record_id, typed=typed, status=400)
    try:
        said = act()
    except NotFound:
        raise
    except Refusal as no:
        return draw(
            request, actor, now, record_id, typed=typed, why_not=no.why, status=409
        )
    messages.success(request, said)
    return redirect("read_record", record_id)
