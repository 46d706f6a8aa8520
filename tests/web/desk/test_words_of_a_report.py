"""Words of a circle at the desk: brought sealed to a lead who opened, checked word by word."""

from __future__ import annotations

import json

import pytest

from hearthside.safety import sealed_words
from hearthside.safety.models import Report
from hearthside.workflows import report_from_a_circle
from tests.cast import NOON, signed_in
from tests.circles_scene import circle
from tests.sealed import letters, make_holder
from tests.sealed_report import a_word, seal

__all__ = ["circle"]
pytestmark = pytest.mark.usefixtures("at_noon")
UNKIND = "quellbrook Vantrellix, you are not wanted here"


@pytest.fixture
def lead(sol):
    return make_holder(sol)


@pytest.fixture
def word(bo, circle):
    return a_word(bo, circle, UNKIND, seq=7)


@pytest.fixture
def path(amira, lead, word, circle):
    report_from_a_circle.report_from_a_circle(
        amira,
        circle_id=circle.public_id,
        about=word.asked.member_id,
        wish="word",
        sealed=seal([word], sealed_words.readers()),
        base_address="https://notices.example.org",
        now=NOON,
    )
    return f"/desk/reports/{Report.objects.get(kind='circle').public_id}/"


def asked(word, **changed):
    one = word.asked
    return {
        "member": letters(one.member_id), "seq": one.seq, "epoch": one.epoch,
        "minute": one.minute, "frank": one.frank,
        "commitment": letters(one.commitment), "tag": letters(one.tag),
    } | changed  # fmt: skip


def post(browser, path, said):
    return browser.post(path, json.dumps(said), content_type="application/json")


def opened(actor, path):
    browser = signed_in(actor)
    browser.post(f"{path}open/")
    return browser


def test_the_box_comes_with_the_page_once_it_was_opened_on_record(sol, path):
    closed = signed_in(sol).get(f"{path}words/")
    browser = opened(sol, path)
    desk = browser.get(path).content.decode()
    page = browser.get(f"{path}words/").content.decode()

    assert (closed.status_code, closed.url) == (302, path)
    assert f'href="{path}words/"' in desk
    assert "That somebody speaks with them" in desk
    assert "words-brought" in page
    assert "built/report-words" in page
    assert "quellbrook" not in page + desk


def test_yes_or_no_for_each_word_and_the_name_where_it_is_yes(sol, path, word):
    browser = opened(sol, path)

    said = {"words": [asked(word), asked(word, seq=8)]}
    told = post(browser, f"{path}words/", said).json()

    assert told == {
        "words": [{"genuine": True, "name": "Bo"}, {"genuine": False, "name": ""}]
    }


def test_before_it_is_opened_nothing_is_told(sol, path, word):
    answer = post(signed_in(sol), f"{path}words/", {"words": [asked(word)]})

    assert answer.status_code == 409
    assert "Open the report first." in answer.json()["why"]


@pytest.mark.parametrize("name", ["olu", "fern", "hal", "bo", "amira", "eve"])
def test_nobody_else_may_ask_or_is_brought_it(request, name, sol, path, word):
    opened(sol, path)
    browser = signed_in(request.getfixturevalue(name))

    assert browser.get(f"{path}words/").status_code == 404
    assert browser.get(path).status_code == 404
    answer = post(browser, f"{path}words/", {"words": [asked(word)]})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "said",
    [{}, {"words": "x"}, {"words": [1]}, {"words": [{}]}, [], None,
     {"words": [{"member": "!", "seq": 1}]}],
)  # fmt: skip
def test_what_no_page_of_ours_asks_is_refused_g7(sol, path, said):
    answer = post(opened(sol, path), f"{path}words/", said)

    assert answer.status_code == 400
    assert answer.json()["why"]


@pytest.mark.parametrize(
    "changed",
    [{"seq": -1}, {"seq": 2**31}, {"epoch": "3"}, {"minute": True}, {"tag": 5}],
)
def test_a_number_that_is_none_is_refused_g4(sol, path, word, changed):
    browser = opened(sol, path)

    answer = post(browser, f"{path}words/", {"words": [asked(word, **changed)]})

    assert answer.status_code == 400


def test_more_than_a_report_holds_is_refused_g1(sol, path, word):
    browser = opened(sol, path)

    answer = post(browser, f"{path}words/", {"words": [asked(word)] * 101})

    assert answer.status_code == 409


def test_a_report_about_something_else_brings_no_words(sol, scene, amira, path, word):
    from tests.safety.report_scene import row_of, say

    other = f"/desk/reports/{row_of(say(amira, scene, 'agreement')).public_id}/"
    browser = opened(sol, other)

    page = browser.get(f"{other}words/").content.decode()
    assert "Nothing came sealed with this report." in page
    assert "words-brought" not in page
    told = post(browser, f"{other}words/", {"words": [asked(word)]}).json()
    assert told["words"] == [{"genuine": False, "name": ""}]
