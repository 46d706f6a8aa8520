"""The dates of one group: what comes, how many came, is the listing true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.groups import directory, freshness
from hearthside.groups.directory import Handle, Sheet
from hearthside.meetings import attendance, rota, schedule
from hearthside.meetings.attendance import Evening
from hearthside.people.signing_in import names_of
from hearthside.web.desk.attendance_words import number_of, what_it_shows
from hearthside.web.desk.standing import Standing, moment, standing
from hearthside.web.rings import Ring, ring_of


@dataclass(frozen=True, slots=True)
class Past:
    """One past meeting as parts/rings.html shows it."""

    day: str
    number: str
    words: str
    ring: Ring


@dataclass(frozen=True, slots=True)
class Rings:
    """The head counts of the last dates, and the sentence that says what they show."""

    words: str
    head: str
    meetings: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class Caution:
    """A date on which somebody found nobody there."""

    words: str
    on: str


@dataclass(frozen=True, slots=True)
class DatesPage:
    """Everything desk/dates.html may show.

    no_dates -- why there is no date to show, when there is none.
    """

    group_name: str
    usual: str
    confirmed: str
    is_faded: bool
    cautions: tuple[Caution, ...]
    coming: tuple[Standing, ...]
    no_dates: str
    rings: Rings | None
    group_url: str
    confirm_url: str
    answer_url: str
    details_url: str
    photo_url: str
    poster_url: str
    running_url: str
    paper_url: str
    felt_url: str
    newcomers_url: str
    agreement_url: str
    belonging_url: str
    rota_url: str
    numbers_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the dates of one of our groups to those who look after it."""
    group = _ours(actor, group_id, verb=Verb.CHANGE_A_DATE, now=now)
    sheet = directory.sheet(actor, public_id=group_id, now=now)
    today = now.astimezone(ZoneInfo(group.zone)).date()
    page = DatesPage(
        group_name=group.name,
        usual=recurrence.sentence(sheet.pattern),
        confirmed=moment(sheet.confirmed_at, group.zone, now=now),
        is_faded=sheet.is_faded,
        cautions=tuple(
            Caution(recurrence.say_date(on, today=today), on.isoformat())
            for on in sheet.cautions
        ),
        coming=_coming(group, now=now) if group.is_listed else (),
        no_dates=_no_dates(sheet),
        rings=_rings(actor, group, sheet, now=now),
        group_url=reverse("group", args=[group_id]),
        confirm_url=reverse("confirm", args=[group_id]),
        answer_url=reverse("answer", args=[group_id]),
        details_url=_if_may(actor, Verb.CHANGE_A_GROUP, group, "details"),
        photo_url=_if_may(actor, Verb.CHANGE_A_GROUP, group, "door_photo"),
        poster_url=reverse("poster", args=[group_id]) if group.is_listed else "",
        running_url=_if_may(actor, Verb.CHANGE_THE_RUNNING, group, "running"),
        paper_url=_if_may(actor, Verb.CHANGE_THE_RUNNING, group, "group_paper"),
        felt_url=_if_may(actor, Verb.SEE_HOW_IT_FELT, group, "how_visits_felt"),
        newcomers_url=_if_may(actor, Verb.MEET_NEWCOMERS, group, "newcomers"),
        agreement_url=reverse("agreement", args=[group_id]),
        belonging_url=_if_may(actor, Verb.CHANGE_HOW_ONE_BELONGS, group, "belonging"),
        rota_url=_if_may(actor, Verb.KEEP_THE_ROTA, group, "rota"),
        numbers_url=_if_may(actor, Verb.SEE_NUMBERS, group, "group_numbers"),
    )
    return render(request, "desk/dates.html", {"page": page})


def confirm(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Say that the listing is true today."""
    group = _ours(actor, group_id, verb=Verb.CONFIRM_A_LISTING, now=now)
    freshness.confirm(actor, group_id=group.id, now=now)
    messages.success(
        request,
        _("Thank you. The listing of %(name)s is confirmed for today.")
        % {"name": group.name},
    )
    if request.POST.get("back") == "desk":
        return redirect("desk")
    return redirect("dates", group_id)


def answer(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Take a caution off, because somebody looked into it."""
    group = directory.handle(
        actor, public_id=group_id, now=now, verb=Verb.CONFIRM_A_LISTING
    )
    on = _day(request.POST.get("on", ""))
    freshness.answer_caution(actor, group_id=group.id, on=on, now=now)
    messages.success(
        request,
        _("The caution on %(name)s is taken off. If the listing is wrong, change it.")
        % {"name": group.name},
    )
    return redirect("desk")


def _ours(actor: Actor, public_id: str, *, verb: Verb, now: datetime) -> Handle:
    group = directory.handle(actor, public_id=public_id, now=now, verb=verb)
    if not group.is_ours:
        # Somebody else's listing has no dates of ours to change or confirm.
        raise NotFound
    return group


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as nonsense:
        raise BadRequest("That is not a day.") from nonsense


def _no_dates(sheet: Sheet) -> str:
    if sheet.is_paused:
        return _(
            "This group is taking a pause, so no date is shown to anybody. Its details "
            "put it back on the list."
        )
    if not sheet.is_listed:
        return _(
            "This group is not listed, so no date is shown to anybody. Its details put "
            "it back on the list."
        )
    return _(
        "No date in the coming three months. Look at the usual pattern in the details."
    )


def _coming(group: Handle, *, now: datetime) -> tuple[Standing, ...]:
    found = [
        dated
        for dated in schedule.dates_between(
            [group.id], first=now - schedule.LONGEST, last=now + schedule.AHEAD
        )
        if dated.ends_at > now
    ]
    ids = [dated.id for dated in found]
    ready, down = rota.ready(ids), rota.on_the_rota(ids)
    names = names_of(sorted({who for people in down.values() for who in people}))
    return tuple(
        standing(
            dated,
            zone=group.zone,
            ready=ready[dated.id],
            who=tuple(names[who] for who in down[dated.id] if who in names),
            now=now,
        )
        for dated in found
    )


def _rings(actor: Actor, group: Handle, sheet: Sheet, *, now: datetime) -> Rings | None:
    past = attendance.lately(actor, place=group.place, now=now)
    if not past:
        return None
    today = now.astimezone(ZoneInfo(group.zone)).date()
    return Rings(
        words=what_it_shows(past),
        head=_("People there"),
        meetings=tuple(
            _past(row, zone=group.zone, seats=sheet.seats, today=today) for row in past
        ),
    )


def _past(row: Evening, *, zone: str, seats: int, today: date) -> Past:
    day = row.starts_at.astimezone(ZoneInfo(zone)).date()
    # Without the day of the week: a season of rings stands closer together.
    said = recurrence.say_date(day, today=today).split(" ", 1)[1]
    number, words = number_of(row)
    middle = number if row.was_counted else ""
    ring = ring_of(row.here or 0, seats, size="small", middle=middle)
    return Past(said, number, words, ring)


def _if_may(actor: Actor, verb: Verb, group: Handle, name: str) -> str:
    may = policy.may(actor, verb, group.place)
    return reverse(name, args=[group.public_id]) if may else ""
