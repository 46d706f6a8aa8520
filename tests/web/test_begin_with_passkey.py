import json
from datetime import timedelta
from itertools import pairwise

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from hearthside.people.models import Person
from tests.cast import NOON, make_person, signed_in

NAME, KEY = "/account/passkey/name/", "/account/passkey/"
FORM = {"username": "Quiet Heron", "adult": "on"}


@pytest.fixture
def somebody(scene, at_noon, settings) -> Client:
    settings.ACCOUNT_RATE_LIMITS = False
    return Client()


def test_a_name_waits_and_nobody_is_kept_yet(somebody):
    answer = somebody.post(NAME, FORM)

    assert (answer.status_code, answer.url) == (302, KEY)
    page = somebody.get(KEY).content.decode()
    assert "<strong>Quiet Heron</strong>" in page
    told = json.loads(
        page.split('id="js_data" type="application/json">')[1].split("<")[0]
    )
    asked = told["creation_options"]["publicKey"]["authenticatorSelection"]
    assert (asked["userVerification"], asked["residentKey"]) == ("required", "required")
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("odd", "sentence"),
    [
        ({"username": ""}, "There is nothing here yet."),
        ({"username": "Facilitator"}, "speaks for us"),
        ({"username": "Harbour"}, "what we or our places are called"),
        ({"adult": ""}, "18 or over"),
        ({"username": "Amira"}, "Somebody here has that name"),
        ({"email": "no"}, "does not look like an e-mail address"),
    ],
)
def test_what_is_not_right_is_said_and_what_was_typed_stays(somebody, odd, sentence):
    make_person("Amira")

    answer = somebody.post(NAME, {**FORM, **odd, "next": "/groups/"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{odd.get("username", "Quiet Heron")}"' in page or not odd.get(
        "username", "x"
    )
    assert 'name="next" value="/groups/"' in page
    assert "A password" in page


def test_d21_nobody_begins_without_affirming_their_age(somebody):
    answer = somebody.post(NAME, {"username": "Quiet Heron"})

    assert answer.status_code == 422
    assert somebody.get(KEY).url == "/account/signup/"


@pytest.mark.parametrize(
    "raw", ["", "null", "{}", '{"id": 1}', "[" * 9999, "1" * 60_000]
)
def test_d12_what_is_no_passkey_is_answered_with_a_sentence(somebody, raw):
    somebody.post(NAME, FORM)
    somebody.get(KEY)

    answer = somebody.post(KEY, {"credential": raw})

    assert answer.status_code == 422
    assert not Person.objects.exists()
    assert not Authenticator.objects.exists()


def test_a_name_does_not_wait_for_ever(somebody, monkeypatch):
    somebody.post(NAME, FORM)
    later = NOON + timedelta(minutes=21)
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: later)

    assert somebody.get(KEY).url == "/account/signup/"
    assert somebody.post(KEY, {"credential": "{}"}).url == "/account/signup/"


def test_without_a_name_there_is_nothing_to_make(somebody):
    assert somebody.get(KEY).url == "/account/signup/"
    assert somebody.post(KEY, {"credential": "{}"}).url == "/account/signup/"


def test_whoever_is_signed_in_has_a_name_already(somebody, newcomer):
    browser = signed_in(newcomer)

    assert browser.get(KEY).url == "/mine/"
    assert browser.post(NAME, FORM).url == "/mine/"


def test_a_password_in_the_form_is_the_wish(somebody):
    form = {**FORM, "password1": "a heron in the reeds"}

    answer = somebody.post(NAME, form)

    assert (answer.status_code, answer.url) == (307, "/account/signup/")


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [("/groups/kept/", "/groups/kept/"), ("//evil.example", "/"), ("", "/"),
     ("https://evil.example/", "/"), ("/\\evil.example", "/")],
)  # fmt: skip
def test_it_goes_on_to_where_they_wanted_to_go_in_this_house(somebody, wanted, goes):
    somebody.post(NAME, {**FORM, "next": wanted})

    assert somebody.get("/account/go-on/").url == goes


def test_ids_do_not_tell_who_came_first(somebody):
    form = {"password1": "a heron in the reeds", "adult": "on"}
    for name in ("Ash Tree", "Birch Tree", "Cedar Tree"):
        Client().post("/account/signup/", {**form, "username": name})

    ids = [
        Person.objects.get(called=name).pk
        for name in ("Ash Tree", "Birch Tree", "Cedar Tree")
    ]
    assert all(2**40 <= one < 2**53 for one in ids)
    assert {b - a for a, b in pairwise(ids)} != {1}


def test_the_eleventh_try_in_an_hour_is_too_many(scene, at_noon, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "10/h/ip"}
    browser = Client()

    answers = [browser.post(NAME, {"username": ""}).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]
