from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.interchange import formats
from hearthside.engines.interchange.json_file import NotAFeed
from tests.conftest import real_data


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04", "hsds-csv"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR", "ical"),
        (b"Name,Day\n", "csv"),
        (b'[{"slug": "a", "day": 2}]', "meeting-guide"),
        (b'[{"id_bigint": "1", "weekday_tinyint": "2"}]', "bmlt"),
        (b'{"total_items": 1, "contents": []}', "hsds"),
        (b'[{"name": "Tea", "times": "Tuesday 7pm"}]', "csv"),
        (b"<html>", "meeting-guide"),
        (b"", "meeting-guide"),
    ],
)
def test_a_file_tells_what_it_is_by_its_beginning(raw, kind):
    assert formats.guess(raw) == kind


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(formats.FORMATS)), st.binary(max_size=300))
def test_any_bytes_in_any_format_are_read_or_refused_with_a_sentence(kind, raw):
    said = "."
    try:
        formats.read(raw, kind=kind, zone="Europe/London")
    except NotAFeed as refused:
        said = str(refused)

    assert said.endswith(".")


FIELDS = re.findall(
    r"\w+",
    """name id status schedules service_at_locations location phones contacts addresses
    attributes taxonomy_term opens_at byday freq formats weekday_tinyint start_time
    duration_time meetings contents day time times""",
)
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(FIELDS), inner, max_size=6),
    max_leaves=15,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["bmlt", "hsds", "csv", "meeting-guide"]), ODD)
def test_any_json_in_any_format_is_read_or_refused(kind, document):
    raw = json.dumps({"contents": [document], "meetings": [document]}).encode()
    try:
        reading = formats.read(raw, kind=kind, zone="Europe/London")
    except NotAFeed:
        return
    keys = [one.key for one in reading.listings]
    assert len(keys) == len(set(keys))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("meeting-guide/oc-2023-09-01.json", "meeting-guide"),
        ("bmlt/greater-new-york-GetSearchResults.json", "bmlt"),
        ("other/al-anon-electronic-1545.json", "csv"),
        ("hsds/oruk/V3.0-UK-Test/service_list.json", "hsds"),
        ("hsds/miami-211-hsds1.1-nocontacts.zip", "hsds-csv"),
    ],
)
def test_a_real_file_tells_what_it_is(name, kind):
    assert formats.guess((real_data() / name).read_bytes()) == kind


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(formats.FORMATS))
def test_two_hundred_megabytes_are_refused_at_once(kind):
    with pytest.raises(NotAFeed):
        formats.read(b"[" + b" " * 200_000_000, kind=kind, zone="UTC")
