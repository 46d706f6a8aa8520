from __future__ import annotations

import json

import pytest

from hearthside.circles.models import Seat
from tests.cast import NOON, signed_in
from tests.circles_scene import circle, seat_of
from tests.live.running import letters

__all__ = ["circle"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


@pytest.fixture
def at(scene):
    return f"/groups/{scene.tuesday.public_id}/circle/"


def brought(answer):
    text = answer.content.decode()
    start = text.index('id="circle-brought"')
    return json.loads(text[text.index(">", start) + 1 : text.index("</script>", start)])


def sit(browser, at, **said):
    return browser.post(f"{at}sit/", json.dumps(said), content_type="application/json")


def test_the_page_brings_what_the_browser_needs_and_no_word(amira, circle, at):
    said = brought(signed_in(amira).get(at))

    assert said["circle"] == circle.public_id
    assert said["drawn"] == letters(bytes(circle.mls_id)[:16])
    assert said["urls"]["frames"] == f"/circles/{circle.public_id}/frames/"
    assert said["may_begin"] is False
    assert said["name"] == "Amira"


def test_without_a_circle_only_whoever_looks_after_the_group_may_begin(amira, fern, at):
    theirs, hers = brought(signed_in(amira).get(at)), brought(signed_in(fern).get(at))

    assert (theirs["circle"], theirs["may_begin"]) == ("", False)
    assert (hers["circle"], hers["may_begin"]) == ("", True)


def test_whoever_does_not_belong_finds_no_such_page(outsider, olu, circle, at):
    assert signed_in(outsider).get(at).status_code == 404
    assert signed_in(olu).get(at).status_code == 404


def test_my_circles_are_those_with_keys(amira, fern, circle, scene):
    mine = signed_in(amira).get("/circles/").content.decode()
    circle.group_info.delete()
    none = signed_in(amira).get("/circles/").content.decode()
    hers = signed_in(fern).get("/circles/").content.decode()

    assert f"/groups/{scene.tuesday.public_id}/circle/" in mine
    assert "None of your groups has a circle yet" in none
    assert "Open a circle for" in hers


def test_the_page_of_a_group_leads_there_for_those_who_belong(amira, outsider, scene):
    page = f"/groups/{scene.tuesday.public_id}/"
    leads = f"{page}circle/"

    assert leads in signed_in(amira).get(page).content.decode()
    assert leads not in signed_in(outsider).get(page).content.decode()


def test_a_device_says_which_key_is_its_persons(amira, circle, at):
    browser = signed_in(amira)

    first = sit(browser, at, member=letters(b"k" * 16)).json()
    again = sit(browser, at, member=letters(b"k" * 16)).json()

    assert first == again
    assert bytes(seat_of(amira, circle).member_id or b"") == b"k" * 16
    assert Seat.objects.filter(member_id=b"k" * 16).count() == 1


@pytest.mark.parametrize("member", ["", "AAAA", "!", 7, None])
def test_what_is_no_key_of_a_member_changes_nothing_g7(amira, circle, at, member):
    answer = sit(signed_in(amira), at, member=member)

    assert answer.status_code == 400
    assert seat_of(amira, circle).member_id is None


def test_a_stranger_learns_nothing_from_a_bad_key(outsider, circle, at):
    assert sit(signed_in(outsider), at, member="!").status_code == 404
