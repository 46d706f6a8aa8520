from __future__ import annotations

import json

import pytest

from hearthside.circles.models import Room
from hearthside.groups.models import Group
from hearthside.meetings.models import Holding
from tests.cast import signed_in
from tests.circles_scene import turn
from tests.evening import tonight
from tests.live.running import letters
from tests.rooms_scene import (
    PACKAGE,
    commit,
    group,
    held,
    keys,
    member,
    online,
    open_room,
    room,
    sit,
)

__all__ = ["held", "online", "room", "tonight"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch, tonight):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: tonight.before)


def post(browser, path, **said):
    return browser.post(path, json.dumps(said), content_type="application/json")


def at(held, what=""):
    return f"/room/{held.dated.public_id}/{what}"


def test_the_page_greets_and_says_what_is_promised_and_no_group_in_its_title(
    online, amira, newcomer
):
    page = signed_in(amira).get(at(online)).content.decode()
    new = signed_in(newcomer).get(at(online)).content.decode()

    assert "What is said here stays here." in page
    assert "Good that you came." in page
    assert 'value="Amira"' in page
    assert "You have not been here before" in new
    assert 'value="Wren"' not in new
    assert "Tuesday" not in page.split("</title>")[0]


def test_the_page_asks_a_bounded_number_of_questions(
    room, held, amira, django_assert_max_num_queries
):
    browser = signed_in(amira)
    browser.get(at(held))

    with django_assert_max_num_queries(32):
        browser.get(at(held))


def test_a_visitor_is_led_to_signing_in_and_an_outsider_finds_nothing(
    tonight, client, outsider
):
    assert client.get(at(tonight)).url.startswith("/account/login/?next=%2Froom")
    assert signed_in(outsider).get(at(tonight)).status_code == 404


def test_where_it_stands_for_those_who_lead_and_for_others(held, amira):
    theirs = signed_in(held.fern).get(at(held, "state/")).json()
    hers = signed_in(amira).get(at(held, "state/")).json()

    assert theirs["stage"] == hers["stage"] == "waiting"
    assert (theirs["term"], theirs["mine"]) == (1, True)
    assert "term" not in hers
    assert "hand_key" not in theirs


def test_a_whole_evening_through_its_doors(held, amira):
    fern, hers = signed_in(held.fern), signed_in(amira)
    opened = post(fern, at(held, "open/"), anew=False)
    assert opened.status_code == 201
    circle = Room.objects.get().circle
    sat = post(fern, at(held, "sit/"), member=letters(member(circle, 1)))
    assert sat.json()["circle"] == circle.public_id
    laid = post(fern, at(held, "keys/lay/"), group_info=letters(keys(circle, 1)))
    assert laid.status_code == 201
    assert (
        post(hers, at(held, "sit/"), member=letters(member(circle, 2))).status_code
        == 201
    )
    assert hers.get(at(held, "seat/")).json()["circle"]["is_in"] is False
    body = PACKAGE + b"x" * 300
    assert (
        post(
            hers, at(held, "key-packages/lay/"), device="d", packages=[letters(body)]
        ).status_code
        == 201
    )

    waits = fern.get(at(held, "waiting/")).json()
    assert [one["part"] for one in waits["seats"]] == ["belongs"]
    handed = post(
        fern, at(held, "key-packages/hand-out/"), seat=waits["seats"][0]["seat"]
    )
    assert handed.json()["packages"][0]["package"] == letters(body)
    said = {
        "commit": letters(turn(group(circle))),
        "group_info": letters(keys(circle, 1, 2, epoch=1)),
    }
    assert post(fern, at(held, "commit/"), **said).json() == {"seq": 1, "epoch": 1}
    assert hers.get(at(held, "frames/?after=0")).json()["frames"] == []
    assert hers.get(at(held, "keys/")).json()["epoch"] == 1
    assert len(post(hers, at(held, "ticket/")).json()["ticket"]) == 43
    assert post(hers, at(held, "leave/")).json() == {"left": True}
    close = {"key": "k", "act": "close", "at": held.after.isoformat(), "here": 1}
    done = post(fern, f"/hold/{held.dated.public_id}/sync/", term=1, acts=[close])

    assert done.json()["done"] == ["k"]
    assert hers.get(at(held, "state/")).json()["stage"] == "over"
    assert fern.get(at(held, "seat/")).status_code == 404
    assert Room.objects.count() == 0


def test_whoever_has_no_seat_there_is_told_nothing(room, held, amira, bo):
    sit(amira, held, 2)
    commit(held.fern, room, 1, 2, epoch=1)
    browser = signed_in(bo)

    for what in ("seat/", "keys/", "frames/", "welcomes/?device=d", "waiting/"):
        assert browser.get(at(held, what)).status_code == 404, what
    for what in ("leave/", "ticket/", "commit/", "key-packages/lay/", "out/", "open/"):
        assert post(browser, at(held, what)).status_code == 404, what


def test_odd_words_are_refused_with_a_sentence(room, held, amira):
    fern = signed_in(held.fern)
    for what, said in (
        ("sit/", {"member": "short"}), ("sit/", {}), ("out/", {"member": 7}),
        ("open/", None), ("sit/", {"member": "!" * 22}),
    ):  # fmt: skip
        answer = (
            fern.post(at(held, what), "[", content_type="application/json")
            if said is None
            else post(fern, at(held, what), **said)
        )
        assert answer.status_code == 400, what
        assert answer.json()["why"]


def test_before_the_evening_is_open_its_room_is_refused_with_a_sentence(online):
    answer = post(signed_in(online.fern), at(online, "open/"), anew=False)

    assert answer.status_code == 409
    assert "Open the evening first" in answer.json()["why"]
    assert Holding.objects.count() == 0


def test_the_evening_and_the_group_lead_to_the_room(held, amira):
    open_room(held.fern, held)
    link = f'href="{at(held)}"'

    evening = signed_in(held.fern).get(f"/hold/{held.dated.public_id}/")
    page = signed_in(amira).get(_group_of(held))

    assert link in evening.content.decode()
    assert link in page.content.decode()


def _group_of(held):
    return f"/groups/{Group.objects.get(id=held.dated.group_id).public_id}/"
