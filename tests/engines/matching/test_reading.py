from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.matching import Point, Window
from hearthside.engines.matching.reading import read_groups, read_person
from hearthside.engines.strict_json import NotReadable, read_json

GROUP: dict[str, Any] = {
    "id": "a",
    "ways": ["in_person"],
    "meets": {"days": ["tue"], "from": "19:30", "minutes": 90},
}


def person(**fields: Any) -> Any:
    return read_person(json.dumps(fields).encode())


def why(raw: bytes) -> str:
    with pytest.raises(NotReadable) as no:
        read_person(raw)
    return no.value.why


def test_nothing_said_is_nothing_wanted():
    wanted = person()

    assert (wanted.near, wanted.windows, wanted.access) == (None, (), frozenset())


def test_everything_said_is_heard():
    wanted = person(
        near={"latitude": 53.8, "longitude": -1.55}, reach_km=8, ways=["online"],
        times=[{"days": ["tue", "sun"], "from": "18:00", "until": "21:00"}],
        access=["step_free"], languages=["cy"], experience=["stoma"], who=["older"],
        wishes=["small"],
    )  # fmt: skip

    assert wanted.near == Point(53.8, -1.55)
    assert wanted.windows == (Window(0b1000010, 1080, 1440, 1260),)
    assert wanted.languages == {"lang:cy"}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{", "The file is not JSON: line 1, column 2."),
        (b"\xff", "The file is not UTF-8 text."),
        (b"[]", "the person must be an object with names and values."),
        (b'{"reach_km": NaN}', "NaN is not a number."),
        (b'{"reach_km": -Infinity}', "-Infinity is not a number."),
        (b'{"reach_km": 1e400}', "1e400 is not a number we can use."),
        (b'{"reach_km": ' + b"9" * 5000 + b"}", "99999999999999999999 is not a"),
        (b'{"access": [], "access": []}', '"access" is there twice in one place.'),
        (b"[" * 100_000, "The file has more than 12 lists inside lists."),
        (b'{"reach_km": true}', 'the person: "reach_km" must be a number.'),
        (b'{"reach_km": -1}', 'the person: "reach_km" must be from 0 to 20100.'),
        (b'{"reach_km": 5}', '"reach_km" needs "near": how far from where?'),
        (b'{"acess": ["step_free"]}', 'the person has "acess", which we do not know.'),
        (b'{"access": "step_free"}', 'the person: "access" must be a list of words.'),
        (b'{"access": ["stairs"]}', "the person: \"access\" does not know 'stairs'."),
        (b'{"near": {"latitude": 91, "longitude": 0}}', 'must be from -90 to 90.'),
        (b'{"near": {"latitude": 1}}', 'wants "latitude" and "longitude".'),
        (b'{"times": [{"from": "7pm"}]}', 'must be a time such as "19:30".'),
        ('{"times": [{"from": "１9:30"}]}'.encode(), 'must be a time such as'),
        (b'{"times": [{"from": "21:00", "until": "09:00"}]}', "must be later"),
        (b'{"times": [{"days": []}]}', '"days" is empty.'),
        (b'{"times": [{"part": "dusk"}]}', '"part" is one of morning, afternoon'),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(raw, said):
    assert said in why(raw)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": None}, 'group 1: "id" must be a text.'),
        ({"id": "e" * 65}, 'group 1: "id" is longer than 64.'),
        ({"id": "a\x00b"}, 'group 1: "id" has letters that are none.'),
        ({"ways": []}, 'group 1: "ways" must name one way to take part.'),
        ({"meets": None}, 'group 1: "meets" is missing.'),
        ({"meets": {"days": ["tue"]}}, 'wants "days", "from" and "minutes".'),
        ({"is_sure": 1}, 'group 1: "is_sure" must be true or false.'),
        ({"members": ["stoma"]}, 'group 1 has "members", which we do not know.'),
        ({"reflections": {"at_ease": -1}}, '"at_ease" must be from 0 to'),
    ],
)
def test_a_group_that_cannot_be_used_is_named(change, said):
    with pytest.raises(NotReadable) as no:
        read_groups(json.dumps([GROUP | change]).encode())

    assert said in no.value.why


def test_two_groups_of_one_id_are_refused():
    with pytest.raises(NotReadable, match='Two groups have the id "a"'):
        read_groups(json.dumps({"groups": [GROUP, GROUP]}).encode())


def test_a_group_is_read_with_its_reflections():
    felt = {"at_ease": 4, "between": 1, "not_at_ease": 0}
    raw = json.dumps([GROUP | {"said": ["small"], "reflections": felt}]).encode()

    (one,) = read_groups(raw)

    assert (one.group.weekdays, one.group.starts) == (2, 1170)
    assert one.felt is not None
    assert one.felt.total == 5


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
              st.sampled_from(["step_free", "tue", "19:30", "en"])),
    lambda inside: st.one_of(
        st.lists(inside, max_size=3), st.dictionaries(
            st.sampled_from(["latitude", "days", "from", "until", "part"]), inside, max_size=3)),
    max_leaves=6,
)  # fmt: skip
NAMES = [
    "near",
    "reach_km",
    "ways",
    "times",
    "access",
    "languages",
    "who",
    "wishes",
    "x",
]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5))
def test_anything_is_read_or_refused_with_a_sentence(fields):
    try:
        read_person(json.dumps(fields).encode())
    except NotReadable as no:
        assert len(no.why) > 10  # noqa: PT017 - both ways are fine


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_sentence(raw):
    try:
        read_json(raw)
    except NotReadable as no:
        assert len(no.why) > 10  # noqa: PT017 - both ways are fine
