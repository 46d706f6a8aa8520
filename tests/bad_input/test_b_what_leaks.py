"""What every answer says beside its page: to caches, robots, frames and other sites."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.bad_input.forms import pages

TO_BE_FOUND = {"tonight", "groups", "group", "help", "help_here"}
FOR_READING = TO_BE_FOUND | {"shared", "privacy", "health", "mine"}


def answers_of(browser: Client, about):
    """Yield every page, and every way of being told no."""
    for route, address in pages(about):
        yield route.name, browser.get(address)
    yield from {
        "404": browser.get("/no/such/page/"),
        "404 static": browser.get("/static/no-such.css"),
        "405": browser.put("/groups/"),
        "400 query": browser.get("/groups/?a=1&a=2"),
        "400 host": browser.get("/", headers={"host": "evil.example"}),
        "413": browser.post("/account/login/", "x", content_type="text/plain",
                            CONTENT_LENGTH="99999999"),
        "quiet": Client(headers={"cookie": "q=1"}).get("/groups/"),
        "403": Client(enforce_csrf_checks=True).post("/account/login/"),
    }.items()  # fmt: skip


@pytest.mark.parametrize("who", ["visitor", "amira", "fern", "olu", "hal"])
def test_every_answer_is_closed_to_caches_and_frames(who, about, browsers):
    for name, answer in answers_of(browsers[who], about):
        assert answer["Cache-Control"] == "no-store", name
        assert answer["X-Content-Type-Options"] == "nosniff", name
        assert answer["X-Frame-Options"] == "DENY", name
        assert answer["Referrer-Policy"] == "same-origin", name
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert "ETag" not in answer, name
        assert "Access-Control-Allow-Origin" not in answer, name


@pytest.mark.parametrize("who", ["visitor", "amira", "fern", "olu", "hal"])
def test_every_answer_has_a_policy_without_holes(who, about, browsers):
    for name, answer in answers_of(browsers[who], about):
        policy = answer["Content-Security-Policy"]
        assert "unsafe-" not in policy, name
        assert "default-src 'none'" in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert "base-uri 'none'" in policy, name
        assert "form-action 'self'" in policy, name
        assert "*" not in policy, name
        assert "Content-Security-Policy-Report-Only" not in answer, name


def test_only_what_anybody_may_read_is_found_by_search(about, browsers):
    open_to_robots = {
        (who, name)
        for who in ("visitor", "amira", "olu")
        for name, answer in answers_of(browsers[who], about)
        if "noindex" not in answer.get("X-Robots-Tag", "")
    }

    assert open_to_robots == {("visitor", name) for name in TO_BE_FOUND}


def test_a_visitor_who_reads_gets_no_cookie(about):
    for route, address in pages(about):
        answer = Client().get(address)
        if route.name in FOR_READING:
            assert not answer.cookies, route.name
        assert "h" not in answer.cookies or route.name == "mfa_login_webauthn"


@pytest.mark.parametrize("who", ["visitor", "amira"])
def test_no_page_has_a_card_for_other_sites(who, about, browsers):
    for _route, address in pages(about):
        page = browsers[who].get(address).content.decode()

        assert not re.search(
            r'property="og:|application/ld\+json|rel="alternate"', page
        )


def test_what_is_not_there_is_the_same_page_whoever_asks(about, browsers):
    answers = [browser.get("/no/such/page/").content for browser in browsers.values()]
    answers += [browsers["amira"].get("/desk/listings/").content]

    assert len(set(answers)) == 1
