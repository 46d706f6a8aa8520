from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from hearthside.engines.interchange.json_file import NotAFeed
from hearthside.engines.interchange.listing import Reading
from hearthside.engines.interchange.meeting_guide import read
from hearthside.engines.interchange.table import table

ROOT = Path(__file__).parents[3]
APPOINTMENT = "No day and time: it meets by appointment, and a listing here needs one."
CHILDREN = "It is for people under 18, and this house is for adults."
SEVEN = "Its day is 7, but days run from 0 (Sunday) to 6 (Saturday): Sunday is 0."


def real(name: str) -> bytes:
    home = Path(os.environ.get("HEARTHSIDE_REAL_DATA", ROOT / "../shared/data"))
    path = home / name
    if not path.exists():
        pytest.skip(f"NO REAL DATA at {path}: set HEARTHSIDE_REAL_DATA to its folder")
    return path.read_bytes()


def reading_of(name: str) -> Reading:
    return read(real(name), zone="America/New_York")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("feed", "rows", "refused"),
    [
        ("aasepia-2024-11-14", 2038, {}),
        ("al-anon-2024-11-14", 360, {CHILDREN: 6}),
        ("eda-2023-07-10", 185, {}),
        ("kc-2021-05-31", 206, {}),
        ("oc-2023-09-01", 1967, {APPOINTMENT: 1}),
        ("sample-1k", 1000, {CHILDREN: 1}),
        ("sussexaa-2024-11-14", 123, {}),
    ],
)
def test_every_row_of_a_real_feed_is_kept_mended_or_refused(feed, rows, refused):
    reading = reading_of(f"meeting-guide/{feed}.json")

    assert reading.feed_rows == rows
    assert len(reading.kept) + len(reading.repaired) + len(reading.refused) == rows
    assert reading.refusals == refused
    assert reading.types_unknown == {}
    assert len({listing.key for listing in reading.listings}) == rows - len(
        reading.refused
    )


@pytest.mark.slow
def test_ten_thousand_rows_of_all_dialects_are_read(benchmark_seconds):
    with benchmark_seconds(12):
        reading = reading_of("meeting-guide/mix-10k.json")

    told = Counter(listing.attendance for listing in reading.listings)
    assert (reading.feed_rows, reading.refusals) == (
        10_000,
        {APPOINTMENT: 1, CHILDREN: 6},
    )
    assert sum(listing.suspended for listing in reading.listings) > 300
    assert sum(told.values()) == 9_993
    assert min(told["online"], told["hybrid"], told["in_person"]) > 900


@pytest.mark.slow
def test_no_passcode_or_number_is_left_in_the_real_feeds():
    for listing in reading_of("meeting-guide/sample-1k.json").listings:
        for text in (listing.about, listing.directions, listing.online_url):
            assert "[redacted]" not in text
            assert "pwd=" not in text
            assert "zoom.us" not in listing.about


def test_every_distilled_quirk_is_kept():
    reading = reading_of("bad-input/distilled-quirks.json")

    assert len(list(reading.listings)) == 10
    assert reading.refused == []
    assert next(
        row.listing for row in reading.repaired if row.listing.key == "s1"
    ).suspended


def test_invalid_json_is_told_where_and_what_to_do():
    with pytest.raises(NotAFeed) as refused:
        read(real("bad-input/invalid-2024-11-14.json"), zone="America/Chicago")

    assert str(refused.value) == (
        "Line 80, column 3: after the end of the list there is more text, ‘invalid text’. "
        "Remove everything after the last ] and try again."
    )


def test_the_rows_of_the_invalid_file_are_told_that_sunday_is_0():
    raw = real("bad-input/invalid-2024-11-14.json").replace(b"invalid text", b"")

    reading = read(raw, zone="America/Chicago")

    assert reading.refusals == {APPOINTMENT: 1, SEVEN: 2}


def test_the_table_lists_every_reason():
    reading = reading_of("bad-input/times-2024-11-14.json")

    assert f"      1  {APPOINTMENT}" in table(reading).splitlines()
    assert reading.types_unknown == {"NA": 1}
