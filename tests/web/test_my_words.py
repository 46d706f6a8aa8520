"""The pages of a sentence: left by a link, read at the desk, taken back."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from hearthside.outcomes import quotes
from hearthside.outcomes.models import Quote
from tests.cast import NOON, signed_in
from tests.study_scene import *
from tests.study_scene import answered

URL = "/questions/words/"


def words(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


@pytest.fixture
def desk(study):
    return f"/desk/studies/{study.public_id}/sentences/"


@pytest.fixture
def browser(study):
    client = Client()
    client.post("/questions/code/", {"code": answered(study).link})
    return client


def test_a_sentence_goes_from_its_writer_over_the_desk_and_back(browser, olu, desk):
    coordinator = signed_in(olu)
    assert URL not in words(browser.get("/questions/"))
    assert "This study takes no sentences" in words(browser.get(URL))
    assert "Take no more sentences" in words(coordinator.post(desk, {"do": "want"}, follow=True))  # fmt: skip
    assert f'href="{URL}"' in words(browser.get("/questions/"))

    kept = browser.post(URL, {"words": "Tuesday with Bo is mine.", "uses": ["appendix", "public"]}, follow=True)  # fmt: skip
    assert "Nobody has read your sentence yet." in words(kept)
    page = words(coordinator.get(desk))
    assert "Tuesday with Bo is mine." in page
    assert "the appendix, in public" in page
    quote_id = Quote.objects.get().public_id
    coordinator.post(desk, {"do": "clear", "sentence": quote_id, "words": "The evening is mine."})  # fmt: skip

    page = words(browser.get(URL))
    assert "Your sentence may be used like this:" in page
    assert "The evening is mine." in page
    gone = words(browser.post(URL, {"do": "take-back"}, follow=True))
    assert "Your sentence is deleted." in gone
    assert not Quote.objects.exists()
    answer = coordinator.post(desk, {"do": "turn-down", "sentence": quote_id}, follow=True)  # fmt: skip
    assert "That sentence is not here any more" in words(answer)


def test_what_was_typed_stays_when_nothing_is_ticked(browser, olu, study):
    quotes.want(olu, public_id=study.public_id, wanted=True)

    answer = browser.post(URL, {"words": "Something of mine."})

    assert answer.status_code == 409
    assert "Tick what it may be used for" in words(answer)
    assert "Something of mine." in words(answer)
    assert not Quote.objects.exists()


def test_what_a_reader_changed_stays_when_it_cannot_be(browser, olu, study, desk):
    quotes.want(olu, public_id=study.public_id, wanted=True)
    browser.post(URL, {"words": "Mine.", "uses": ["public"]})
    quote_id = Quote.objects.get().public_id

    answer = signed_in(olu).post(desk, {"do": "clear", "sentence": quote_id, "words": "y" * 301})  # fmt: skip

    assert answer.status_code == 409
    assert "y" * 301 in words(answer)
    assert Quote.objects.get().state == "waiting"


def test_nothing_odd_breaks_either_page(browser, olu, study, desk):
    quotes.want(olu, public_id=study.public_id, wanted=True)
    coordinator = signed_in(olu)
    for odd in ({}, {"words": "\x01\u202e" * 600, "uses": ["x"] * 50}, {"uses": ["public"]}):  # fmt: skip
        assert browser.post(URL, odd).status_code in (400, 409)
    for odd in ({}, {"do": "clear"}, {"do": "clear", "sentence": "x" * 500, "words": "a"}, {"do": "x"}):  # fmt: skip
        assert coordinator.post(desk, odd).status_code in (302, 409)
    assert not Quote.objects.exists()


def test_whoever_holds_no_link_and_who_is_no_coordinator_find_nothing(amira, eve, desk):
    assert Client().get(URL).url == "/questions/code/"
    assert Client().post(URL, {"do": "take-back"}).url == "/questions/code/"
    for actor in (amira, eve):
        assert signed_in(actor).get(desk).status_code == 404
