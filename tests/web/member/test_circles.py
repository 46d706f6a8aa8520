from __future__ import annotations

import json

import pytest

from hearthside.circles import auditing as auditor
from hearthside.circles import pictures, rehearsing
from hearthside.circles.models import Frame, GroupInfo, Picture, StreamTicket
from tests.cast import NOON, signed_in
from tests.circles_scene import auditing, circle, seat_of, turn
from tests.live.running import letters

__all__ = ["circle"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


def post(browser, path, **said):
    return browser.post(path, json.dumps(said), content_type="application/json")


def test_my_circles_and_nobody_elses(amira, outsider, circle):
    mine = signed_in(amira).get("/circles/state/").json()["circles"]
    theirs = signed_in(outsider).get("/circles/state/").json()["circles"]

    assert [one["circle"] for one in mine] == [circle.public_id]
    assert mine[0]["seat"] == seat_of(amira, circle).public_id
    assert theirs == []


def test_a_ticket_says_where_live_is(amira, circle):
    said = post(signed_in(amira), "/circles/ticket/").json()

    assert said["live"] == "http://testserver:8001/live/"
    assert len(said["ticket"]) == 43
    assert StreamTicket.objects.count() == 1


def test_a_ticket_asked_for_by_another_site_is_not_drawn_d16(amira, circle):
    browser = signed_in(amira, enforce_csrf_checks=True)

    assert post(browser, "/circles/ticket/").status_code == 403
    assert StreamTicket.objects.count() == 0


def test_keys_are_turned_through_the_page(fern, amira, circle, monkeypatch):
    monkeypatch.setattr(auditor, "audit", auditing(circle, 1, *circle.seats.all()))
    said = {
        "commit": letters(turn(bytes(circle.mls_id))),
        "group_info": letters(b"new"),
    }
    at = f"/circles/{circle.public_id}/commit/"

    first = post(signed_in(fern), at, **said)
    again = post(signed_in(fern), at, **said)
    late = post(
        signed_in(amira), at, **said | {"commit": letters(turn(bytes(circle.mls_id)))}
    )

    assert (first.status_code, first.json()) == (201, {"seq": 1, "epoch": 1})
    assert again.json() == first.json()
    assert (late.status_code, late.json()["epoch"]) == (409, 1)
    assert bytes(GroupInfo.objects.get().body) == b"new"
    found = signed_in(amira).get(f"/circles/{circle.public_id}/frames/").json()
    assert [one["kind"] for one in found["frames"]] == ["commit"]


@pytest.mark.parametrize(
    "said",
    [{}, {"commit": 1, "group_info": "x"}, {"commit": "!", "group_info": "x"},
     {"commit": "AAAA", "group_info": "AAAA", "welcomes": "x"},
     {"commit": "AAAA", "group_info": "AAAA", "welcomes": [{"seat": []}]}],
)  # fmt: skip
def test_what_no_page_of_ours_sends_changes_nothing_g7(fern, circle, said):
    answer = post(signed_in(fern), f"/circles/{circle.public_id}/commit/", **said)

    assert answer.status_code == 400
    assert Frame.objects.count() == 0


def test_a_text_with_a_nought_byte_is_refused_before_the_tables_see_it_g7(
    amira, circle
):
    at = f"/circles/{circle.public_id}/welcomes/used/"

    for device in ("\0", "phone\0"):
        assert post(signed_in(amira), at, device=device).status_code == 400


@pytest.mark.parametrize("after", ["-1", "x", "1e9", "9" * 40, "\u0661"])
def test_a_number_that_is_none_is_answered_with_a_sentence_g4(amira, circle, after):
    at = f"/circles/{circle.public_id}/frames/"

    assert signed_in(amira).get(at, {"after": after}).status_code == 400


@pytest.mark.parametrize("days", [181, 365, 65_535, 0])
def test_nobody_lets_words_stay_longer_than_half_a_year_or_no_day(fern, circle, days):
    at = f"/circles/{circle.public_id}/lifetime/"

    answer = post(signed_in(fern), at, lifetime_days=days)

    assert answer.status_code == 400
    assert answer.json() == {"why": "Words last between 1 and 180 days."}
    circle.refresh_from_db()
    assert circle.lifetime_days == 30


def test_whoever_looks_after_it_says_how_long_and_no_member_does(fern, amira, circle):
    at = f"/circles/{circle.public_id}/lifetime/"

    said = post(signed_in(fern), at, lifetime_days=180)
    other = post(signed_in(amira), at, lifetime_days=7)

    assert (said.status_code, other.status_code) == (200, 404)
    circle.refresh_from_db()
    assert circle.lifetime_days == 180


def test_my_seat_is_taken_once_and_nobody_else_is_told(
    amira, fern, newcomer, outsider, scene, circle
):
    at = f"/groups/{scene.tuesday.public_id}/circle/sit/"

    mine = [post(signed_in(amira), at) for _ in range(2)]
    helper = post(signed_in(fern), at)
    others = [post(signed_in(who), at).status_code for who in (newcomer, outsider)]

    assert [answer.status_code for answer in mine] == [201, 201]
    assert mine[0].json() == mine[1].json()
    assert mine[0].json()["seat"] == seat_of(amira, circle).public_id
    assert helper.json()["seat"] == seat_of(fern, circle).public_id
    assert others == [404, 404]


def picture_at(circle, drawn="d" * 22):
    return f"/circles/{circle.public_id}/pictures/{drawn}/"


def hand_over(browser, at, body, content_type="application/octet-stream"):
    return browser.post(at, body, content_type=content_type)


def test_a_sealed_picture_goes_there_and_back(amira, fern, circle):
    body = b"x" * min(pictures.SIZES)
    first = hand_over(signed_in(amira), picture_at(circle), body)
    again = hand_over(signed_in(amira), picture_at(circle), body)

    answer = signed_in(fern).get(picture_at(circle))

    assert (first.status_code, again.status_code) == (201, 200)
    assert answer.content == body
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == "attachment"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{}", "application/json", 400),
        (b"x" * 70_000, "image/jpeg", 400),
        (b"x" * 70_000, "application/octet-stream", 409),
        (b"", "application/octet-stream", 400),
    ],
)
def test_what_is_no_sealed_picture_is_said_and_not_kept_f7_g7(
    amira, circle, body, content_type, status
):
    answer = hand_over(signed_in(amira), picture_at(circle), body, content_type)

    assert answer.status_code == status
    assert answer.json()["why"]
    assert not Picture.objects.exists()


