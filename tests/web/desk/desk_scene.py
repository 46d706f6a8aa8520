"""What the tests of the desk share: the clock at noon, the first date, the missing page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string

from hearthside.groups.models import Group
from hearthside.meetings.models import Meeting
from hearthside.web import gates
from tests.cast import NOON


def at_noon(monkeypatch: pytest.MonkeyPatch, at: datetime = NOON) -> None:
    """Stop the clock the gates read."""
    monkeypatch.setattr(gates, "the_clock", lambda: at)


def first_date(group: Group) -> Meeting:
    return Meeting.objects.filter(group=group).order_by("on")[0]


def past_date(group: Group, *, weeks: int, **columns: Any) -> Meeting:
    """Make the date of so many weeks before the next one."""
    usual = Meeting.objects.filter(group=group, starts_at__gt=NOON).earliest("on")
    starts = usual.starts_at - timedelta(weeks=weeks)
    return Meeting.objects.create(
        group=group,
        on=starts.date(),
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        usual_start=starts,
        **columns,
    )


def missing() -> bytes:
    """Return the page of what does not exist, which is also the page of what is not yours."""
    return render_to_string("errors/404.html").encode()
