from __future__ import annotations

import logging
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.db import connection

from hearthside.guide import finder
from hearthside.web.public import looking
from tests.cast import NOON, signed_in
from tests.guide.scene import put

URL = "/search/"
CANARY = "quillfeatherbracken"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_beside(monkeypatch):
    monkeypatch.setattr(finder, "find", lambda *_, **__: None)
    monkeypatch.setattr(finder, "wake", lambda: None)


def search(client, words, **asked):
    sent = client.post(URL, {"words": words, **asked})
    assert sent.status_code == 302
    return sent["Location"], client.get(sent["Location"]).content.decode()


def test_the_form_works_without_anything(visitor):
    page = visitor.get(URL).content.decode()

    assert 'name="words"' in page
    assert "csrfmiddlewaretoken" not in page


def test_what_was_found_says_why_and_leads_there(visitor):
    put("tea", "A walk. Warm tea after lunch.")

    _, page = search(visitor, "tea")

    assert 'href="/shared/tea/"' in page
    assert "Warm tea after lunch." in page
    assert 'value="tea"' in page


def test_a_warning_comes_first_and_the_sentence_is_folded(visitor):
    put("tea", "Warm tea.", notes=frozenset({"self_harm"}))

    _, page = search(visitor, "tea")

    warning = '<details><summary lang="en-gb" dir="auto">This speaks of: self-harm.'
    assert page.index(warning) < page.index("Warm tea.")
    assert "self_harm" not in page
    assert "Warm tea." not in search(visitor, "tea", calm="yes")[1]


def test_no_address_log_or_table_holds_the_words(visitor, caplog):
    with caplog.at_level(logging.DEBUG):
        address, _ = search(visitor, CANARY)

    assert CANARY not in address
    assert CANARY not in caplog.text
    for model in apps.get_models():
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            assert CANARY not in str(cursor.fetchall())


def test_the_sealed_words_open_for_an_hour_and_nobody_elses_open_at_all(visitor):
    token = looking.sealed("tea", now=NOON)

    opened = looking.opened(token, now=NOON + timedelta(minutes=59))
    assert opened == ("tea", False)
    assert looking.opened(token, now=NOON + timedelta(hours=1)) is None
    assert looking.opened(token[:-2] + "xx", now=NOON) is None
    page = visitor.get(URL, {"w": "s1.nonsense"}).content.decode()
    assert "That search is over. Please type it again." in page


@pytest.mark.parametrize("words", ["", "  ", "\u200b"])
def test_nothing_typed_is_asked_for_again(visitor, words):
    sent = visitor.post(URL, {"words": words})

    assert sent.status_code == 400
    assert "Type a few words first." in sent.content.decode()


@pytest.mark.parametrize(
    "words",
    ["\U0001f600", "(a+)+$", "%_%_%", '" OR 1 --', "<script>alert(1)</script>", "a" * 5000,
     "ل" * 300, "x\u0000y"],
)  # fmt: skip
def test_odd_words_find_nothing_and_stay_letters(visitor, words):
    put("tea", "Warm tea.")

    address, page = search(visitor, words)

    assert len(address) < 2000
    assert "Nothing here says that yet." in page
    assert "<script>alert" not in page


def test_a_long_story_is_searched_for_by_its_question(visitor):
    put("drains", "I hung the drains round my neck in the shower.")
    story = "Hello all. " + "I was in hospital and the nurses were kind to me. " * 30
    story += "How do you shower with drains?"

    _, page = search(visitor, story)

    assert "About drains" in page


def test_words_of_danger_bring_numbers_before_anything_found(visitor, scene):
    put("tea", "I wanted to die and drank tea.")

    _, page = search(visitor, "I want to die")

    assert page.index("Is it very hard right now?") < page.index("About tea")


def test_danger_in_a_long_story_brings_numbers_whatever_its_question_is(visitor, scene):
    for n in range(12):
        put(f"drains{n}", "I hung the drains round my neck in the shower.")
    kind = "I was in hospital and the nurses were kind to me. " * 15
    story = f"{kind}I want to die. {kind}How do you shower with drains?"

    address, page = search(visitor, story)
    second = visitor.get(f"{address}&page=2").content.decode()

    assert "I want to die" not in page
    assert page.index("Is it very hard right now?") < page.index("About drains")
    assert "Page 2 of 2" in second
    assert "Is it very hard right now?" in second
    calm = search(visitor, story.replace("I want to die. ", ""))[1]
    assert "Is it very hard right now?" not in calm


def test_what_is_for_a_group_is_found_by_its_people_alone(
    visitor, scene, amira, outsider
):
    key = f"group:{scene.tuesday.public_id}"
    put("ours", "Warm tea.", audiences=frozenset({key}))
    put("inside", "Warm tea at home.", audiences=frozenset({"members"}))

    assert "About ours" not in search(visitor, "tea")[1]
    assert "About inside" not in search(visitor, "tea")[1]
    assert "About ours" in search(signed_in(amira), "tea")[1]
    elsewhere = search(signed_in(outsider), "tea")[1]
    assert "About ours" not in elsewhere
    assert "About inside" in elsewhere


def test_pages_are_turned_without_a_word_in_the_address(visitor):
    for n in range(12):
        put(f"tea{n}", "Warm tea.")

    address, page = search(visitor, "tea", kind="strategy")

    assert "Page 1 of 2" in page
    token = parse_qs(urlsplit(address).query)["w"][0]
    second = visitor.get(URL, {"w": token, "kind": "strategy", "page": "2"})
    assert "Page 2 of 2" in second.content.decode()
    for odd in ("0", "-1", "x", "\u0661", "9999999999"):
        assert visitor.get(URL, {"w": token, "page": odd}).status_code == 200


def test_looking_asks_few_queries(visitor, django_assert_max_num_queries):
    for n in range(30):
        put(f"tea{n}", "Warm tea.")
    address, _ = search(visitor, "tea")

    with django_assert_max_num_queries(8):
        visitor.get(address)
