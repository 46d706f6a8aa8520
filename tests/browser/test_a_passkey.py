"""Somebody new begins with a name and a passkey, and comes back with it: in a real browser."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import follow

HOME = re.compile(r"localhost:\d+/$")


def with_passkeys(page: Page) -> None:
    """Give the browser a device that makes passkeys, and says yes for the person."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_name_and_a_passkey_are_all_it_takes_and_it_takes_under_a_minute(walk):
    page = walk()
    with_passkeys(page)
    began = time.monotonic()

    page.goto("/mine/")
    follow(page.get_by_role("link", name="Choose a name").first)
    page.get_by_label("A name for you here").press_sequentially("Quiet Heron", delay=60)
    page.get_by_label("I am 18 or over").check()
    page.get_by_role("button", name="Go on with a passkey").click()
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    codes = page.locator(".code-list li").all_inner_texts()
    follow(page.get_by_role("link", name="I have kept them, go on"))
    took = time.monotonic() - began

    print(f"\nfrom the page Mine to signed in, typing and all: {took:.1f} s")  # noqa: T201
    assert took < 60
    assert len(codes) == 10
    page.goto("/mine/")
    assert page.get_by_text("You are signed in as Quiet Heron.").is_visible()
    assert page.get_by_text("We have no e-mail address of yours").is_visible()

    page.get_by_role("button", name="Sign out of this device").click()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(HOME)
    page.goto("/mine/")
    assert page.get_by_text("You are signed in as Quiet Heron.").is_visible()


def test_somebody_on_the_way_to_a_group_gets_there(walk):
    page = walk()
    with_passkeys(page)
    page.goto("/groups/")
    page.fill("input[name=place]", "Leeds")
    page.get_by_role("button", name="Find groups").click()
    page.wait_for_selector("#found h2")
    follow(page.locator("#found h3 a, #found h2 a").first)
    group = re.sub(r"\?.*", "", page.url)

    page.goto(f"{group}join/")
    follow(page.get_by_role("link", name="Choose a name"))
    page.get_by_label("A name for you here").fill("Slow River")
    page.get_by_label("I am 18 or over").check()
    page.get_by_role("button", name="Go on with a passkey").click()
    page.get_by_role("button", name="Make a passkey").click()
    follow(page.get_by_role("link", name="I have kept them, go on"))

    page.wait_for_url(f"{group}join/")
    assert page.locator("#name_here").input_value() == ""


def test_enter_after_a_password_keeps_the_password(walk):
    page = walk()
    page.goto("/account/signup/")
    page.get_by_label("A name for you here").fill("Plain Door")
    page.get_by_label("I am 18 or over").check()
    page.get_by_label("A password").fill("a heron in the reeds")
    page.get_by_label("A password").press("Enter")

    page.wait_for_url(HOME)
    page.goto("/mine/")
    assert page.get_by_text("You are signed in as Plain Door.").is_visible()


@pytest.mark.parametrize("with_enter", [True, False])
def test_without_scripts_a_password_is_enough(walk, with_enter):
    page = walk(java_script_enabled=False)
    page.goto("/account/signup/")
    assert not page.get_by_role("button", name="Go on with a passkey").is_visible()
    page.get_by_label("A name for you here").fill(f"Still Water {'ab'[with_enter]}")
    page.get_by_label("I am 18 or over").check()
    page.get_by_label("A password").fill("a heron in the reeds")
    if with_enter:
        page.get_by_label("A password").press("Enter")
    else:
        page.get_by_role("button", name="Go on with a password").click()

    page.wait_for_url(HOME)
    page.goto("/mine/")
    assert page.get_by_text("You are signed in as Still Water").is_visible()


def test_a_passkey_that_is_not_made_leaves_nothing_behind(walk):
    page = walk()
    page.goto("/account/signup/")
    page.get_by_label("A name for you here").fill("Gone Again")
    page.get_by_label("I am 18 or over").check()
    page.get_by_role("button", name="Go on with a passkey").click()
    follow(page.get_by_role("link", name="Choose a password instead"))
    page.get_by_label("A name for you here").fill("Gone Again")
    page.get_by_label("I am 18 or over").check()
    page.get_by_label("A password").fill("a heron in the reeds")
    page.get_by_role("button", name="Go on with a password").click()

    page.wait_for_url(HOME)
