"""One worry: opened on record, then held, made a record, joined to one, or closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.safety import gathering, records, round_a_lead, settling, worries
from hearthside.safety.worries import LONGEST, Sheet, Told
from hearthside.web import errors
from hearthside.web.desk.about_a_lead import AboutForm
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.desk.record_words import matter_words
from hearthside.web.desk.standing import moment
from hearthside.web.desk.step_words import HEADINGS
from hearthside.web.desk.worries import held_words
from hearthside.web.desk.worry_words import KIND_WORDS
from hearthside.web.frame import house_of


class CloseWorryForm(forms.Form):
    """Why nothing more is to be done."""

    why = PlainWords(
        label=gettext_lazy("Why nothing more is to be done"),
        help_text=gettext_lazy(
            "For the other leads. It goes with the worry in a year."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say in a few words why.")},
    )


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What was told afterwards."""

    head: str
    words: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record this worry could be joined to."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadWorryPage:
    """Everything desk/worry.html may show; its words only once it is opened."""

    worry_id: str
    when: str
    held: str
    look_by: str
    is_overdue: bool
    may_hold: bool
    is_open: bool
    is_closed: bool
    closed_why: str
    record_id: str
    kind: str
    words: str
    raised_by: str
    times: int
    told: tuple[ToldLine, ...]
    open_records: tuple[OpenRecord, ...]
    form: CloseWorryForm
    about: AboutForm
    why_not: str
    readings: tuple[str, ...]

    @property
    def shows_close(self) -> bool:
        # What was typed stays, even when the quarter of an hour has gone by meanwhile.
        is_there = self.is_open or self.form.is_bound
        return is_there and not self.is_closed and not self.record_id


def show(
    request: HttpRequest, actor: Actor, now: datetime, worry_id: str
) -> HttpResponse:
    """Show a worry as far as this lead has opened it."""
    return _page(request, actor, now, worry_id, CloseWorryForm())


def open_it(
    request: HttpRequest, actor: Actor, now: datetime, worry_id: str
) -> HttpResponse:
    """Open it, on record."""
    worries.open_worry(actor, public_id=worry_id, now=now)
    return redirect("read_worry", worry_id)


def take_hold(
    request: HttpRequest, actor: Actor, now: datetime, worry_id: str
) -> HttpResponse:
    """Hold it from now on."""
    no = _refusal(lambda: worries.take_hold(actor, public_id=worry_id, now=now))
    if no is not None:
        return _refused(request, no, "hold/")
    messages.success(request, _("You hold this worry now."))
    return redirect("read_worry", worry_id)


def make_record(
    request: HttpRequest, actor: Actor, now: datetime, worry_id: str
) -> HttpResponse:
    """Make a record of it, held by this lead."""
    try:
        record_id = gathering.make_record(actor, worry_id=worry_id, now=now)
    except gathering.CannotMakeRecord as no:
        return _refused(request, no, "record/")
    messages.success(request, _("This is a record now, and you hold it."))
    return redirect("read_record", record_id)


def join(
    request: HttpRequest, actor: Actor, now: datetime, worry_id: str
) -> HttpResponse:
    """Join it to a record that is open."""
    record_id = request.POST.get("record", "")[:40]
    no = _refusal(
        lambda: gathering.join(actor, worry_id=worry_id, record_id=record_id, now=now)
    )
    if no is not None:
        return _refused(request, no, "join/")
    messages.success(request, _("Joined. Its words stand in this record now."))
    return redirect("read_record", record_id)


def close(
    request: HttpRequest, actor: Actor, now: datetime, worry_id: str
) -> HttpResponse:
    """Close it, with a reason."""
    form = CloseWorryForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, now, worry_id, form, status=400)
    why = form.cleaned_data["why"]
    no = _refusal(lambda: settling.close(actor, public_id=worry_id, why=why, now=now))
    if no is not None:
        return _page(request, actor, now, worry_id, form, why_not=no.why, status=409)
    messages.success(request, _("Closed. It goes in a year."))
    return redirect("worries")


def is_about(
    request: HttpRequest, actor: Actor, now: datetime, worry_id: str
) -> HttpResponse:
    """Keep it from another lead, because it is about them."""
    worries.sheet(actor, public_id=worry_id, now=now)
    about = AboutForm(request.POST, actor=actor)
    if not about.is_valid():
        return _page(
            request, actor, now, worry_id, CloseWorryForm(), about=about, status=400
        )
    no = _refusal(
        lambda: round_a_lead.worry_is_about(
            actor, public_id=worry_id, lead=about.chosen, now=now
        )
    )
    if no is not None:
        return _refused(request, no, "about/")
    messages.success(request, _("They no longer see that it is there."))
    return redirect("read_worry", worry_id)


def _refusal(act: Callable[[], None]) -> Refusal | None:
    try:
        act()
    except NotFound:
        raise
    except Refusal as no:
        return no
    return None


def _refused(request: HttpRequest, no: Refusal, end: str) -> HttpResponse:
    here = request.path.rsplit(end, 1)[0]
    return errors.refused(
        request, no.why, next_url=here, next_words=_("Back to the worry")
    )


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    worry_id: str,
    form: CloseWorryForm,
    *,
    about: AboutForm | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    found = worries.sheet(actor, public_id=worry_id, now=now)
    zone = house_of(request).zone
    joinable = found.is_open and not found.there.is_closed and not found.record_id
    page = ReadWorryPage(
        worry_id=found.there.public_id,
        when=moment(found.there.raised_at, zone, now=now),
        held=_held(found),
        look_by=moment(found.look_by, zone, now=now) if found.look_by else "",
        is_overdue=found.there.is_overdue,
        may_hold=not found.there.held_by and not found.there.is_closed,
        is_open=found.is_open,
        is_closed=found.there.is_closed,
        closed_why=found.closed_why,
        record_id=found.record_id,
        kind=str(KIND_WORDS.get(found.kind, "")),
        words=found.words,
        raised_by=found.raised_by,
        times=found.times,
        told=tuple(_told(one, zone=zone, now=now) for one in found.told),
        open_records=_open_records(actor, zone=zone, now=now) if joinable else (),
        form=form,
        about=about or AboutForm(actor=actor),
        why_not=why_not,
        readings=tuple(
            f"{one.who}, {moment(one.at, zone, now=now)}" for one in found.readings
        ),
    )
    return render(request, "desk/worry.html", {"page": page}, status=status)


def _held(found: Sheet) -> str:
    if found.record_id:
        return _("It stands in a record now.")
    if found.there.is_closed:
        return _("It is closed.")
    return _("You hold it.") if found.is_mine else held_words(found.there)


def _told(one: Told, *, zone: str, now: datetime) -> ToldLine:
    heading = HEADINGS.get(one.step)
    about = str(heading.words) if heading else one.who
    more = (
        _("Next: %(said)s") % {"said": one.by_when} if one.by_when else "",
        _("Who: %(said)s") % {"said": one.who} if one.who and heading else "",
        _("To reach who told it: %(said)s") % {"said": one.reach} if one.reach else "",
        _("Told by %(said)s") % {"said": one.who_told} if one.who_told else "",
        moment(one.at, zone, now=now),
    )
    return ToldLine(about, one.words, tuple(line for line in more if line))


def _open_records(actor: Actor, *, zone: str, now: datetime) -> tuple[OpenRecord, ...]:
    return tuple(
        OpenRecord(one.public_id, matter_words(one, zone=zone, now=now))
        for one in records.matters(actor)
        if one.closed_at is None
    )
