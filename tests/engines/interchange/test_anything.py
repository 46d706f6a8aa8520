from __future__ import annotations

import json
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.interchange.json_file import NotAFeed
from hearthside.engines.interchange.listing import Kept, Refused
from hearthside.engines.interchange.meeting_guide import read
from hearthside.engines.interchange.table import table

FIELDS = re.findall(
    r"\w+",
    """name slug id day time end_time time_formatted timezone types location notes
    group group_notes location_notes formatted_address address city state postal_code country
    region regions latitude longitude approximate attendance_option conference_url
    conference_phone updated contact_1_name""",
)

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(
        [
            "2",
            "19:30",
            "7pm",
            "https://zoom.us/j/1?pwd=x",
            "<b>",
            "O",
            "yes",
            "Call 116 123",
        ]
    ),
)
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=3), st.just({"a": [1]}))
ROWS = st.lists(
    st.one_of(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=12), VALUES),
    max_size=5,
)
CANARIES = {
    "e-mail": ("canary.bird@example.org", "canary.bird"),
    "phone": ("(617) 555-0187", "555-0187"),
    "passcode": ("Passcode: canary77", "canary77"),
    "link": ("https://zoom.us/j/123456789?pwd=canary77", "canary77"),
}


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_any_rows_come_out_kept_or_refused(rows):
    reading = read(json.dumps(rows).encode(), zone="Europe/London")

    assert {row.number for row in reading.rows} == set(range(1, len(rows) + 1))
    assert all(isinstance(row, Kept | Refused) for row in reading.rows)
    assert len({listing.key for listing in reading.listings}) == len(
        list(reading.listings)
    )
    assert table(reading).startswith(f"{len(rows):7,}  rows")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_feed_or_refused_with_a_sentence(raw):
    try:
        said = table(read(raw, zone="Europe/London"))
    except NotAFeed as refused:
        said = f"{refused}\n"

    assert "\n" in said


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(CANARIES)),
    st.sampled_from([field for field in FIELDS if field not in {"day", "time"}]),
    st.sampled_from(["", "Tea ", "Bring a cup. ", "see:", "\n", "<p>", "Ünï "]),
    st.sampled_from(["", " thanks", "\nTea", ". Tea", "</p>", " \u202e"]),
)
def test_no_canary_is_ever_kept(evening_row, kind, field, before, after):
    planted, song = CANARIES[kind]
    row = evening_row | {field: f"{before}{planted}{after}"}

    reading = read(json.dumps([row]).encode(), zone="Europe/London")

    assert song not in repr(reading.rows)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.data())
def test_the_order_of_rows_changes_no_key(shuffler: random.Random, data):
    choices = st.fixed_dictionaries(
        {
            "slug": st.sampled_from(["a", "b", "a~mon", None]),
            "name": st.sampled_from(["Tea", "Cake"]),
            "day": st.sampled_from([1, 2, [1, 2]]),
            "time": st.sampled_from(["9:00", "10:00"]),
            "notes": st.sampled_from(["", "Tea"]),
        }
    )
    rows = data.draw(st.lists(choices, max_size=8))
    shuffled = rows[:]
    shuffler.shuffle(shuffled)

    first, second = (
        read(json.dumps(each).encode(), zone="Europe/London")
        for each in (rows, shuffled)
    )

    assert set(first.listings) == set(second.listings)


@pytest.fixture(scope="module")
def evening_row() -> dict[str, object]:
    return {"slug": "tea", "name": "Tea", "day": 1, "time": "9:00", "location": "Hall"}


@pytest.mark.parametrize(
    "heavy",
    [
        "a" * 200_000,
        "a@" * 20_000,
        "<" * 100_000,
        "<script" * 20_000,
        "1 " * 50_000,
        "&amp;" * 30_000,
        "pw " * 30_000,
        "e" + "\u0301" * 100_000,
        "https://" * 20_000,
        "(+" * 40_000,
        "password: " + "id " * 30_000,
        "1-800-" * 20_000,
        "password: x" + " \n" * 50_000 + "Tea",
        "code:" * 20_000,
    ],
    ids=range(14),
)
def test_a_heavy_text_is_read_in_a_moment(evening_row, heavy, benchmark_seconds):
    with benchmark_seconds(2):
        read(json.dumps([evening_row | {"notes": heavy}]).encode(), zone="UTC")
