"""Reporting words of a circle, as a device speaks with the house: JSON, sealed, no word."""

from __future__ import annotations

import json
import logging

import pytest

from hearthside.safety import sealed_words
from hearthside.safety.models import Report, SealedWords
from tests.cast import NOON, make_person, signed_in
from tests.circles_scene import circle
from tests.sealed import letters, make_holder
from tests.sealed_report import a_word, as_said, seal

__all__ = ["circle"]
pytestmark = pytest.mark.django_db
UNKIND = "quellbrook Vantrellix, you are not wanted here"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


@pytest.fixture
def lead(sol):
    return make_holder(sol)


def post(browser, path, said):
    return browser.post(path, json.dumps(said), content_type="application/json")


@pytest.fixture
def said(bo, lead, circle):
    word = a_word(bo, circle, UNKIND, seq=7)
    return as_said(seal([word], sealed_words.readers()), word.asked.member_id)


def where(circle):
    return f"/circles/{circle.public_id}/report/"


def test_whom_to_seal_to_is_told_to_those_inside(amira, fern, outsider, lead, circle):
    found = signed_in(amira).get(where(circle)).json()["readers"]

    assert [(one["id"], one["name"]) for one in found] == [(lead.id, "Sol")]
    assert signed_in(fern).get(where(circle)).json()["readers"] == found
    assert signed_in(outsider).get(where(circle)).status_code == 404


def test_it_is_kept_and_leads_to_how_far_it_is(amira, circle, said):
    browser = signed_in(amira)

    answer = post(browser, where(circle), said)

    assert (answer.status_code, answer.json()["sealed"]) == (201, True)
    page = browser.get(answer.json()["kept"]).content.decode()
    assert "Something said in a circle" in page
    assert "Only a safeguarding lead reads it." in page
    assert "Something said in a circle" in browser.get("/mine/said/").content.decode()


def test_the_readers_are_told_that_something_waits_and_nothing_of_it(
    amira, sol, circle, said, caplog
):
    with caplog.at_level(logging.DEBUG):
        post(signed_in(amira), where(circle), said)

    page = signed_in(sol).get("/desk/reports/").content.decode()
    assert "Something said in a circle" in page
    assert "quellbrook" not in caplog.text + page


def wrong(said, **changed):
    return {name: value for name, value in (said | changed).items() if value != "gone"}


@pytest.mark.parametrize(
    "changed",
    [
        {"about": "gone"}, {"about": 7}, {"about": "!"}, {"wish": None}, {"wish": "x" * 13},
        {"box": "gone"}, {"keys": "gone"}, {"keys": {}}, {"keys": ["x"]},
        {"keys": [{"id": 1, "sealed": "AA"}]}, {"keys": [{"id": "x", "sealed": "?"}]},
        {"tag": ["x"]}, {"tag": "\u0661" * 22}, {"box": "A" * 200_001},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_changes_nothing_g7(amira, circle, said, changed):
    answer = post(signed_in(amira), where(circle), wrong(said, **changed))

    assert answer.status_code == 400
    assert answer.json()["why"]
    assert Report.objects.filter(kind="circle").count() == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"tag": "short"}, {"box": letters(b"\1" * 100)}, {"box": letters(b"\2" * 16_413)},
        {"wish": "gossip"}, {"about": ""}, {"about": letters(b"x" * 15)},
    ],
)  # fmt: skip
def test_what_is_nothing_sealed_is_refused_with_a_sentence_g7(
    amira, circle, said, changed
):
    answer = post(signed_in(amira), where(circle), wrong(said, **changed))

    assert (answer.status_code, answer.json()["again"]) == (409, False)
    assert Report.objects.filter(kind="circle").count() == 0
    assert SealedWords.objects.count() == 0


def test_sealed_to_others_than_those_who_read_it_is_asked_for_again(
    amira, circle, said
):
    keys = said["keys"]
    for wrong_keys in ([], [keys[0] | {"id": "zzzzzzzzzzzz"}]):
        answer = post(signed_in(amira), where(circle), said | {"keys": wrong_keys})

        assert (answer.status_code, answer.json()["again"]) == (409, True)
    twice = post(signed_in(amira), where(circle), said | {"keys": keys * 2})
    assert (twice.status_code, twice.json()["again"]) == (409, False)
    assert Report.objects.filter(kind="circle").count() == 0


def test_another_site_reports_nothing_in_my_name_d16(amira, circle, said):
    browser = signed_in(amira, enforce_csrf_checks=True)

    assert post(browser, where(circle), said).status_code == 403


def test_too_many_reports_in_a_day_are_answered_with_a_sentence(
    amira, circle, said, monkeypatch
):
    monkeypatch.setattr("hearthside.safety.reports.MOST_A_DAY", 0)

    answer = post(signed_in(amira), where(circle), said)

    assert answer.status_code == 409
    assert "told us a lot today" in answer.json()["why"]


def test_the_page_of_the_circle_brings_the_steps(amira, scene, circle):
    at = f"/groups/{scene.tuesday.public_id}/circle/"

    page = signed_in(amira).get(at).content.decode()

    assert where(circle) in page
    assert "That somebody speaks with them" in page
    assert f"/wrong/group/{scene.tuesday.public_id}/" in page


def test_whoever_is_nobody_here_is_asked_to_sign_in(client, circle, said):
    make_person("Zed")

    assert client.get(where(circle)).status_code == 302
    assert post(client, where(circle), said).status_code == 302
