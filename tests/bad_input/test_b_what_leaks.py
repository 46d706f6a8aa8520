"""What every answer says beside its page: to caches, robots, frames and other sites."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from hearthside.core.policy import Verb
from tests.bad_input.forms import pages
from tests.house.routes import routes

TO_BE_FOUND = {
    "tonight", "groups", "group", "privacy", "library", "article", "services",
}  # fmt: skip
FOR_READING = TO_BE_FOUND | {"help", "help_here", "shared", "health", "mine"}

# Anybody may keep what they say, on any site.
FEEDS = {route.name for route in routes() if route.verb is Verb.READ_A_FEED}


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


@pytest.fixture
def to_anybody(about) -> dict[str, bytes]:
    """What each feed says to somebody without a cookie."""
    return {
        route.name: Client().get(address).content
        for route, address in pages(about)
        if route.name in FEEDS
    }


@pytest.mark.parametrize("who", ["visitor", "amira", "fern", "olu", "hal"])
def test_every_answer_is_closed_to_caches_frames_and_other_sites(
    who, about, browsers, to_anybody
):
    for name, answer in answers_of(browsers[who], about):
        _runs_nothing_of_others(name, answer)
        assert answer["X-Content-Type-Options"] == "nosniff", name
        if name in FEEDS:
            assert answer.content == to_anybody[name], name
            _is_for_everybody(name, answer)
        else:
            _is_closed(name, answer)
            _has_no_card(name, answer, is_visitor=who == "visitor")


def _runs_nothing_of_others(name, answer):
    policy = answer["Content-Security-Policy"]
    assert "unsafe-" not in policy, name
    assert "default-src 'none'" in policy, name
    assert "frame-ancestors 'none'" in policy, name
    assert "base-uri 'none'" in policy, name
    assert "form-action 'self'" in policy, name
    assert "*" not in policy, name
    assert "Content-Security-Policy-Report-Only" not in answer, name


def _is_for_everybody(name, answer):
    assert answer["Access-Control-Allow-Origin"] == "*", name
    assert "Access-Control-Allow-Credentials" not in answer, name
    assert not answer.cookies, name


def _is_closed(name, answer):
    assert answer["Cache-Control"] == "no-store", name
    assert answer["X-Frame-Options"] == "DENY", name
    assert answer["Referrer-Policy"] == "same-origin", name
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", name
    assert "ETag" not in answer, name
    assert "Access-Control-Allow-Origin" not in answer, name


def _has_no_card(name, answer, *, is_visitor):
    if "html" not in answer.get("Content-Type", ""):
        return
    page = answer.content.decode()
    assert not re.search(r'property="og:|rel="alternate"', page), name
    # What a group says to search engines stands in its own page, and for visitors.
    told = name == "group" and is_visitor
    assert ("application/ld+json" in page) == told, name


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


def test_what_is_not_there_is_the_same_page_whoever_asks(about, browsers):
    answers = [browser.get("/no/such/page/").content for browser in browsers.values()]
    answers += [browsers["amira"].get("/desk/listings/").content]

    assert len(set(answers)) == 1
