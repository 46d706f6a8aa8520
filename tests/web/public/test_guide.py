from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import connection

from hearthside.engines.guiding.arranging import Part
from hearthside.guide import arranging, finder
from hearthside.guide.finder import Quoted, Told
from tests.guide.scene import put

URL = "/guide/"
CANARY = "quillfeatherbracken"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unsure(monkeypatch):
    monkeypatch.setattr(finder, "answer", lambda *_: Told(()))
    monkeypatch.setattr(finder, "wake", lambda: None)


def ask(client, words, status=200):
    sent = client.post(URL, {"words": words})
    assert sent.status_code == status
    return sent.content.decode()


def test_it_quotes_word_for_word_and_leads_to_the_rest(visitor, monkeypatch):
    row = put("drains", "Hello. I hung them <b>round</b> my neck & it helped.")
    monkeypatch.setattr(
        finder, "answer", lambda *_: Told((Quoted(row.pk, row.generation, (1,)),))
    )

    page = ask(visitor, "how do I shower with drains")

    assert "I hung them &lt;b&gt;round&lt;/b&gt; my neck &amp; it helped." in page
    assert 'href="/shared/drains/"' in page
    assert "About drains" in page


def test_what_carries_a_warning_is_folded_behind_it(visitor, monkeypatch):
    row = put("night", "I hid the blades.", notes=frozenset({"self_harm"}))
    monkeypatch.setattr(
        finder, "answer", lambda *_: Told((Quoted(row.pk, row.generation, (0,)),))
    )

    page = ask(visitor, "how do I get through the night")

    folded = page.index(
        "<details><summary>This speaks of: self-harm. Read it</summary>"
    )
    assert (
        folded < page.index("I hid the blades.") < page.index("</blockquote></details>")
    )
    assert "self_harm" not in page


def test_what_carries_none_is_open(visitor, monkeypatch):
    row = put("drains", "I hung them round my neck.")
    monkeypatch.setattr(
        finder, "answer", lambda *_: Told((Quoted(row.pk, row.generation, (0,)),))
    )

    page = ask(visitor, "how do I shower with drains")

    assert "I hung them round my neck." in page
    assert "</blockquote></details>" not in page


def test_unsure_it_says_so_and_leads_to_people(visitor):
    page = ask(visitor, "who won the world cup")

    assert "I do not have an answer people here have given" in page
    assert "Find a group" in page
    assert "Help now" in page
    assert "<blockquote" not in page


def test_danger_brings_numbers_and_no_card(visitor, scene, monkeypatch):
    monkeypatch.setattr(finder, "answer", lambda *_: pytest.fail("looked up"))

    page = ask(visitor, "I cannot go on and want to kill myself")

    assert "Please talk to somebody now" in page
    assert page.index('class="offer-lines"') < page.index("Ask again")
    assert page.count('href="/help/"') >= 2
    assert "<blockquote" not in page


def test_a_dose_is_for_somebody_who_knows(visitor):
    page = ask(visitor, "how many sertraline tablets can I take")

    assert "This one is for somebody who knows your health" in page


def test_away_it_says_that_and_not_that_nobody_knows(visitor, monkeypatch):
    monkeypatch.setattr(finder, "answer", lambda *_: None)

    assert "The guide cannot look just now" in ask(visitor, "how do I shower")


def test_what_was_asked_stays_typed_and_nothing_else_keeps_it(visitor, caplog):
    with caplog.at_level(logging.DEBUG):
        page = ask(visitor, f"what is {CANARY}")

    assert f"what is {CANARY}</textarea>" in page
    assert CANARY not in caplog.text
    for model in apps.get_models():
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            assert CANARY not in str(cursor.fetchall())


@pytest.mark.parametrize("words", ["", "   ", "\u200b"])
def test_an_empty_question_is_asked_for_again(visitor, words):
    assert "Write a few words first." in ask(visitor, words, status=400)


def test_ten_thousand_words_are_read(visitor):
    assert "I do not have an answer" in ask(
        visitor, "how do I shower with this " * 1700
    )


def test_more_than_can_be_read_is_said_and_stays_typed(visitor):
    page = ask(visitor, "shower " * 20_000, status=400)

    assert "That is more than can be read here." in page
    assert "shower shower" in page


@pytest.mark.parametrize(
    "words", ["\U0001f600", "?", "(a+)+$", "<script>alert(1)</script>"]
)
def test_one_mark_is_no_question_and_stays_a_letter(visitor, words):
    page = ask(visitor, words)

    assert "I do not have an answer" in page
    assert "<script>alert" not in page


def test_too_many_questions_are_asked_to_wait_but_danger_never_is(visitor, monkeypatch):
    monkeypatch.setattr("hearthside.web.limits.is_too_often", lambda *_, **__: True)

    assert "come back a little later" in ask(visitor, "how do I shower", status=429)
    assert "Please talk to somebody now" in ask(visitor, "I want to die")


def test_a_join_between_two_quotations_is_words_of_ours(visitor, monkeypatch):
    rows = [put("walk", "A walk helped."), put("cool", "A cool room helped.")]
    quotes = tuple(Quoted(one.pk, one.generation, (0,)) for one in rows)
    monkeypatch.setattr(finder, "answer", lambda *_: Told(quotes))
    monkeypatch.setattr(arranging, "is_on", lambda: True)
    monkeypatch.setattr(
        arranging, "order", lambda *_: (Part(1, ""), Part(0, "another"))
    )

    page = ask(visitor, "how do I sleep")

    assert (
        page.index("A cool room helped.")
        < page.index("Another way:")
        < page.index("A walk helped.")
    )


ASKS = ("/guide/", "/library/", "/shared/")
TOLD = "puts them in order and adds no word"


@pytest.mark.parametrize("address", [*ASKS, "/privacy/"])
def test_where_no_model_is_asked_nobody_is_told(visitor, address):
    page = visitor.get(address).content.decode()

    assert TOLD not in page
    assert ("nobody is told" in page) is (address in ASKS)


@pytest.mark.parametrize("address", [*ASKS, "/privacy/"])
@pytest.mark.parametrize("outside", [False, True])
def test_where_a_model_is_asked_every_page_that_asks_says_so(
    visitor, settings, address, outside
):
    settings.CONFIG = replace(
        settings.CONFIG,
        guide_model_url="https://models.example.org/v1",
        guide_model_name="small",
        guide_model_outside=outside,
    )

    page = visitor.get(address).content.decode()

    assert TOLD in page
    assert "nobody is told" not in page
    assert "on the computer of this house. It remembers" not in page
    assert ("models.example.org, outside this house" in page) is outside


def test_the_library_and_shared_ask_there_too(visitor):
    for page in ("/library/", "/shared/"):
        assert 'action="/guide/"' in visitor.get(page).content.decode()
