from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from hearthside.organisation.models import Organisation
from hearthside.people.models import Person
from tests.cast import make_person
from tests.post import the_post_leaves

WORDS = {"username": "Heron", "password1": "a quiet corner seat", "adult": "on"}


def sign_up(**changes: str) -> tuple[int, str]:
    answer = Client().post("/account/signup/", {**WORDS, **changes})
    return answer.status_code, answer.content.decode()


def test_somebody_signs_up_with_a_name_and_nothing_else(scene):
    status, _ = sign_up()

    heron = Person.objects.get(called="Heron")
    assert status == 302
    assert heron.email == ""
    assert heron.affirmed_adult


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("\u0410nna", "two alphabets"),
        ("Samaritans", "speaks for us"),
        ("facilitator jo", "speaks for us"),
        ("B\u043e", "two alphabets"),
        ("B0", "looks like it"),
        ("Bo ", "looks like it"),
        ("He\u200bron", "letters"),
        ("Heron\u202e", "letters"),
        ("\U0001f469\u200d\U0001f469", "letters"),
    ],
)
def test_a_name_that_misleads_is_refused_with_a_sentence(scene, bo, name, sentence):
    status, page = sign_up(username=name)

    assert status == 200
    assert sentence in page
    assert Person.objects.filter(called="Bo").count() == 1


def test_two_spellings_of_one_name_are_one(scene):
    make_person("Ren\u00e9e")

    status, page = sign_up(username="Rene\u0301e")

    assert status == 200
    assert "looks like it" in page


def test_somebody_younger_is_shown_where_to_turn_and_keeps_what_was_typed(scene):
    Organisation.objects.update(younger="Childline is there on 0800 1111.")
    words = {key: value for key, value in WORDS.items() if key != "adult"}

    answer = Client().post("/account/signup/", words)

    page = answer.content.decode()
    assert "Childline is there on 0800 1111." in page
    assert 'value="Heron"' in page
    assert not Person.objects.exists()


def test_the_browser_does_not_step_in_before_that_sentence(scene):
    page = Client().get("/account/signup/").content.decode()

    tick = re.search(r"<input[^>]*name=\"adult\"[^>]*>", page)
    assert tick is not None
    assert "required" not in tick.group()


def test_no_birth_date_is_asked_or_kept(scene):
    page = Client().get("/account/signup/").content.decode()

    # The first field asks nothing: its name is never the same twice.
    asked = set(re.findall(r'<input[^>]*name="(\w+)"', page)) - {"z" * 12}
    assert asked <= {
        "csrfmiddlewaretoken", "username", "password1", "email", "adult", "next",
    }  # fmt: skip


def test_a_letter_for_a_new_password_names_nothing(scene, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_person("Heron", email="heron@example.org")

    Client().post("/account/password/reset/", {"email": "heron@example.org"})
    the_post_leaves()

    letter = mail.outbox[0]
    said = f"{letter.subject} {letter.body}".casefold()
    assert letter.subject == "A link you asked for"
    assert "/account/password/reset/key/" in letter.body
    for name in ("harbour", "hearthside", "heron", "group", "support", "leeds"):
        assert name not in said


def test_an_unknown_address_gets_the_same_answer(scene):
    make_person("Heron", email="heron@example.org")

    known = Client().post("/account/password/reset/", {"email": "heron@example.org"})
    unknown = Client().post("/account/password/reset/", {"email": "x@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_nobody_is_led_out_of_the_house_after_signing_in(scene):
    make_person("Heron")
    words = {"login": "Heron", "password": "a lamp in the window"}

    for trick in ("https://evil.example", "//evil.example", "/\\evil.example"):
        answer = Client().post("/account/login/", {**words, "next": trick})
        assert answer.url == "/"


def test_looking_with_head_counts_as_no_try(scene, django_assert_num_queries):
    client = Client()
    client.get("/account/login/")

    with django_assert_num_queries(1):
        client.head("/account/login/")
