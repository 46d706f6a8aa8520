from __future__ import annotations

import pytest


def keys(reading):
    return [listing.key for listing in reading.listings]


def test_a_slug_is_the_key_as_text(reading_of, evening):
    rows = [
        evening | {"slug": 5205},
        evening | {"slug": "5206.0"},
        evening | {"slug": 1.0},
    ]

    assert keys(reading_of(*rows)) == ["5205", "5206.0", "1"]


def test_a_slug_that_repeats_is_told_apart_by_day_then_time(reading_of, evening):
    rows = [evening, evening | {"day": 3}, evening | {"day": 3, "time": "12:00"}]

    assert keys(reading_of(*rows)) == [
        "tuesday-kitchen~tue",
        "tuesday-kitchen~wed~1930",
        "tuesday-kitchen~wed~1200",
    ]


def test_rows_that_disagree_under_one_slug_get_marks_that_stay(reading_of, evening):
    elsewhere = evening | {"location": "Alano Club"}

    one, other = keys(reading_of(evening, elsewhere))

    assert one != other
    assert keys(reading_of(elsewhere, evening)) == [other, one]
    assert keys(reading_of(evening | {"notes": "Tea"}, elsewhere)) == [one, other]


def test_a_row_that_says_the_same_again_is_refused(reading_of, evening):
    later = evening | {"updated": "2021-01-01 00:00:00"}

    reading = reading_of(evening, evening | {"slug": "other"}, later)

    assert keys(reading) == ["tuesday-kitchen", "other"]
    assert [(row.number, row.why) for row in reading.refused] == [
        (3, "It says the same as an earlier row. See row 1.")
    ]
    assert reading.refusals == {"It says the same as an earlier row.": 1}


def test_a_day_named_twice_in_one_row_is_one_listing(reading_of, evening):
    assert keys(reading_of(evening | {"day": [2, "2", 2]})) == ["tuesday-kitchen"]


def test_a_row_without_a_slug_is_known_by_its_id_or_by_what_it_says(kept):
    by_id = kept(slug=None, id=17)
    made = kept(slug="")

    assert (by_id.listing.key, by_id.mended) == ("id-17", ())
    assert made.listing.key.startswith("made-")
    assert "no identifier" in made.mended[0]
    assert kept(slug="", notes="Tea").listing.key == made.listing.key


@pytest.mark.parametrize(
    "slug", ["amira@example.org", "call-714-555-0142", "x" * 500, "<b>x</b>"]
)
def test_a_slug_that_is_no_key_does_not_become_one(kept, slug):
    key = kept(slug=slug).listing.key

    assert slug not in key
    assert len(key) < 200
