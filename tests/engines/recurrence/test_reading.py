from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.recurrence import NotAPattern, NotUnderstood, read, sentence
from tests.engines.recurrence.scenes import days_of, few, patterns, some

# A Thursday.
TODAY = date(2025, 11, 20)


def _read(typed, starts_on=TODAY):
    return read(typed, starts_on=starts_on, zone="Europe/London", minutes=90)


@some
@given(patterns())
def test_what_we_say_can_be_typed_back_in(pattern):
    understood = read(
        sentence(pattern),
        starts_on=pattern.starts_on,
        zone=pattern.zone,
        minutes=pattern.minutes,
    )

    first, last = date(2024, 1, 1), date(2028, 12, 31)
    assert days_of(understood, first, last) == days_of(pattern, first, last)
    assert understood.starts_at == pattern.starts_at


@pytest.mark.parametrize(
    ("typed", "said", "starts_on"),
    [
        ("every 2nd tues 19:30", "Every second Tuesday at 7.30pm", (11, 25)),
        ("fortnightly on Tuesdays at 7:30 pm", "Every second Tuesday at 7.30pm", (11, 25)),
        ("Tuesdays 7pm, fortnightly", "Every second Tuesday at 7pm", (11, 25)),
        ("alternate Mondays 7pm", "Every second Monday at 7pm", (11, 24)),
        ("every other week on Wed 1930", "Every second Wednesday at 7.30pm", (11, 26)),
        ("Every two weeks, Friday, 18.30", "Every second Friday at 6.30pm", (11, 21)),
        ("first monday of the month 10am", "The first Monday of the month at 10am", (12, 1)),
        ("1st & 3rd Wed at 6 p.m.", "The first and third Wednesday of the month at 6pm", (12, 3)),
        ("last Friday of each month, noon", "The last Friday of the month at noon", (11, 28)),
        ("every last friday 12 noon", "The last Friday of the month at noon", (11, 28)),
        ("monthly on the second Thursday 8pm", "The second Thursday of the month at 8pm", (12, 11)),
        ("weekly on Sunday 18.00", "Every Sunday at 6pm", (11, 23)),
        ("Thursdays 19h30", "Every Thursday at 7.30pm", (11, 20)),
        ("mon-fri 8am", "Every weekday at 8am", (11, 20)),
        ("We meet on weekends at 10 AM.", "Every Saturday and Sunday at 10am", (11, 22)),
        (
            "Every second week on Tuesday and Sunday (weeks begin on Sunday) at 7pm",
            "Every second week on Tuesday and Sunday (weeks begin on Sunday) at 7pm",
            (11, 23),
        ),
        ("daily at 7am", "Every day at 7am", (11, 20)),
        ("the 15th of the month at 7pm", "The 15th of the month at 7pm", (12, 15)),
        ("Tuesdays 7pm except in July and August", "Every Tuesday at 7pm except in July and August", (11, 25)),
        ("Tuesdays 7pm September to June", "Every Tuesday at 7pm except in July and August", (11, 25)),
        (
            "tuesdays 7pm, no meetings from 20 December to 4 January",
            "Every Tuesday at 7pm, with a break from 20 December 2025 to 4 January 2026",
            (11, 25),
        ),
        (
            "Thursdays 7pm, not on 25 December and also on 23 December",
            "Every Thursday at 7pm, not on 25 December 2025, and also on 23 December 2025",
            (11, 20),
        ),
    ],
)  # fmt: skip
def test_the_usual_ways_to_type_it_are_understood(typed, said, starts_on):
    pattern = _read(typed)

    assert sentence(pattern) == said
    assert (pattern.starts_on.month, pattern.starts_on.day) == starts_on


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("1st & 3rd Wed at 6", "6am or 6pm?"),
        ("Tuesdays 7:30", "7.30am or 7.30pm?"),
        (
            "every third Friday 7pm",
            "3rd Friday of the month, or a Friday every 3 weeks?",
        ),
        ("bi-weekly tuesdays 7pm", "every second week, or twice a week?"),
        ("bimonthly first tuesday 7pm", "every second month, or twice a month?"),
        ("monthly on Tuesday 7pm", "Which week of the month?"),
        ("Every Tuesday", "At what time"),
        ("Tuesdays 7pm-9pm", "one starting time"),
        ("Tuesdays 13pm", "no such time"),
        ("Tuesdays 25:00", "no such time"),
        ("Tuesdays in term time 7pm", "breaks as dates"),
        ("Tuesdays 7pm not on 31 June", "no 31 June"),
        ("every blue moon 7pm", "blue moon"),
        ("", "At what time"),
        ("x" * 1001, "too long"),
    ],
)
def test_what_could_mean_two_things_is_asked_back_with_an_example(typed, asked):
    with pytest.raises(NotUnderstood) as refused:
        _read(typed)

    assert asked in refused.value.why
    assert "For example" in refused.value.why


def test_hours_beyond_noon_need_no_am_or_pm():
    assert _read("Tuesdays at 19").starts_at == time(19)
    assert _read("Tuesdays at 07:30").starts_at == time(7, 30)


def test_a_zone_nobody_knows_is_refused():
    with pytest.raises(NotAPattern):
        read("Tuesdays 7pm", starts_on=TODAY, zone="Europe/Atlantis", minutes=90)


def _answer(typed):
    try:
        return sentence(_read(typed))
    except (NotUnderstood, NotAPattern) as refused:
        return refused.why


@few
@given(st.text(max_size=200))
def test_whatever_is_typed_there_is_an_answer(typed):
    assert _answer(typed)
