"""Services at the desk: which somebody doubts, whose lists we show, and a file to bring in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.signposting import doubts, lists, readings
from hearthside.signposting.doubts import CannotSayDoubt, Doubted
from hearthside.signposting.lists import CannotKeepList, ListCard
from hearthside.signposting.readings import Looked, State
from hearthside.web.desk.services_form import ServicesUpload
from hearthside.web.doubt_words import DOUBTS
from hearthside.web.frame import house_of
from hearthside.workflows import bring_in_services
from hearthside.workflows.answer_a_doubt import answer_a_doubt


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """One service somebody doubts. what -- in words, with how often."""

    name: str
    organisation: str
    url: str
    what: tuple[str, ...]
    last: str
    list_name: str
    answer_url: str


@dataclass(frozen=True, slots=True)
class OffRow:
    """One service that was taken off, and where to show it again."""

    name: str
    whose: tuple[str, ...]
    answer_url: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list: whose, when it was last read, how much is in it; trouble, or ""."""

    name: str
    licence: str
    fetched: str
    trouble: str
    here: str
    gone: str


@dataclass(frozen=True, slots=True)
class LookedRow:
    """One reading of a file, and how it stands."""

    url: str
    name: str
    made: str
    standing: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ServicesDeskPage:
    """Everything desk/services.html may show."""

    doubts: tuple[DoubtRow, ...]
    taken_off: tuple[OffRow, ...]
    lists: tuple[ListRow, ...]
    readings: tuple[LookedRow, ...]
    form: ServicesUpload


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show what waits, the lists, and the form."""
    first = {"country": house_of(request).country}
    return _page(request, actor, ServicesUpload(initial=first), now=now)


def act(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Look into an uploaded file, and show what was found in it."""
    form = ServicesUpload(request.POST, request.FILES)
    if form.is_valid():
        try:
            public_id = bring_in_services.look_into(
                actor, form.cleaned_data["file"].read(), source=form.source, now=now
            )
        except NotFound:
            raise
        except CannotKeepList as no:
            form.add_error("country" if "country" in no.why else "name", no.why)
        except Refusal as no:
            form.add_error("file", no.why)
        else:
            return redirect("services_reading", public_id)
    return _page(request, actor, form, now=now, status=422)


def answer(
    request: HttpRequest, actor: Actor, now: datetime, service_id: str
) -> HttpResponse:
    """Say that a service is right, take it off, or show it again."""
    answered = request.POST.get("answered", "")
    try:
        answer_a_doubt(actor, service_id, answered=answered, now=now)
    except CannotSayDoubt as no:
        messages.info(request, _(no.why))
        return redirect("services_desk")
    said = {
        doubts.RIGHT: _("It says now that you checked it today."),
        doubts.OFF: _("It is taken off. Nobody finds it any more."),
        doubts.AGAIN: _("It is shown again."),
    }
    messages.info(request, said[answered])
    return redirect("services_desk")


def _page(
    request: HttpRequest,
    actor: Actor,
    form: ServicesUpload,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    zone = house_of(request).zone
    today = now.astimezone(ZoneInfo(zone)).date()
    page = ServicesDeskPage(
        doubts=tuple(
            DoubtRow(
                name=one.name,
                organisation=one.organisation,
                url=reverse("service", args=[one.public_id]),
                what=_said(one),
                last=recurrence.say_date(one.last_on, today=today),
                list_name=one.list_name,
                answer_url=reverse("answer_doubt", args=[one.public_id]),
            )
            for one in doubts.waiting(actor)
        ),
        taken_off=tuple(
            OffRow(
                name=one.name,
                whose=tuple(filter(None, (one.organisation, one.list_name))),
                answer_url=reverse("answer_doubt", args=[one.public_id]),
            )
            for one in doubts.taken_off(actor)
        ),
        lists=tuple(_list_row(card, zone=zone) for card in lists.lists(actor)),
        readings=tuple(_looked(one, zone=zone) for one in readings.latest(actor)),
        form=form,
    )
    return render(request, "desk/services.html", {"page": page}, status=status)


def _said(one: Doubted) -> tuple[str, ...]:
    return tuple(
        ngettext("%(what)s (once)", "%(what)s (%(times)s times)", times)
        % {"what": DOUBTS[what], "times": times}
        for what, times in one.what
    )


def _moment(at: datetime, zone: str) -> str:
    return recurrence.say_moment(at.astimezone(ZoneInfo(zone)))


def _list_row(card: ListCard, *, zone: str) -> ListRow:
    trouble = ""
    if card.trouble_since:
        trouble = _("since %(date)s: %(why)s") % {
            "date": _moment(card.trouble_since, zone),
            "why": card.trouble,
        }
    at = card.fetched_at
    return ListRow(
        name=card.name,
        licence=card.licence,
        fetched=_moment(at, zone) if at else _("Not brought in yet"),
        trouble=trouble,
        here=f"{card.here:,}",
        gone=f"{card.gone:,}",
    )


def _looked(one: Looked, *, zone: str) -> LookedRow:
    return LookedRow(
        url=reverse("services_reading", args=[one.public_id]),
        name=one.source.name,
        made=_moment(one.made_at, zone),
        standing=standing(one.state),
        is_open=one.state != State.DONE,
    )


def standing(state: str) -> str:
    """Return how a reading stands, in words."""
    return {
        State.LOOKED_AT: _("Looked at, not brought in"),
        State.RUNNING: _("Coming in now"),
        State.DONE: _("Brought in"),
        State.BROKEN: _("Broke off"),
    }[State(state)]
