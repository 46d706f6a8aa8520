"""Choosing letters: which kinds, and in which hours none comes."""

from datetime import time

import pytest
from django.test import Client

from hearthside.engines.quiet_hours import QuietHours
from hearthside.people import letters
from hearthside.people.letters import Kind, Wish
from hearthside.people.paces import Pace
from tests.bad_input.forms import forms_of
from tests.cast import signed_in

AS_SHOWN = {
    "pace_dates": "at_once",
    "pace_waiting": "at_once",
    "pace_roles": "at_once",
    "quiet": "usual",
    "begins": "21:00",
    "ends": "08:00",
}


@pytest.fixture
def mine(amira) -> Client:
    return signed_in(amira)


def test_a_member_is_asked_about_what_may_reach_a_member(mine, olu):
    member = mine.get("/mine/letters/").content.decode()
    coordinator = signed_in(olu).get("/mine/letters/").content.decode()

    assert "Changed dates<" in member
    assert "The rota<" not in member
    assert "The rota<" in coordinator


def test_the_page_says_which_letters_do_not_wait(mine, olu):
    member = mine.get("/mine/letters/").content.decode()
    coordinator = signed_in(olu).get("/mine/letters/").content.decode()

    assert "Your own account." in member
    assert "A check-out that did not come." not in member
    assert "A check-out that did not come." in coordinator


@pytest.mark.parametrize(
    ("answers", "wish"),
    [
        ({}, Wish(frozenset(), None)),
        (
            {"pace_dates": "house", "pace_waiting": "house", "pace_roles": "house"},
            Wish(frozenset({Kind.DATES, Kind.WAITING, Kind.ROLES}), None),
        ),
        (
            {"pace_dates": "day", "pace_waiting": "week"},
            Wish(frozenset(), None, {Kind.DATES: Pace.DAY, Kind.WAITING: Pace.WEEK}),
        ),
        (
            {"quiet": "own", "begins": "22:30", "ends": "09:15"},
            Wish(frozenset(), QuietHours(time(22, 30), time(9, 15))),
        ),
        ({"quiet": "none"}, Wish(frozenset(), QuietHours(time(0), time(0)))),
        # Hours that do not count are not asked about either.
        ({"begins": "", "ends": ""}, Wish(frozenset(), None)),
    ],
)
def test_what_was_chosen_is_kept_and_shown_again(mine, amira, answers, wish):
    answer = mine.post("/mine/letters/", AS_SHOWN | answers)

    assert answer.status_code == 302
    assert letters.wish_of(amira) == wish
    page = mine.get("/mine/letters/").content.decode()
    (form,) = [one for one in forms_of(page, "/mine/letters/") if "quiet" in one.fields]
    assert form.fields["quiet"] == answers.get("quiet", "usual")
    for kind in ("dates", "waiting", "roles"):
        name = f"pace_{kind}"
        assert form.fields[name] == answers.get(name, "at_once")


@pytest.mark.parametrize(
    "answers",
    [
        {"quiet": ""},
        {"quiet": "sometimes"},
        {"pace_dates": "sometimes"},
        # A date that changes tomorrow is of no use in a letter of next Monday.
        {"pace_dates": "week"},
        {"quiet": "own", "begins": "", "ends": "08:00"},
        {"quiet": "own", "begins": "25:00", "ends": "08:00"},
        {"quiet": "own", "begins": "21:00", "ends": "21:00"},
        {"begins": "half past nine"},
    ],
)
def test_an_answer_that_is_none_changes_nothing(mine, amira, answers):
    answer = mine.post("/mine/letters/", AS_SHOWN | answers)

    assert answer.status_code == 400
    assert "Please look at this again" in answer.content.decode()
    assert letters.wish_of(amira) == Wish(frozenset(), None)


def test_a_kind_the_page_did_not_ask_about_stays_stopped(mine, amira):
    letters.choose(amira, Wish(frozenset({Kind.DESK}), None))

    shown = mine.get("/mine/letters/").content.decode()
    mine.post("/mine/letters/", AS_SHOWN)

    # Stopped once, it is shown, so that it can be started again.
    assert "My desk<" in shown
    assert letters.wish_of(amira).stopped == {Kind.DESK}


def test_two_choices_at_once_leave_one_of_them_whole(mine, amira):
    mine.post("/mine/letters/", AS_SHOWN | {"pace_dates": "house"})
    mine.post("/mine/letters/", AS_SHOWN)

    assert letters.wish_of(amira) == Wish(frozenset(), None)


def test_a_visitor_is_led_to_the_way_in():
    assert Client().get("/mine/letters/").url.startswith("/account/login/")
