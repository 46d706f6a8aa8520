"""N11: signed out while writing something long, nothing is lost, and nobody else reads it."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import sign_in

TEXT = "Quillon: please ring the bell twice, the porter is in the garden."
ALMOST = 14 * 24 * 3600 - 90
FIELD = "textarea[name=about]"


@pytest.fixture
def writing(walk):
    """Olu, who writes about a group while the two weeks of the session run out."""
    page = walk()
    page.clock.install()
    sign_in(page, "Olu")
    page.goto("/groups/?place=Leeds")
    link = page.get_by_role("link", name="Tuesday Evening, Headingley")
    page.goto(f"/desk{link.get_attribute('href')}details/")
    page.fill(FIELD, TEXT)
    return page


def in_the_store(page):
    return page.evaluate(
        """async () => {
          const there = await indexedDB.databases();
          if (!there.some(one => one.name === 'drafts')) return null;
          const base = await new Promise(done => {
            const r = indexedDB.open('drafts'); r.onsuccess = () => done(r.result) });
          const all = name => new Promise(done => {
            const r = base.transaction(name).objectStore(name).getAll();
            r.onsuccess = () => done(r.result) });
          const [keys, kept] = [await all('keys'), await all('kept')]; base.close();
          return [keys.map(key => key.extractable),
            kept.map(one => new TextDecoder().decode(one.bytes))] }"""
    )


def signed_out(page):
    page.clock.fast_forward(ALMOST * 1000)
    page.locator("[data-told]", has_text="in two minutes").wait_for()
    page.clock.fast_forward(120_000)
    page.locator("[data-told]", has_text="You are signed out").wait_for()
    page.context.clear_cookies(name="h")


def test_n11_nothing_is_on_the_device_before_the_warning(writing):
    writing.clock.fast_forward(3600 * 1000)

    assert in_the_store(writing) is None
    assert writing.locator("[data-writing-on]").is_hidden()


def test_n11_two_minutes_before_there_is_a_warning_and_they_can_stay(writing):
    writing.clock.fast_forward(ALMOST * 1000)
    writing.locator("[data-told]", has_text="in two minutes").wait_for()
    assert "two minutes" in writing.inner_text("#said-aloud")
    writing.wait_for_timeout(300)
    extractable, sealed = in_the_store(writing)
    assert extractable == [False]
    assert "Quillon" not in sealed[0]

    writing.get_by_role("button", name="Stay signed in").click()

    writing.locator("[data-writing-on]").wait_for(state="hidden")
    writing.wait_for_timeout(300)
    assert in_the_store(writing) is None
    assert writing.input_value(FIELD) == TEXT


def test_n11_what_was_written_comes_back_to_the_same_person(writing):
    here = writing.url
    signed_out(writing)
    writing.fill(FIELD, TEXT + " Thank you.")

    writing.locator("[data-writing-on] a").click()
    writing.wait_for_url(re.compile("/account/login/"))
    writing.fill("input[name=login]", "Olu")
    writing.fill("input[name=password]", "a lamp in the window")
    writing.press("input[name=password]", "Enter")
    writing.wait_for_url(here)

    for _ in range(50):
        if writing.input_value(FIELD).endswith("Thank you."):
            break
        writing.wait_for_timeout(100)
    assert writing.input_value(FIELD) == TEXT + " Thank you."


def test_n11_somebody_else_at_this_device_gets_nothing_of_it(writing):
    here = writing.url
    signed_out(writing)

    sign_in(writing, "Hal")
    writing.goto("/mine/")
    writing.wait_for_timeout(400)

    assert in_the_store(writing) is None
    writing.goto(here)
    assert "Quillon" not in writing.content()


@pytest.mark.parametrize("way", ["leave", "sign out"])
def test_n11_leaving_and_signing_out_throw_it_away(writing, house, way):
    writing.clock.fast_forward(ALMOST * 1000)
    writing.locator("[data-told]", has_text="in two minutes").wait_for()
    writing.wait_for_timeout(300)
    assert in_the_store(writing) is not None

    if way == "leave":
        writing.get_by_role("link", name="Leave now").click()
        writing.wait_for_url(house.elsewhere)
        writing.goto("/")
        writing.get_by_role("button", name="Open").click()
    else:
        writing.goto("/mine/")
        writing.get_by_role("button", name="Sign out of this device").click()
        writing.wait_for_url("**/")

    assert in_the_store(writing) is None
