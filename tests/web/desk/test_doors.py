"""Every door of the desk: who it opens to, and that everybody else finds nothing."""

from __future__ import annotations

import pytest

from hearthside.meetings.models import Meeting
from tests.cast import signed_in
from tests.web.desk.desk_scene import at_noon, first_date, missing

GROUP_PAGES = ("dates", "details")
GROUP_ACTS = ("confirm", "answer", "details")
DATE_ACTS = ("move", "call-off", "put-back")
NO_IDS = ("1", "01", "+1", "1.0", "\uff11", "ABCDEFGHJKMN", "abcdefghjkmn2", "2" * 12)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def addresses(scene) -> dict[str, list[str]]:
    group, date = scene.tuesday.public_id, first_date(scene.tuesday).public_id
    return {
        "get": [
            *(f"/desk/groups/{group}/{page}/" for page in GROUP_PAGES),
            f"/desk/dates/{date}/",
        ],
        "post": [
            *(f"/desk/groups/{group}/{act}/" for act in GROUP_ACTS),
            *(f"/desk/dates/{date}/{act}/" for act in DATE_ACTS),
        ],
    }


@pytest.mark.parametrize("who", ["otto", "una", "outsider", "amira", "newcomer", "eve"])
def test_what_is_not_yours_looks_like_what_does_not_exist(who, addresses, request):
    browser = signed_in(request.getfixturevalue(who))

    answers = [browser.get(address) for address in addresses["get"]]
    answers += [browser.post(address, {"version": 1}) for address in addresses["post"]]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer.content for answer in answers} == {missing()}


def test_a_visitor_is_asked_to_sign_in_whatever_is_behind_the_door(client, addresses):
    answers = [client.get(address) for address in addresses["get"]]
    answers += [client.post(address) for address in addresses["post"]]
    answers.append(client.get("/desk/dates/222222222222/"))

    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url.split("?")[0] for answer in answers} == {"/account/login/"}


@pytest.mark.parametrize("number", NO_IDS)
def test_an_id_we_never_made_leads_nowhere(number, olu):
    browser = signed_in(olu)

    found = [
        browser.get(f"/desk/groups/{number}/dates/"),
        browser.get(f"/desk/dates/{number}/"),
        browser.post(f"/desk/dates/{number}/move/"),
    ]

    assert {answer.status_code for answer in found} == {404}
    assert {answer.content for answer in found} == {missing()}


@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
def test_other_verbs_are_not_spoken_here(verb, fern, addresses):
    browser = signed_in(fern)

    answers = [
        getattr(browser, verb)(address)
        for address in addresses["get"] + addresses["post"]
    ]

    assert {answer.status_code for answer in answers} == {405}


def test_a_verb_hidden_in_a_header_or_a_field_is_not_heard(fern, scene):
    date = first_date(scene.tuesday)
    browser = signed_in(fern, headers={"X-HTTP-Method-Override": "DELETE"})

    browser.post(f"/desk/dates/{date.public_id}/call-off/", {"_method": "DELETE"})

    assert Meeting.objects.filter(id=date.pk, state="on", version=1).exists()


def test_a_page_that_only_acts_is_not_looked_at(olu, scene):
    group, date = scene.tuesday.public_id, first_date(scene.tuesday).public_id
    browser = signed_in(olu)

    looks = [
        browser.get(f"/desk/groups/{group}/confirm/"),
        browser.get(f"/desk/dates/{date}/move/"),
    ]

    assert {answer.status_code for answer in looks} == {405}


def test_a_form_that_is_not_ours_is_refused(fern, scene):
    date = first_date(scene.tuesday)
    browser = signed_in(fern, enforce_csrf_checks=True)

    answer = browser.post(f"/desk/dates/{date.public_id}/call-off/", {"version": 1})

    assert answer.status_code == 403
    assert Meeting.objects.filter(id=date.pk, state="on").exists()


def test_those_who_look_after_the_group_come_in(fern, olu, scene):
    group, date = scene.tuesday.public_id, first_date(scene.tuesday).public_id
    fernow, olunow = signed_in(fern), signed_in(olu)

    assert fernow.get(f"/desk/groups/{group}/dates/").status_code == 200
    assert fernow.get(f"/desk/dates/{date}/").status_code == 200
    assert fernow.get(f"/desk/groups/{group}/details/").status_code == 404
    assert olunow.get(f"/desk/groups/{group}/dates/").status_code == 200
    assert olunow.get(f"/desk/groups/{group}/details/").status_code == 200
    assert olunow.get("/desk/volunteers/").status_code == 200
    assert fernow.get("/desk/volunteers/").status_code == 404
