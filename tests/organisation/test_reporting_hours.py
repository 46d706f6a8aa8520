"""Hours as a host types them."""

from __future__ import annotations

from datetime import time

import pytest

from hearthside.organisation.reporting_hours import NotHours, read, read_closed


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Mon-Fri 09:00-18:00", "01234"),
        ("sat - sun 9:00-18:00", "56"),
        ("Wed 09:00 - 18:00", "2"),
        ("Fri-Mon 09:00-18:00", "0456"),
    ],
)
def test_hours_are_read(words, days):
    assert read(words) == (days, time(9), time(18))


@pytest.mark.parametrize(
    "words", ["", "always", "Mon-Fri 18:00-09:00", "Mon-Fri 9-18", "Mon 25:00-26:00"]
)
def test_what_are_no_hours_is_said(words):
    with pytest.raises(NotHours):
        read(words)


def test_closed_days_are_read_once_and_in_order():
    said = "2026-12-26, 2026-12-25,2026-12-25"

    assert read_closed(said) == ("2026-12-25", "2026-12-26")
    assert read_closed("") == ()


def test_what_is_no_day_is_said():
    with pytest.raises(NotHours):
        read_closed("Christmas")
