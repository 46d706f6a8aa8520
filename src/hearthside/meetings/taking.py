"""What this room puts into a person's own copy, and what it leaves out and why."""

from __future__ import annotations

from typing import Final

from hearthside.engines.takeaway import Kind, Part, Row
from hearthside.meetings.models import (
    AskedToBeTold,
    CheckIn,
    Debrief,
    Holding,
    LedBefore,
    Meeting,
    RotaCalendar,
    RotaPlace,
    Training,
)


def _changed(person_id: int) -> list[Row]:
    rows = Meeting.objects.filter(changed_by_person_id=person_id).order_by("on", "id")
    return [
        {"group": row.group.name, "date": row.on, "changed": row.changed_at}
        for row in rows.select_related("group")
    ]


def _rota(person_id: int) -> list[Row]:
    rows = RotaPlace.objects.filter(person_id=person_id).order_by("meeting__on", "id")
    return [
        {
            "group": row.meeting.group.name,
            "date": row.meeting.on,
            "part": row.part,
            "asked_for_a_swap": row.wants_a_swap_since,
        }
        for row in rows.select_related("meeting__group")
    ]


def _calendar(person_id: int) -> list[Row]:
    rows = RotaCalendar.objects.filter(person_id=person_id)
    return [{"made": row.made_at} for row in rows]


def _training(person_id: int) -> list[Row]:
    rows = Training.objects.filter(person_id=person_id).order_by("got_on", "id")
    return [
        {"certificate": row.name, "from": row.got_on, "until": row.runs_out_on}
        for row in rows
    ]


def _led_before(person_id: int) -> list[Row]:
    rows = LedBefore.objects.filter(person_id=person_id)
    return [{"noted": row.noted_at} for row in rows]


def _held(person_id: int) -> list[Row]:
    rows = Holding.objects.filter(holder_id=person_id).order_by("opened_at", "id")
    return [
        {
            "group": row.meeting.group.name,
            "date": row.meeting.on,
            "opened": row.opened_at,
            "closed": row.closed_at,
        }
        for row in rows.select_related("meeting__group")
    ]


def _check_ins(person_id: int) -> list[Row]:
    rows = CheckIn.objects.filter(person_id=person_id).order_by("in_at", "id")
    return [
        {
            "group": row.meeting.group.name,
            "in": row.in_at,
            "out": row.out_at,
        }
        for row in rows.select_related("meeting__group")
    ]


def _debriefs(person_id: int) -> list[Row]:
    rows = Debrief.objects.filter(person_id=person_id).order_by("written_at", "id")
    return [
        {
            "group": row.meeting.group.name,
            "date": row.meeting.on,
            "how_i_was": row.how,
            "wanted_a_talk": row.wants_a_talk,
            "said": row.written_at,
        }
        for row in rows.select_related("meeting__group")
    ]


def _asked(person_id: int) -> list[Row]:
    rows = AskedToBeTold.objects.filter(person_id=person_id).order_by("id")
    return [{"group": row.group.name} for row in rows.select_related("group")]


_DATE: Final = {"group": Kind.TEXT, "date": Kind.DAY}
TAKES: Final = (
    Part(
        "told_of", "Groups I asked to be told of", "You get a letter when a date changes.",
        "meetings.askedtobetold", {"group": Kind.TEXT}, _asked,
    ),
    Part(
        "rota", "My dates on the rota", "Evenings you were or are down for.",
        "meetings.rotaplace",
        {**_DATE, "part": Kind.TEXT, "asked_for_a_swap": Kind.MOMENT}, _rota,
    ),
    Part(
        "evenings", "Evenings I held", "Evenings that were open on your phone.",
        "meetings.holding", {**_DATE, "opened": Kind.MOMENT, "closed": Kind.MOMENT},
        _held,
    ),
    Part(
        "check_ins", "When I came and went", "Your check-ins and check-outs.",
        "meetings.checkin",
        {"group": Kind.TEXT, "in": Kind.MOMENT, "out": Kind.MOMENT}, _check_ins,
    ),
    Part(
        "after_evenings", "How I was after evenings", "What you said for your own eyes.",
        "meetings.debrief",
        {**_DATE, "how_i_was": Kind.TEXT, "wanted_a_talk": Kind.YES,
         "said": Kind.MOMENT}, _debriefs,
    ),
    Part(
        "certificates", "My certificates", "Your training and checks.",
        "meetings.training",
        {"certificate": Kind.TEXT, "from": Kind.DAY, "until": Kind.DAY}, _training,
    ),
    Part(
        "led_before", "That I have led before", "That somebody noted it.",
        "meetings.ledbefore", {"noted": Kind.MOMENT}, _led_before,
    ),
    Part(
        "changed_dates", "Dates I changed", "Dates you were the last to change.",
        "meetings.meeting", {**_DATE, "changed": Kind.MOMENT}, _changed,
    ),
    Part(
        "calendar", "My calendar", "That you have an address for your calendar. The "
        "address itself opens your dates, so it is not in here.",
        "meetings.rotacalendar", {"made": Kind.MOMENT}, _calendar,
    ),
)  # fmt: skip
NOT_TAKEN: Final[dict[str, str]] = {}
