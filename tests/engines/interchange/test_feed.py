from __future__ import annotations

import json

import pytest

from hearthside.engines.interchange import json_file
from hearthside.engines.interchange.json_file import NotAFeed
from hearthside.engines.interchange.meeting_guide import read

ONE = '[{"slug": "café", "name": "Café", "day": 1, "time": "9:00"}]'


def the_no(raw: bytes) -> str:
    with pytest.raises(NotAFeed) as refused:
        read(raw, zone="Europe/London")
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_feed_is_read_in_any_unicode_encoding(encoding):
    reading = read(ONE.encode(encoding), zone="Europe/London")

    assert [listing.name for listing in reading.listings] == ["Café"]
    assert reading.mended == ()


def test_a_latin_1_feed_is_read_and_said_to_be_one():
    reading = read(ONE.encode("latin-1"), zone="Europe/London")

    assert [listing.name for listing in reading.listings] == ["Café"]
    assert "not written as UTF-8" in reading.mended[0]


def test_text_after_the_list_is_shown_with_its_line_and_what_to_do():
    assert the_no(b'[\n {"slug": 1}\n]\n  invalid text') == (
        "Line 4, column 3: after the end of the list there is more text, ‘invalid text’. "
        "Remove everything after the last ] and try again."
    )


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"<!DOCTYPE html><p>404", "is a web page"),
        (b'"meetings"', "not a list"),
        (b'{"error": "no such feed"}', "no list of meetings"),
        (b"[1, 2,]", "Line 1, column 7: a value should be here, but there is ‘]’"),
        (b'[{"a": 1,}]', "name of a field in double quotes"),
        (b'[{"a" 1}]', "a colon is missing"),
        (b'[{"a": 1} {"b": 2}]', "a comma or a closing bracket is missing"),
        (b'[{"a": "b', "no closing quotation mark"),
        (b'[{"a": 1}', "stops in the middle"),
        (b"[" * 100_000, "too deeply"),
        (b'{"a":' * 100_000, "too deeply"),
    ],
)
def test_what_is_not_a_feed_is_refused_with_a_sentence(raw, said):
    assert said in the_no(raw)


def test_the_list_may_stand_inside_an_object(evening):
    raw = json.dumps({"version": 2, "meetings": [evening]}).encode()

    assert len(read(raw, zone="Europe/London").rows) == 1


def test_a_field_given_twice_counts_the_last_time_and_is_said():
    raw = b'[{"slug": 1, "slug": 2, "name": "Tea", "day": 1, "time": "9:00"}]'

    (row,) = read(raw, zone="Europe/London").rows

    assert row.listing.key == "2"
    assert row.mended == ("A field was given twice; the last one counts.",)


def test_numbers_that_are_none_do_no_harm():
    raw = (
        b'[{"slug": 1, "name": "Tea", "day": 1, "time": "9:00", "latitude": NaN,'
        b'"longitude": 1e400, "notes": Infinity, "id": ' + b"9" * 5000 + b"}]"
    )

    (row,) = read(raw, zone="Europe/London").rows

    assert (row.listing.latitude, row.listing.longitude) == (None, None)
    assert row.listing.about == ""


def test_a_feed_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(json_file, "MOST_BYTES", 10)
    assert "over 50 MB" in the_no(ONE.encode())
    monkeypatch.setattr(json_file, "MOST_BYTES", 1000)
    monkeypatch.setattr(json_file, "MOST_ROWS", 1)
    assert "over 200,000 rows" in the_no(b"[{}, {}]")


def test_a_row_that_is_no_meeting_is_refused(reading_of, evening):
    reading = reading_of(evening, "Tuesday Kitchen", None, [1])

    assert [row.number for row in reading.refused] == [2, 3, 4]
    assert reading.refused[0].reason.startswith("This is not a meeting")


def test_a_zone_nobody_knows_is_our_own_mistake():
    with pytest.raises(ValueError, match="not a time zone"):
        read(b"[]", zone="Europe/Atlantis")
