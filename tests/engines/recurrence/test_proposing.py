from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.recurrence import check, propose
from tests.engines.recurrence.scenes import few, tuesdays

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@pytest.mark.parametrize(
    ("text", "weekday", "rule"),
    [
        ("last Friday", FRI, "FREQ=MONTHLY;BYDAY=-1FR"),
        ("2nd & 4th", SAT, "FREQ=MONTHLY;BYDAY=2SA,4SA"),
        ("1st and 3rd Saturdays of the month", SAT, "FREQ=MONTHLY;BYDAY=1SA,3SA"),
        ("1st/3rd Saturdays", SAT, "FREQ=MONTHLY;BYDAY=1SA,3SA"),
        ("First Saturday - Eating meeting", SAT, "FREQ=MONTHLY;BYDAY=1SA"),
        ("2nd Saturday only", SAT, "FREQ=MONTHLY;BYDAY=2SA"),
        ("2nd Saturday only", None, "FREQ=MONTHLY;BYDAY=2SA"),
        ("Only meets 1st Sat. of the month. Basement.", SAT, "FREQ=MONTHLY;BYDAY=1SA"),
        ("Held only on the 3rd Thursday", THU, "FREQ=MONTHLY;BYDAY=3TH"),
        ("Riverside - 2nd & 4th Sundays 7:30pm", SUN, "FREQ=MONTHLY;BYDAY=2SU,4SU"),
        ("meets once a month on the 2nd Tuesday", TUE, "FREQ=MONTHLY;BYDAY=2TU"),
        ("every other week", TUE, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("We meet every other Sunday.", SUN, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
        (
            "There will be balloons. We meet every other Sunday.",
            SUN,
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
        ),
        ("fortnightly", None, "FREQ=WEEKLY;INTERVAL=2"),
        ("bi-weekly", TUE, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("No meeting on 5th Sunday", SUN, "FREQ=MONTHLY;BYDAY=1SU,2SU,3SU,4SU"),
        ("No Mtg On The 1st Wednesday!", WED, "FREQ=MONTHLY;BYDAY=2WE,3WE,4WE,5WE"),
        (
            "No meetings in July & August",
            TUE,
            "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=TU",
        ),
    ],
)
def test_weeks_hidden_in_a_note_become_a_suggestion(text, weekday, rule):
    found = propose(text, weekday=weekday)

    assert found.rule == rule
    assert found.words in text
    assert found.said.startswith("These words may mean:")


def test_except_the_last_friday_is_every_other_friday_of_the_month():
    found = propose("except last Friday", weekday=FRI)

    assert found.said == (
        "These words may mean: every Friday except the last of the month."
    )


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("monthly", SAT),
        ("Meets monthly, ring for dates", SAT),
        ("meets one Tuesday a month", TUE),
        ("2nd & 4th", None),
        ("meets only on the first Saturday", MON),
        ("every third Friday", FRI),
        ("no meeting last week of the month", None),
    ],
)
def test_what_stays_unclear_is_said_and_carries_no_rule(text, weekday):
    found = propose(text, weekday=weekday)

    assert found.rule is None
    assert found.said.endswith("Ask them.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1st Step",
        "First Lutheran Church",
        "2nd floor",
        "second floor",
        "last names",
        "first 15 minutes",
        "1st Street",
        "every day",
        "3rd tradition",
        "Last Chance Group",
        "Business meeting: 2nd Friday @ 5 pm",
        "Last Friday birthday night",
        "Birthday Night - last Friday",
        "Last Fri. has chips",
        "Open meeting last Friday of the month",
        "Open meeting is 1st Friday of the month only",
        "Last Friday of month / Step Meeting",
        "Closed meeting except the last Friday of month",
        "Anniv held on the last Friday of the month are open meetings",
        "1st wk step/last wk speaker",
        "Every other Friday is a book study",
        "Open discussion (alternate weeks)",
        "Traditions once a month",
        "Monthly schedule: week 1 topic",
        "In-person on the first Friday of the month, all other weeks online",
        "We also meet every third Friday at the beach",
        "No meeting last Friday of November",
        "No meetings in July 2023",
        "No meeting last Thursday of the month",
        "First Saturday - Eating meeting",
    ],
)
def test_what_only_looks_like_weeks_is_passed_over(text):
    assert propose(text, weekday=FRI) is None


SCRAPS = (
    *("1st", "2nd", "last", "and", "&", ",", "/", "-", ".", "(", "every", "other"),
    *("no", "meeting", "except", "only", "meets", "week", "Friday", "Sunday"),
    *("month", "of", "the", "monthly", "in", "July", "bi-weekly", "7pm"),
)


@few
@given(
    st.lists(st.sampled_from(SCRAPS), max_size=12).map(" ".join),
    st.one_of(st.none(), st.integers(0, 6)),
)
def test_whatever_is_suggested_is_a_pattern_we_could_keep(text, weekday):
    found = propose(text, weekday=weekday)

    if found and found.rule:
        check(tuesdays(found.rule))


def _real_listings():
    root = Path(__file__).parents[3]
    data = Path(os.environ.get("HEARTHSIDE_REAL_DATA") or root / "../shared/data")
    feed = data / "meeting-guide" / "eda-2023-07-10.json"
    if not feed.is_file():
        pytest.skip(f"NO REAL DATA: {feed} is missing, set HEARTHSIDE_REAL_DATA")
    return json.loads(feed.read_text(encoding="utf-8"))


def test_in_a_real_feed_six_listings_in_185_say_which_weeks():
    found = [
        suggestion
        for listing in _real_listings()
        for field in ("name", "notes")
        if (
            suggestion := propose(
                str(listing.get(field) or ""), weekday=(int(listing["day"]) - 1) % 7
            )
        )
    ]

    assert len(found) == 6
    assert all(suggestion.rule for suggestion in found)
