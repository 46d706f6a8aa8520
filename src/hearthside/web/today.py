"""The day it is where the house is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from hearthside.web.frame import house_of


def today_of(request: HttpRequest, now: datetime) -> date:
    """Return the day, on the clock of the house."""
    return now.astimezone(ZoneInfo(house_of(request).zone)).date()
