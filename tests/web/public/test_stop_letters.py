"""Stopping letters from the letter itself, as people, mail programs and scanners do it."""

import pytest
from django.test import Client
from django.urls import resolve

from hearthside.people import letters
from hearthside.people.letters import Kind
from hearthside.people.models import NoLetters
from hearthside.people.signing_in import suspend
from tests.cast import signed_in


@pytest.fixture
def address(amira):
    token = letters.stop_token(amira.person_id, kind=Kind.DATES)
    return f"/letters/stop/{token}/"


def test_a_mail_scanner_following_the_link_stops_nothing(address):
    for method in ("get", "head"):
        assert getattr(Client(), method)(address).status_code == 200

    assert not NoLetters.objects.exists()


def test_one_tap_stops_them_signed_out(address):
    page = Client().get(address).content.decode()

    answer = Client().post(address)

    assert "You get letters about this: Changed dates." in page
    assert answer.status_code == 200
    assert "We will not write to you about this any more" in answer.content.decode()
    assert NoLetters.objects.get().kind == "dates"


def test_a_mail_program_needs_no_token_of_our_form_and_no_redirect(address):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert NoLetters.objects.count() == 1


def test_twice_is_once(address):
    Client().post(address)

    assert Client().post(address).status_code == 200
    assert NoLetters.objects.count() == 1


def test_somebody_else_signed_in_stops_only_whose_letter_it_was(address, amira, olu):
    signed_in(olu).post(address)

    assert NoLetters.objects.get().person_id == amira.person_id


def test_somebody_suspended_may_still_stop_letters(address, amira, noon):
    suspend(person_id=amira.person_id, now=noon)

    assert Client().post(address).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "token",
    ["x" * 60, "eyJhbGciOiJub25lIn0:1:2", "a-" * 149, "é" * 40, "a" * 2000, "x"],
)
def test_a_token_that_is_not_ours_reads_like_nothing_at_all(scene, method, token):
    nothing = getattr(Client(), method)("/nothing-here/")

    answer = getattr(Client(), method)(f"/letters/stop/{token}/")

    assert (answer.status_code, answer.content) == (404, nothing.content)


def test_the_address_of_a_letter_is_the_address_of_the_page(address):
    assert resolve(address).url_name == "stop_letters"


def test_the_page_says_nothing_of_whose_letters_they_are(address, amira):
    page = Client().get(address).content.decode()

    assert "Amira" not in page
    assert "amira@" not in page
    assert "noindex" in Client().get(address).headers["X-Robots-Tag"]
