"""A man joins a group with only a name, and leaves the same night."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DESK, PHONE, follow

GROUP = "Walk and Talk, Meanwood"
PASSWORD = "four plain words here now"


def sign_up(page, name):
    page.goto("/account/signup/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password1]", PASSWORD)
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Go on with a password").click()
    if "/account/" in page.url:
        pytest.fail(page.inner_text("main"))


def find(page, name):
    page.goto("/groups/?place=Leeds&reach=25")
    follow(page.get_by_role("link", name=name).first)


@pytest.mark.parametrize(
    ("javascript", "size", "name"),
    [(True, PHONE, "Harbottle"), (False, DESK, "Ellerby")],
)
def test_a_man_joins_with_only_a_name_and_leaves_the_same_night(
    walk, javascript, size, name
):
    page = walk(java_script_enabled=javascript, size=size)
    sign_up(page, name)
    find(page, GROUP)

    follow(page.get_by_role("link", name="Join this group"))
    said = page.inner_text("main")
    assert "Where the promise ends" in said
    assert "A facilitator meets you first" in said
    page.get_by_label("I have read this and I promise the same").check()
    page.fill("input[name=name_here]", f"{name} here")
    page.get_by_role("button", name="Join", exact=True).click()
    page.wait_for_url(re.compile(r"/mine/$"))
    said = page.inner_text("main")
    assert f"{name} here" in said
    assert "Listening is a full way to belong." in said
    assert "@" not in said

    page.locator("input[value=listens]").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep this").click()
    assert page.locator("input[value=listens]").is_checked()

    follow(page.get_by_role("link", name="Leave this group"))
    with page.expect_navigation():
        page.get_by_role("button", name="Leave", exact=True).click()

    assert "You have left." in page.inner_text("body")
    assert GROUP not in page.inner_text("main")
    find(page, GROUP)
    assert page.get_by_role("link", name="Join this group").is_visible()


def test_words_for_nobody_never_leave_the_device(walk):
    page = walk("Amira")
    sent = []
    page.on("request", lambda asked: sent.append(asked.post_data or ""))
    find(page, GROUP)
    follow(page.get_by_role("link", name="My place in this group"))
    follow(page.get_by_role("link", name="Leave this group"))
    page.get_by_text("Write a few words for nobody").click()
    page.get_by_label("For nobody").fill("I was afraid of you all.")

    follow(page.get_by_role("link", name="Stay", exact=True))

    assert not [body for body in sent if "afraid" in body]
    page.go_back()
    assert "afraid" not in page.evaluate("JSON.stringify({...localStorage})")


def test_old_and_new_are_told_apart_without_colour(walk):
    page = walk("Amira")
    page.goto("/")

    follow(page.get_by_role("link", name=re.compile("Read what is new")).first)

    added = page.locator(".version ins").first
    assert "underline" in added.evaluate("e => getComputedStyle(e).textDecorationLine")
    heard = page.locator(".version--changed").first.text_content()
    assert "(added:" in heard
    assert page.get_by_text("Now", exact=True).first.is_visible()
