"""What tonight's phone asks and says, over the wire: bounded, suspicious, said twice is once."""

from __future__ import annotations

import json

import pytest

from hearthside.meetings import counting
from hearthside.meetings.counting import Sums
from hearthside.meetings.models import Holding
from tests.cast import signed_in
from tests.web.desk.desk_scene import at_noon, missing


@pytest.fixture
def phone(tonight, monkeypatch):
    at_noon(monkeypatch, tonight.after)
    return signed_in(tonight.fern)


def address(tonight, what):
    return f"/hold/{tonight.dated.public_id}/{what}/"


def say(phone, tonight, acts, *, term=0):
    return say_raw(phone, tonight, json.dumps({"term": term, "acts": acts}))


def say_raw(phone, tonight, body):
    return phone.post(address(tonight, "sync"), body, content_type="application/json")


def act(tonight, what, **more):
    at = tonight.dated.starts_at.isoformat()
    return {"key": f"{what}-1", "act": what, "at": at} | more


def test_an_evening_begins_and_ends_over_the_wire(phone, tonight):
    before = phone.get(address(tonight, "state")).json()
    opened = say(phone, tonight, [act(tonight, "open", both_here=True)]).json()
    now = phone.get(address(tonight, "state")).json()
    sums = {"here": 14, "first_time": 3, "been_before": 9}
    closed = say(phone, tonight, [act(tonight, "close", **sums)], term=1).json()

    assert (before["term"], before["opened"], before["hand_key"]) == (0, "", "")
    assert (opened["term"], opened["mine"], opened["done"]) == (1, True, ["open-1"])
    assert now["hand_key"] == opened["hand_key"] != ""
    assert now["csrf"]
    assert closed["closed"]
    assert closed["hand_key"] == ""
    assert counting.counted(tonight.id) == Sums(14, 3, 9)


def test_a_count_left_out_is_not_nought(phone, tonight):
    acts = [act(tonight, "open", both_here=True), act(tonight, "close", here=4)]

    say(phone, tonight, acts)

    assert counting.counted(tonight.id) == Sums(4, None, None)


def test_an_act_nobody_knows_is_settled_with_a_sentence(phone, tonight):
    odd = act(tonight, "burn_it_down")

    answer = say(phone, tonight, [odd, act(tonight, "check_in")]).json()

    assert answer["done"] == ["check_in-1"]
    assert answer["refused"] == [
        {"key": "burn_it_down-1", "why": "This house does not know what was done."}
    ]


@pytest.mark.parametrize(
    "odd",
    [
        {"here": True},
        {"here": 4.5},
        {"here": "4"},
        {"here": [4]},
        {},
        {"here": -1},
        {"here": 10**400},
        {"here": 4, "first_time": 9},
        {"here": 4, "at": "yesterday"},
        {"here": 4, "at": "2026-03-03T19:30:00"},
        {"here": 4, "at": "9999-12-31T23:59:59-23:00"},
        {"here": 4, "at": "0001-01-01T00:00:00+23:00"},
        {"here": 4, "at": None},
    ],
)
def test_a_close_that_cannot_be_is_refused_and_the_evening_stays_open(
    phone, tonight, odd
):
    say(phone, tonight, [act(tonight, "open", both_here=True)])

    answer = say(phone, tonight, [act(tonight, "close", **odd)], term=1)

    assert answer.status_code == 200
    assert [no["key"] for no in answer.json()["refused"]] == ["close-1"]
    assert len(answer.json()["refused"][0]["why"]) > 10
    assert Holding.objects.get().closed_at is None


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        "nonsense",
        '{"term": 1}',
        '{"term": true, "acts": []}',
        '{"term": -1, "acts": []}',
        '{"term": 1e99, "acts": []}',
        '{"term": NaN, "acts": []}',
        '{"term": 99999, "acts": []}',
        '{"term": ' + "9" * 9000 + ', "acts": []}',
        '{"term": 1, "term": 2, "acts": []}',
        '{"term": 1, "acts": {}}',
        '{"term": 1, "acts": [1]}',
        '{"term": 1, "acts": [{"act": "open"}]}',
        '{"term": 1, "acts": [{"key": "", "act": "open"}]}',
        '{"term": 1, "acts": [{"key": "' + "k" * 65 + '"}]}',
        '{"term": 1, "acts": [{"key": "<b>", "act": "open"}]}',
        '{"term": 1, "acts": [{"key": "a"}, {"key": "a"}]}',
        '{"term": 1, "acts": ' + json.dumps([{"key": str(n)} for n in range(21)]) + "}",
        '{"term": 1, "acts": ' + "[" * 9000 + "]" * 9000 + "}",
        '{"term": 1, "acts": [], "__proto__": {"a": {"b": 1}}}' + " " * 20_000,
        "\ud83d\udd25 \x00",
        "a" * 20_001,
    ],
)  # fmt: skip
def test_words_that_are_not_our_phones_change_nothing(phone, tonight, body):
    raw = body.encode("utf-8", "surrogatepass")

    answer = say_raw(phone, tonight, raw)

    assert answer.status_code == 400
    assert len(answer.json()["why"]) > 10
    assert not Holding.objects.exists()


def test_a_form_is_not_what_a_phone_says(phone, tonight):
    answer = phone.post(address(tonight, "sync"), {"term": 0, "acts": "[]"})

    assert answer.status_code == 400


def test_without_the_token_of_our_page_nothing_is_heard(tonight, monkeypatch):
    at_noon(monkeypatch, tonight.after)
    strict = signed_in(tonight.fern, enforce_csrf_checks=True)
    token = strict.get(address(tonight, "state")).json()["csrf"]
    body = json.dumps({"term": 0, "acts": [act(tonight, "check_in")]})
    there = address(tonight, "sync")
    as_json = {"content_type": "application/json"}

    without = strict.post(there, body, **as_json)
    with_it = strict.post(there, body, headers={"X-CSRFToken": token}, **as_json)

    assert without.status_code == 403
    assert with_it.json()["done"] == ["check_in-1"]


@pytest.mark.parametrize("who", ["olu", "otto", "amira", "sol", "hal", "newcomer"])
def test_for_everybody_else_there_is_no_such_evening(who, tonight, request, phone):
    browser = signed_in(request.getfixturevalue(who))

    asked = browser.get(address(tonight, "state"))
    said = say(browser, tonight, [act(tonight, "open", both_here=True)])

    assert {asked.status_code, said.status_code} == {404}
    assert asked.content == said.content == missing()


def test_a_facilitator_who_does_not_lead_tonight_has_no_door_to_it(
    scene, fern, tonight, monkeypatch
):
    from hearthside.meetings import rota

    at_noon(monkeypatch, tonight.after)
    rota.take_off(meeting_id=tonight.id, person_id=fern.person_id)

    assert signed_in(fern).get(address(tonight, "state")).status_code == 404


def test_the_state_of_an_evening_takes_few_queries(
    phone, tonight, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        phone.get(address(tonight, "state"))