def test_a_megabyte_is_turned_away_before_anything_reads_it_f7(amira, circle):
    answer = hand_over(signed_in(amira), picture_at(circle), b"x" * 1_200_000)

    assert answer.status_code == 413
    assert not Picture.objects.exists()


def test_the_same_bytes_for_a_picture_that_is_not_mine_and_one_that_is_not_there(
    amira, fern, outsider, circle
):
    hand_over(signed_in(amira), picture_at(circle), b"x" * min(pictures.SIZES))
    there, missing = picture_at(circle), picture_at(circle, "e" * 22)

    for who, at in ((fern, "take-back/"), (outsider, "take-back/"), (outsider, "")):
        ask = signed_in(who).post if at else signed_in(who).get
        answers = [ask(f"{one}{at}") for one in (there, missing)]
        assert [one.status_code for one in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert Picture.objects.count() == 1


def test_a_picture_of_another_circle_is_not_found_under_mine_a2(
    amira, outsider, circle, scene
):
    other = rehearsing.plant(scene.elsewhere.pk, [outsider.person_id], now=NOON)
    at = f"/circles/{other}/pictures/{'d' * 22}/"
    hand_over(signed_in(outsider), at, b"x" * min(pictures.SIZES))
    assert Picture.objects.count() == 1

    assert signed_in(amira).get(at).status_code == 404
    assert signed_in(amira).get(picture_at(circle)).status_code == 404


@pytest.mark.parametrize("name", ["d" * 21, "d" * 23, "..%2f..%2fx", "d" * 21 + "="])
def test_a_name_no_device_draws_is_nothing_f4(amira, circle, name):
    answer = signed_in(amira).get(picture_at(circle, name))

    assert answer.status_code == 404
