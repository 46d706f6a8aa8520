from __future__ import annotations

import re

import pytest
from django.test import Client


@pytest.fixture
def strict(scene) -> Client:
    return Client(enforce_csrf_checks=True)


def token(client: Client) -> str:
    page = client.get("/account/login/").content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found is not None
    return found.group(1)


def send(client: Client, words: dict[str, str], **headers: str) -> int:
    answer = client.post("/account/login/", words, headers=headers)
    return answer.status_code


def test_a_form_of_ours_comes_in_though_its_page_says_no_origin(strict):
    words = {"csrfmiddlewaretoken": token(strict), "login": "Bo", "password": "x"}

    assert (
        send(strict, words, Origin="null", **{"Sec-Fetch-Site": "same-origin"}) == 200
    )


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_a_strangers_form_without_an_origin_stays_outside(strict, site):
    words = {"csrfmiddlewaretoken": token(strict), "login": "Bo", "password": "x"}

    assert send(strict, words, Origin="null", **{"Sec-Fetch-Site": site}) == 403


def test_a_strangers_form_stays_outside(strict):
    words = {"csrfmiddlewaretoken": token(strict), "login": "Bo", "password": "x"}

    assert send(strict, words, Origin="https://elsewhere.example") == 403


def test_a_form_without_its_token_stays_outside(strict):
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}

    assert send(strict, {"login": "Bo"}, **headers) == 403


def test_plain_text_stays_outside(strict):
    answer = strict.post("/account/login/", "login=Bo", content_type="text/plain")

    assert answer.status_code == 403
