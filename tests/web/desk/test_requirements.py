"""What leading asks for, written down at the desk."""

from __future__ import annotations

import pytest

from hearthside.meetings import requirements
from hearthside.meetings.requirements import MOST, Asked
from hearthside.organisation.wording import the_house
from tests.cast import NOON, signed_in
from tests.web.desk.desk_scene import at_noon, missing

HERE = "/desk/requirements/"
COURSE = {"name": "Safeguarding adults", "kind": "course", "months": "24"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


def test_until_something_is_written_down_the_page_says_what_counts(hal):
    page = signed_in(hal).get(HERE).content.decode()

    assert "Facilitating a group" in page
    assert "Nothing is written down yet" in page
    assert "Ask for it no more" not in page


def test_a_course_and_a_check_are_written_down(hal, olu):
    signed_in(hal).post(HERE, COURSE)
    signed_in(olu).post(HERE, {"name": "Background check", "kind": "check"})

    assert requirements.asked_for() == [
        Asked("Safeguarding adults", 24, False),
        Asked("Background check", None, True),
    ]
    page = signed_in(olu).get(HERE).content.decode()
    assert "Course, lasts 24 months" in page
    assert "Check, has no end" in page


@pytest.mark.parametrize(
    "answers",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"name": "\u200b\u202e"},
        {"kind": ""},
        {"kind": "oath"},
        {"months": "0"},
        {"months": "241"},
        {"months": "-1"},
        {"months": "1e3"},
        {"months": "9" * 400},
    ],
)
def test_an_answer_that_cannot_be_is_said(hal, answers):
    answer = signed_in(hal).post(HERE, COURSE | answers)

    assert answer.status_code == 400
    assert "Please look at this again" in answer.content.decode()
    assert not requirements.is_written_down()


def test_one_too_many_is_refused_with_a_sentence(hal):
    for number in range(MOST):
        requirements.ask_for(hal, Asked(f"Course {number}", None, False), now=NOON)

    answer = signed_in(hal).post(HERE, COURSE)

    assert answer.status_code == 409
    assert f"There are {MOST} already." in answer.content.decode()


def test_two_taps_take_one_thing_away_once(hal):
    browser = signed_in(hal)
    browser.post(HERE, COURSE)

    answers = [
        browser.post(f"{HERE}remove/", {"name": COURSE["name"]}) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert not requirements.is_written_down()


@pytest.mark.parametrize(("typed", "kept"), [("0", 0), ("3", 3), ("10", 10)])
def test_a_number_of_evenings_is_kept(hal, typed, kept):
    signed_in(hal).post(f"{HERE}shadowing/", {"evenings": typed})

    assert the_house().shadows_needed == kept


@pytest.mark.parametrize("typed", ["", "-1", "11", "many", "1.5"])
def test_a_number_that_is_none_is_said(hal, typed):
    answer = signed_in(hal).post(f"{HERE}shadowing/", {"evenings": typed})

    assert answer.status_code == 400
    assert the_house().shadows_needed == 0


def test_a_facilitator_and_the_lead_have_no_door(fern, sol):
    for actor in (fern, sol):
        assert signed_in(actor).get(HERE).content == missing()
        assert signed_in(actor).post(HERE, COURSE).content == missing()

    assert not requirements.is_written_down()
