"""Whatever rule our engine keeps, others find the same dates in it."""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hearthside.engines.publishing import group_calendars
from hearthside.engines.publishing.group_calendars.writing import LOOKS_BACK
from hearthside.engines.recurrence import Pattern, dates
from hearthside.engines.recurrence.pattern import zone_of
from tests.engines.recurrence.scenes import BUT_THE_LAST, patterns
from tests.interop.awkward import LAST, NOW, SAYING, group
from tests.interop.clients import Read, as_ical_js, as_khal

pytestmark = [pytest.mark.interop, pytest.mark.slow]

FIRST = (NOW - LOOKS_BACK).date()
A_DAY = timedelta(days=1)
# Many at once, because starting another program costs more than reading.
many = st.lists(patterns(), min_size=30, max_size=40)


def is_known_to_be_misread(one: Pattern) -> bool:
    """A fifth Friday, or all but the last, in some months: ical.js passes over months."""
    odd = BUT_THE_LAST in one.rule or re.search(r"[=,]5[A-Z]", one.rule)
    return bool(odd) and ";BYMONTH=" in one.rule


def a_few(times: int) -> settings:
    """The same ones each time: a test that is red today is red tomorrow."""
    return settings(
        max_examples=times,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@a_few(8)
@given(many)
def test_ical_js_finds_every_date(found):
    found = [one for one in found if not is_known_to_be_misread(one)]

    read = as_ical_js(written(found), last=LAST)

    assert differences(found, read) == []


@a_few(1)
@given(st.lists(patterns(), min_size=12, max_size=16))
def test_khal_finds_every_date(found):
    with tempfile.TemporaryDirectory() as folder:
        read = as_khal(written(found), Path(folder), first=FIRST, last=LAST)

    assert differences(found, read) == []


def written(found: list[Pattern]) -> bytes:
    groups = [group(f"g{which}", one) for which, one in enumerate(found)]
    return group_calendars.write(groups, saying=SAYING, zone="UTC", now=NOW)


def differences(found: list[Pattern], read: list[Read]) -> list[object]:
    starts = [set() for _ in found]
    for one in read:
        # Dates that stand alone carry a day in their name too.
        starts[int(one.uid[1:].partition("@")[0].partition("-")[0])].add(one.starts_at)
    return [
        (one, sorted(odd))
        for one, there in zip(found, starts, strict=True)
        if (
            odd := {
                moment
                for moment in there ^ ours(one)
                if is_inside(moment) and not clocks_change_near(one, moment)
            }
        )
    ]


def ours(one: Pattern) -> set[datetime]:
    return {
        usual.starts.astimezone(UTC)
        for usual in dates(one, first=FIRST, last=LAST, most=9999)
    }


def is_inside(moment: datetime) -> bool:
    return FIRST + 2 * A_DAY <= moment.date() <= LAST - 2 * A_DAY


def clocks_change_near(one: Pattern, moment: datetime) -> bool:
    """Hours that come twice, or not at all, are told apart for the coming quarter only."""
    here = moment.astimezone(zone_of(one.zone))
    return (here - A_DAY).utcoffset() != (here + A_DAY).utcoffset()
