from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.publishing import schema_org
from hearthside.engines.publishing.published import Published, Publisher
from tests.interop.awkward import NOW, changed, group, moved, pattern

HOUSE = Publisher("Harbour", "", "https://groups.example.org", "Europe/London", "GB")
WEEKLY = pattern("FREQ=WEEKLY;BYDAY=TU")


def told(one: Published) -> dict:
    return json.loads(schema_org.write(HOUSE, one, now=NOW))


def test_a_group_is_an_event_with_its_schedule_and_next_dates():
    found = told(group("weekly", WEEKLY))

    assert found["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "startDate": "2026-03-03",
        "startTime": "19:30:00",
        "duration": "PT90M",
        "scheduleTimezone": "Europe/London",
        "byDay": ["https://schema.org/Tuesday"],
    }
    assert [one["startDate"] for one in found["subEvent"]] == [
        "2026-03-03T19:30:00+00:00",
        "2026-03-10T19:30:00+00:00",
        "2026-03-17T19:30:00+00:00",
        "2026-03-24T19:30:00+00:00",
    ]
    assert found["isAccessibleForFree"] is True
    assert found["organizer"]["name"] == "Harbour"
    assert found["inLanguage"] == ["en"]


def test_called_off_and_moved_are_told():
    one = moved(group("weekly", WEEKLY), 1, timedelta(days=1))
    one = changed(one, 2, is_called_off=True)

    _, second, third, _ = told(one)["subEvent"]

    assert second["eventStatus"] == "https://schema.org/EventRescheduled"
    assert second["previousStartDate"] == "2026-03-10T19:30:00+00:00"
    assert second["startDate"] == "2026-03-11T19:30:00+00:00"
    assert third["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_pause_has_no_dates():
    found = told(group("resting", WEEKLY, is_paused=True, dates=()))

    assert found["eventStatus"] == "https://schema.org/EventPostponed"
    assert not {"eventSchedule", "subEvent"} & set(found)


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("FREQ=MONTHLY;BYDAY=-1FR", {"repeatFrequency": "P1M", "byDay": ["-1FR"]}),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", {"repeatFrequency": "P2W"}),
        ("FREQ=MONTHLY;BYMONTHDAY=1", {"byMonthDay": [1]}),
        ("FREQ=MONTHLY;BYMONTH=5,6;BYDAY=2TU", {"byMonth": [5, 6]}),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231", {"endDate": "2026-12-31"}),
    ],
)
def test_patterns_are_said_as_schema_org_can(rule, wanted):
    schedule = told(group("one", pattern(rule)))["eventSchedule"]

    assert wanted.items() <= schedule.items()


@pytest.mark.parametrize(
    "odd",
    [
        pattern("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"),
        pattern("FREQ=WEEKLY;BYDAY=TU", also=(date(2026, 4, 4),)),
        pattern("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU"),
    ],
)
def test_where_it_has_no_words_only_the_dates_are_told(odd):
    found = told(group("odd", odd))

    assert "eventSchedule" not in found
    assert found["subEvent"]


def test_dates_that_fall_away_are_told():
    resting = replace(WEEKLY, pauses=((date(2026, 4, 1), date(2026, 4, 15)),))

    schedule = told(group("resting", resting))["eventSchedule"]

    assert schedule["exceptDate"] == ["2026-04-07", "2026-04-14"]


def test_a_withheld_address_and_a_way_in_are_nowhere():
    hides = group(
        "hides", WEEKLY, address_withheld=True, attendance="hybrid", place_name="",
        address="", latitude=None, longitude=None, has_online_link=True,
    )  # fmt: skip

    place, online = told(hides)["location"]

    assert place == {"@type": "Place", "name": "Headingley"}
    assert online == {"@type": "VirtualLocation", "url": hides.url}


@settings(max_examples=30, deadline=None, database=None)
@given(st.text())
def test_nothing_typed_ends_the_element_it_stands_in(name):
    nasty = f"</script><!--<script>{name}\u2028"

    raw = schema_org.write(HOUSE, replace(group("one", WEEKLY), name=nasty), now=NOW)

    assert not set("<>&\u2028\u2029") & set(raw)
    assert json.loads(raw)["name"] == nasty
