"""The one primary button of a group's page: come, or why there is nothing to come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.groups.directory import Sheet
from hearthside.meetings import might_come
from hearthside.meetings.schedule import Dated
from hearthside.web.public import saying


@dataclass(frozen=True, slots=True)
class Come:
    """The one primary button: what it says, or why there is none tonight."""

    words: str = ""
    url: str = ""
    why_not: str = ""


def come_of(sheet: Sheet, dated: Dated | None, *, now: datetime) -> Come:
    """Return what the button says for this date, or why there is none."""
    if sheet.listed_by is not None:
        return Come()
    if not sheet.is_listed:
        return Come()
    if why := might_come.why_not_say(dated, now=now):
        return Come(why_not=why)
    assert dated is not None  # noqa: S101 - why_not_say has just said so
    zone = ZoneInfo(sheet.pattern.zone)
    when = saying.on_day(
        dated.starts_at.astimezone(zone), today=now.astimezone(zone).date()
    )
    return Come(
        words=_("I might come %(when)s") % {"when": when},
        url=reverse("come", args=[sheet.public_id]),
    )
