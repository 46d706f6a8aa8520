"""Waiting by the phone: the evenings I look out for, and who is safely out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.engines import recurrence
from hearthside.groups import directory
from hearthside.meetings import lone_working
from hearthside.meetings.lone_working import Awaited, Checked
from hearthside.people.signing_in import names_of
from hearthside.web.desk.standing import moment


@dataclass(frozen=True, slots=True)
class There:
    """One volunteer at an evening; is_late: they should be out by now."""

    name: str
    words: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening somebody looks out for."""

    when: str
    group_name: str
    people: tuple[There, ...]


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """Everything member/waiting.html may show."""

    evenings: tuple[Evening, ...]
    somebody_is_late: bool


def show(request: HttpRequest, actor: Actor, now: datetime) -> HttpResponse:
    """Show whom this person waits for."""
    found = lone_working.whom_i_wait_for(actor, now=now)
    groups = directory.handles([one.group_id for one in found])
    names = names_of([who for one in found for who, _checked in one.people])
    evenings = tuple(
        _evening(one, groups[one.group_id], names, now=now) for one in found
    )
    late = any(there.is_late for one in evenings for there in one.people)
    page = WaitingPage(evenings, late)
    return render(request, "member/waiting.html", {"page": page})


def _evening(
    one: Awaited, group: directory.Handle, names: dict[int, str], *, now: datetime
) -> Evening:
    zone = ZoneInfo(group.zone)
    return Evening(
        moment(one.starts_at, group.zone, now=now),
        group.name,
        tuple(
            There(
                names.get(who, ""),
                _words(checked, zone),
                _is_late(checked, now=now),
            )
            for who, checked in one.people
        ),
    )


def _is_late(checked: Checked, *, now: datetime) -> bool:
    return (
        checked.out_at is None
        and checked.due_out_at is not None
        and checked.due_out_at <= now
    )


def _words(checked: Checked, zone: ZoneInfo) -> str:
    def at(when: datetime) -> str:
        return recurrence.say_time(when.astimezone(zone).time())

    if checked.out_at is not None:
        return _("Safely out at %(time)s.") % {"time": at(checked.out_at)}
    if checked.in_at is None or checked.due_out_at is None:
        return ""
    return _("In since %(time)s. Should be out by %(due)s.") % {
        "time": at(checked.in_at),
        "due": at(checked.due_out_at),
    }
