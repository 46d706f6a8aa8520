"""Accounts: whose form it was, where signing in leads, and what a clock gives away."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from hearthside.people.letters import Kind, stop_token
from hearthside.people.models import Person
from hearthside.web.letting_go import LEFT
from tests.bad_input.conftest import just_signed_in
from tests.cast import make_person
from tests.house.routes import routes

PASSWORD = "a lamp in the window"
# Opens the quiet door again: it knows nobody, and asks where the click came from instead.
# Stopping letters harms nobody, and mail programs do it with one click.
# What is searched for or asked changes nothing, and a token would be a cookie.
NEEDS_NO_TOKEN = {"back", "stop_letters", "search", "guide"}
ELSEWHERE = (
    "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example",
    "///evil.example", "https:evil.example", "https://evil.example/",
    "javascript:alert(1)", "\\\\evil.example", " //evil.example",
    "http:///evil.example", "//evil.example@testserver/", "\u2028//evil.example",
)  # fmt: skip
TRIES = 40


def test_no_address_takes_a_form_without_its_token(about, amira, olu, hal):
    words = about | {"pk": 1, "key": "x", "uidb36": "1", "drawn": bytes(16)}
    words["token"] = stop_token(amira.person_id, kind=Kind.DATES)
    taken = set()
    for actor in (amira, olu, hal):
        strict = just_signed_in(actor)
        strict.handler.enforce_csrf_checks = True
        for route in routes():
            if route.methods and "POST" not in route.methods:
                continue
            address = reverse(route.name, kwargs={p: words[p] for p in route.parts})
            # Whoever left sees the quiet door from then on, whatever they send.
            strict.cookies.pop(LEFT, None)
            if strict.post(address).status_code not in {403, 405}:
                taken.add(route.name)

    assert taken == NEEDS_NO_TOKEN


@pytest.mark.parametrize("where", ELSEWHERE)
def test_no_form_leads_out_of_the_house(where, amira):
    make_person("Kim")
    signed = just_signed_in(amira)
    asked = {"next": where}

    answers = [
        Client().post(
            "/account/login/", asked | {"login": "Kim", "password": PASSWORD}
        ),
        Client().post(
            "/account/signup/",
            asked | {"username": "Ida", "password1": PASSWORD, "adult": "on"},
        ),
        signed.post("/account/reauthenticate/", asked | {"password": PASSWORD}),
        signed.get("/account/login/", asked),
        signed.post("/account/logout/", asked),
    ]

    for answer in answers:
        assert answer.status_code == 302
        to = answer["Location"]
        assert to.startswith("/")
        assert not to.startswith(("//", "/\\"))
        assert not set(to) & set("\r\n\t\x00\\")


def test_a_session_made_up_by_somebody_else_is_not_taken_over(scene):
    make_person("Kim")
    client = Client()
    client.cookies["h"] = "plantedbysomebodyelse00000000000"

    client.post("/account/login/", {"login": "Kim", "password": PASSWORD})

    assert client.cookies["h"].value != "plantedbysomebodyelse00000000000"


def test_a_password_alone_opens_nothing_for_somebody_with_two_keys(scene):
    kim = make_person("Kim", email="kim@example.org")
    TOTP.activate(kim, generate_totp_secret())
    half = Client()

    said = half.post("/account/login/", {"login": "Kim", "password": PASSWORD})
    inside = [
        half.get(path) for path in ("/account/email/", "/account/keys/", "/desk/")
    ]

    assert said["Location"].startswith("/account/keys/authenticate/")
    assert all(answer["Location"].startswith("/account/login/") for answer in inside)


def test_a_household_with_many_addresses_signs_up_as_one(settings, scene):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "3/h/ip"}
    cache.clear()
    before = Person.objects.count()

    for number in range(6):
        Client(REMOTE_ADDR=f"2001:db8::{number + 1}").post(
            "/account/signup/",
            {
                "username": f"Kim {'abcdef'[number]}",
                "password1": PASSWORD,
                "adult": "on",
            },
        )

    assert Person.objects.count() - before == 3


def timed(ask: Callable[[], object]) -> float:
    cache.clear()
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def one_from_the_other(known: Callable[[], object], unknown: Callable[[], object]):
    """Return how far apart two answers are, in the spread of both."""
    here, there = [], []
    for _ in range(TRIES):
        # In turns, so that a busy machine is busy for both.
        here.append(timed(known))
        there.append(timed(unknown))
    spread = ((statistics.pvariance(here) + statistics.pvariance(there)) / 2) ** 0.5
    apart = abs(statistics.median(here) - statistics.median(there))
    print(f"\n{apart * 1000:.2f} ms apart, spread {spread * 1000:.2f} ms")  # noqa: T201
    return apart / spread


@pytest.fixture
def slow_hash(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.mark.slow
def test_the_clock_does_not_tell_a_known_name(slow_hash, scene):
    make_person("Kim", email="kim@example.org")

    def knock(name: str) -> Callable[[], object]:
        given = {"login": name, "password": "not the words"}
        return lambda: Client().post("/account/login/", given)

    assert one_from_the_other(knock("Kim"), knock("Kam")) < 1


@pytest.mark.slow
def test_the_clock_does_not_tell_a_known_address(slow_hash, scene):
    make_person("Kim", email="kim@example.org")

    def knock(email: str) -> Callable[[], object]:
        return lambda: Client().post("/account/password/reset/", {"email": email})

    assert one_from_the_other(knock("kim@example.org"), knock("kam@example.org")) < 1
