"""What somebody reads when signing in did not work, or somebody else tried."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from hearthside.web.account_forms import MOST_KEYS
from tests.cast import make_person, signed_in

PASSWORD = "a lamp in the window"


@pytest.fixture(autouse=True)
def known_place(scene):
    cache.clear()
    return scene


def try_to_sign_in(name, password):
    return Client().post("/account/login/", {"login": name, "password": password})


def said_at_sign_in(name):
    client = Client()
    client.post("/account/login/", {"login": name, "password": PASSWORD})
    return client.get("/").content.decode()


@pytest.mark.parametrize("name", ["Amira", "Nobody of ours"])
def test_a_wrong_password_and_an_unknown_name_read_the_same(name):
    make_person("Amira")

    page = try_to_sign_in(name, "not this one").content.decode()

    assert "That name and that password do not go together." in page


def test_nothing_typed_is_answered_in_our_words():
    page = Client().post("/account/signup/", {"email": "a@b"}).content.decode()

    assert "There is nothing here yet." in page
    assert "That does not look like an e-mail address." in page
    assert not re.search(r"This field is required|Enter a valid", page)


def test_whoever_owns_a_name_hears_that_others_tried_it():
    make_person("Amira")
    for number in range(5):
        try_to_sign_in("amira", f"guess {number}")

    assert "Somebody tried a wrong password for your name 5 times." in said_at_sign_in("Amira")  # fmt: skip
    assert "Somebody tried" not in said_at_sign_in("Amira")


def test_ones_own_slips_are_not_spoken_of():
    make_person("Amira")
    for number in range(4):
        try_to_sign_in("Amira", f"guess {number}")

    assert "Somebody tried" not in said_at_sign_in("Amira")


def test_ten_passkeys_are_enough(amira, monkeypatch):
    monkeypatch.setattr(
        "allauth.mfa.webauthn.internal.auth.get_credentials", lambda _: []
    )
    client = signed_in(amira)
    keys = [
        Authenticator(
            user_id=amira.person_id, type=Authenticator.Type.WEBAUTHN, data={}
        )
        for _ in range(MOST_KEYS)
    ]
    Authenticator.objects.bulk_create(keys[1:])
    before = open_the_form(client)
    keys[0].save()

    after = open_the_form(client)
    answer = client.post("/account/keys/webauthn/add/", {"credential": "{}"})

    assert "mfa_webauthn_add" in before
    assert "mfa_webauthn_add" not in after
    assert answer.status_code == 200
    assert Authenticator.objects.count() == MOST_KEYS


def open_the_form(client):
    page = client.get("/account/keys/webauthn/add/", follow=True)
    if "reauthenticate" in page.request["PATH_INFO"]:
        page = client.post(
            page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"],
            {"password": PASSWORD},
            follow=True,
        )
    return page.content.decode()
