from __future__ import annotations

import pytest
from django.test import Client

from hearthside.groups.models import Waiting
from tests.cast import make_group, signed_in

URL = "/groups/choose/wait/"
STOMA = {"place": "Leeds", "reach": "10", "about": "stoma", "part": "evening"}


@pytest.fixture
def browser(amira, at_noon) -> Client:
    return signed_in(amira)


def test_somebody_begins_to_wait_sees_what_is_kept_and_stops(browser):
    answered = browser.post("/groups/choose/", STOMA).content.decode()
    assert "Keep my answers and write to me" in answered

    page = browser.post(URL, STOMA, follow=True).content.decode()

    for line in ("Within 10 miles of the place you typed", "Any day, Evening",
                 "Living with a stoma"):  # fmt: skip
        assert f"<li>{line}</li>" in page
    assert "Since Monday 2 March." in page

    browser.post(URL, {"stop": "yes"})
    assert not Waiting.objects.exists()
    assert browser.post(URL, {"stop": "yes"}).status_code == 302


def test_what_fits_meanwhile_is_on_the_page(browser, scene):
    browser.post(URL, STOMA)
    make_group(scene.leeds, "New circle", said=("stoma",))

    page = browser.get(URL).content.decode()

    assert "Something may fit now" in page
    assert "New circle" in page


def test_where_something_fits_already_it_says_so(browser):
    answer = browser.post(URL, {"place": "Leeds"})

    assert answer.status_code == 409
    assert "Something fits already." in answer.content.decode()


@pytest.mark.parametrize("form", [{}, {"place": "Leedz"}, {"about": "nonsense"}])
def test_a_wait_for_nothing_asks_the_questions(browser, form):
    answer = browser.post(URL, form)

    assert (answer.status_code, answer.url) == (302, "/groups/choose/")
    assert not Waiting.objects.exists()


def test_a_visitor_is_led_to_sign_in_and_nothing_is_kept(visitor):
    answer = visitor.post(URL, STOMA)

    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")
    assert "stoma" not in answer.url
    assert not Waiting.objects.exists()


def test_the_page_costs_a_bounded_number_of_queries(
    browser, django_assert_max_num_queries
):
    browser.post(URL, STOMA)

    with django_assert_max_num_queries(16):
        browser.get(URL)


def test_mine_leads_there(browser):
    assert f'href="{URL}"' in browser.get("/mine/").content.decode()
