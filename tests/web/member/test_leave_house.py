from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hearthside.core.actor import Role
from hearthside.groups.models import RoleHeld
from hearthside.people.models import Person
from hearthside.workflows import forget_me
from tests.cast import NOON, make_person, signed_in

URL = "/mine/leaving/"
PASSWORD = "a lamp in the window"


@pytest.fixture
def browser(amira, at_noon) -> Client:
    return signed_in(amira)


def come_back(called: str = "Amira", **more: str) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": called, "password": PASSWORD, **more})
    return browser


def test_mine_leads_there_and_the_page_says_what_goes_and_what_stays(browser):
    assert f'href="{URL}"' in browser.get("/mine/").content.decode()

    page = browser.get(URL).content.decode()

    assert "Until 23 March" in page
    assert "Your places in groups and the names you had there." in page
    assert "How many came to an evening" in page
    assert "Which acts you did with a role" not in page


def test_staff_read_what_stays_of_what_they_did(fern, at_noon, runs):
    from hearthside.core import trail
    from hearthside.core.policy import Verb

    trail.note(fern, verb=Verb.CONFIRM_A_LISTING, what="group:1", now=NOON)

    page = signed_in(fern).get(URL).content.decode()

    assert "Your roles end" in page
    assert "Which acts you did with a role" in page


def test_leaving_signs_out_here_and_says_until_when_they_may_think_again(browser):
    answer = browser.post(URL, follow=True)

    page = answer.content.decode()
    assert "If you change your mind, sign in before 23 March." in page
    assert "Choose a name" in browser.get("/mine/").content.decode()
    assert Person.objects.get(called="Amira").leaving_since == NOON


def test_signing_in_again_asks_once_more_and_shows_nothing_else(browser, scene):
    browser.post(URL)
    back = come_back(next="/mine/letters/")

    page = back.get("/mine/stay/").content.decode()
    assert "You are leaving" in page
    for address in ("/mine/", "/mine/letters/", "/account/email/", "/desk/"):
        answer = back.get(address)
        assert (answer.status_code, answer.url) == (302, "/mine/stay/"), address
    group = back.get(f"/groups/{scene.tuesday.public_id}/").content.decode()
    assert "You are Amira here" not in group
    join = back.get(f"/groups/{scene.tuesday.public_id}/join/")
    assert join.url == "/mine/stay/"


def test_whoever_stays_has_everything_back(browser):
    browser.post(URL)
    back = come_back()

    page = back.post("/mine/stay/", follow=True).content.decode()

    assert "You stay." in page
    assert "Tuesday circle, Headingley" in page


def test_leaving_it_so_changes_nothing(browser):
    browser.post(URL)
    back = come_back()

    back.post("/account/logout/")

    assert Person.objects.get(called="Amira").leaving_since == NOON


def test_after_three_weeks_the_name_and_the_password_open_nothing(browser):
    browser.post(URL)
    forget_me.forget_who_left(now=NOON + timedelta(days=21))

    answer = Client().post("/account/login/", {"login": "Amira", "password": PASSWORD})

    assert "do not go together" in answer.content.decode()
    make_person("Amira")


def test_to_everybody_else_the_page_to_think_again_is_only_mine(visitor, bo):
    for browser in (visitor, signed_in(bo)):
        for answer in (browser.get("/mine/stay/"), browser.post("/mine/stay/")):
            assert (answer.status_code, answer.url) == (302, "/mine/")


def test_the_last_host_reads_why_and_finds_no_button(hal, at_noon):
    browser = signed_in(hal)

    page = browser.get(URL).content.decode()
    answer = browser.post(URL)

    assert "You are the only host here." in page
    assert "<button" not in page.split('id="main"')[1].split("</main>")[0]
    assert answer.status_code == 409
    assert "You are the only host here." in answer.content.decode()
    assert RoleHeld.objects.get(role=Role.HOST).ended_at is None


def test_somebody_suspended_cannot_come_back_by_leaving(browser, amira):
    from hearthside.people.signing_in import suspend

    browser.post(URL)
    suspend(person_id=amira.person_id, now=NOON)

    back = come_back()

    assert back.get("/mine/stay/").url == "/mine/"


def test_the_page_asks_few_questions(browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(33):
        browser.get(URL)
