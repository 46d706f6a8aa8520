"""Joining from home: what everybody reads of it, and the link for those it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Anybody
from hearthside.core.policy import Place, Verb, may
from hearthside.engines import words
from hearthside.engines.recurrence import say_date, say_time
from hearthside.groups.directory import Sheet
from hearthside.meetings import joining_online
from hearthside.meetings.schedule import Dated
from hearthside.web.public.saying import today_or_tonight
from hearthside.workflows.come_to_a_meeting import IN_WRITING

FROM_HOME: Final = frozenset({words.ONLINE, words.PHONE, words.HYBRID})


@dataclass(frozen=True, slots=True)
class Online:
    """How people join from home.

    url -- the link itself, only for the group's own people and only near the time.
    until -- how long it is open. room_url -- the room of this meeting, in writing, for
    those who may come to it, while it is near.
    """

    note: str = ""
    words: str = ""
    url: str = ""
    until: str = ""
    room_url: str = ""


def online_of(
    actor: Anybody, sheet: Sheet, dated: Dated | None, *, now: datetime
) -> Online:
    """Return how this actor joins from home; one query, and only while it is open.

    dated -- the next date that is on.
    """
    if sheet.attendance not in FROM_HOME:
        return Online()
    if sheet.listed_by is not None or not sheet.has_online_link:
        return Online(note=sheet.online_note)
    place = Place(sheet.id, sheet.locality_id)
    if not may(actor, Verb.JOIN_ONLINE, place):
        return Online(note=sheet.online_note, words=_for_others())
    zone = ZoneInfo(sheet.pattern.zone)
    url = joining_online.way_in(actor, dated, place=place, now=now)
    if not url or dated is None:
        return Online(note=sheet.online_note, words=_not_yet(dated, zone, now=now))
    return Online(
        note=sheet.online_note,
        words=_("Please do not pass the link on."),
        url=url,
        until=_("Open until %(time)s.")
        % {"time": say_time(dated.ends_at.astimezone(zone).time())},
    )


def _not_yet(dated: Dated | None, zone: ZoneInfo, *, now: datetime) -> str:
    if dated is None:
        return _("The link appears here half an hour before the next date that is on.")
    opens = joining_online.opens_at(dated).astimezone(zone)
    today = now.astimezone(zone).date()
    said = {"time": say_time(opens.time())}
    if opens.date() == today:
        day = {"day": today_or_tonight(opens).lower()}
        return _("The link appears here %(day)s at %(time)s.") % (said | day)
    day = {"day": say_date(opens, today=today)}
    return _("The link appears here on %(day)s at %(time)s.") % (said | day)


def _for_others() -> str:
    return _(
        "Members see the link here from half an hour before the start, so that it does "
        "not go round. A name of your choosing is enough to join this group and see it "
        "too."
    )


def room_url(
    attendance: str, dated: Dated | None, *, is_ours: bool, now: datetime
) -> str:
    """Return the address of the room of this date, near the time; nothing otherwise."""
    in_writing = attendance in IN_WRITING and is_ours
    if dated is None or not (in_writing and joining_online.is_open(dated, now=now)):
        return ""
    return reverse("room", args=[dated.public_id])
