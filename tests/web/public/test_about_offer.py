from __future__ import annotations

import json
from importlib.resources import files

import pytest
from django.test import Client

from hearthside.engines.crisis.published import published
from tests.cast import signed_in


@pytest.fixture
def page(db) -> str:
    return Client().get("/how-help-is-offered/").content.decode()


def test_it_says_what_was_measured_and_that_it_misses_people(page):
    found = published()

    assert f"It noticed {round(100 * found.noticed)} in 100." in page
    assert f"It was right {round(100 * found.rightly)} times in 100." in page
    assert f"It spoke up {round(found.per_1000)} times in 1,000." in page
    assert "It misses people." in page


def test_it_says_whose_texts_they_are(page):
    assert "made up for this, by the people who wrote the list" in page


def test_it_says_that_it_knows_english_alone_and_where_help_is_for_everybody(page):
    assert "When you write to others here in English" in page
    assert "If you write in another language, it stays silent" in page
    said = page.index("Help now does not read what you write.")
    assert '<a href="/help/">Help now</a>' in page[said : said + 300]


def test_the_languages_the_page_names_are_those_the_list_knows():
    source = files("hearthside.engines.crisis").joinpath("signs.json")

    assert json.loads(source.read_text(encoding="utf-8"))["languages"] == ["en"]


def test_it_promises_no_watching_over_anybody(page):
    assert "nobody watches over you through it" in page
    assert "that does not mean that you are all right" in page


def test_k4_the_offer_is_whole_on_the_page_and_hidden_until_the_device_decides(
    amira, scene, at_noon
):
    address = f"/groups/{scene.tuesday.public_id}/leave/"

    here = signed_in(amira).get(address).content.decode()

    offer = here[here.index('<section class="offer"') : here.index("data-offer-again")]
    assert offer.startswith('<section class="offer" data-offer="id_words"')
    assert " hidden>" in offer[: offer.index("<h2")]
    assert "Put both feet on the floor" in offer
    assert "/mine/plan/" in offer
    assert "talk-with-us/" in offer
    assert "Not this time" in offer
    assert "It knows English alone." in offer
    assert "<form" not in offer
    assert "score" not in offer
    assert "hx-" not in offer


def test_the_plan_is_not_looked_at(amira, scene, at_noon):
    here = signed_in(amira).get("/mine/plan/").content.decode()

    assert "data-offer" not in here
    assert "offer.js" not in here
