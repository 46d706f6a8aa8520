from __future__ import annotations

import pytest

from hearthside.engines.opening_hours import NotHours, Stretch, packed, read


def test_a_week_is_read():
    assert packed(read("mon-fri 09:00-18:00, sat 10:00-16:00")) == (
        "0:540-1080 1:540-1080 2:540-1080 3:540-1080 4:540-1080 5:600-960"
    )


def test_midnight_ends_the_day_and_the_small_hours_belong_to_the_next():
    assert read("fri 17:00-00:00") == (Stretch(4, 1020, 1440),)
    assert read("sun 20:00-02:00") == (Stretch(0, 0, 120), Stretch(6, 1200, 1440))


def test_always_is_every_minute_and_nothing_is_never():
    assert len(read("Always")) == 7
    assert read("") == ()


@pytest.mark.parametrize(
    "words",
    ["whenever", "mon 9-18", "mon 25:00-26:00", "mon 09:60-10:00", "xyz 09:00-10:00",
     "mon 24:00-02:00", ", ".join(["mon 09:00-10:00"] * 15), "mon 09:00-10:00,"],
)  # fmt: skip
def test_what_is_no_hours_is_refused(words):
    with pytest.raises(NotHours):
        read(words)
