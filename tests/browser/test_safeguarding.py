"""A worry from the debrief to its end: a facilitator and two leads, on a phone and at a desk."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DESK, PHONE, follow
from tests.browser.test_everybody_can import THEMES, read_by_axe

SAID = "She did not say goodbye, and she gave me her plant."


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def unfold(page, words):
    page.locator("summary", has_text=words).click()


def fits(page):
    """Say which pages are wider than the screen; sideways nobody should have to go."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], page.url


def second_eyes(page, wanted):
    page.goto("/desk/safeguarding/")
    page.get_by_label("A second lead looks before a record closes").set_checked(wanted)
    press(page, "Keep these")
    page.get_by_text("What is closed already keeps its day.").wait_for()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_a_worry_from_the_debrief_to_its_end_with_two_leads(walk, size):
    fern, sol, sia = (walk(who, size=size) for who in ("Fern", "Sol", "Sia"))
    second_eyes(sol, True)

    # Fern, after an evening.
    fern.goto("/hold/")
    evening = fern.locator("main .lined a").first.get_attribute("href")
    fern.goto(f"{evening}worry/")
    assert fern.locator("main, header").get_by_role("link", name="Help now").count() > 1
    fern.get_by_label("An adult who was there").check()
    fern.get_by_label("What should the lead know?").fill(f"{SAID} {size['width']}")
    press(fern, "Put it down for the leads")
    fern.get_by_text("No lead has looked at it yet.").wait_for()
    mine = fern.url
    follow(fern.get_by_role("link", name="Safe now"))
    fern.get_by_label("What was done, or what you know").fill("Was she alone?")
    press(fern, "Put it by for later")
    fern.get_by_text("begun, not told").wait_for()
    follow(fern.get_by_role("link", name="Safe now"))
    assert fern.get_by_label("What was done").input_value() == "Was she alone?"
    fern.get_by_label("What was done, or what you know").fill("She was not alone.")
    press(fern, "Tell the leads")
    assert SAID not in fern.content()
    fits(fern)

    # Sol opens it, on record, and makes it a record in one tap.
    sol.goto("/desk/worries/")
    follow(sol.locator("main .lined a").first)
    assert SAID not in sol.content()
    fits(sol)
    press(sol, "Open it")
    assert f"{SAID} {size['width']}" in sol.content()
    assert "She was not alone." in sol.content()
    press(sol, "Make it a record")
    sol.wait_for_url(re.compile(r"/desk/records/\w{12}/"))
    record = sol.url
    press(sol, "Open it")
    follow(sol.get_by_role("link", name="Care for others"))
    sol.get_by_label("What was done, or what you know").fill("I rang the others.")
    sol.get_by_label("Who does it").fill("Sol")
    press(sol, "Write it into the record")
    sol.get_by_text("I rang the others.").wait_for()
    press(sol, "Offer a talk")
    sol.get_by_text("no answer yet").first.wait_for()
    fits(sol)
    unfold(sol, "Hand it over")
    sol.get_by_label("Offer it to").select_option(label="Sia")
    press(sol, "Offer it")

    # Sia takes it, and asks Sol to look before it closes.
    sia.goto("/desk/")
    follow(sia.get_by_role("link", name="One record is offered to you."))
    sia.get_by_text("offered to you").wait_for()
    sia.goto(record)
    press(sia, "I hold it from now on")
    press(sia, "Open it")
    unfold(sia, "Close it")
    sia.get_by_label("The person is safe, and knows whom to ask").check()
    sia.get_by_label("Why it can be closed").fill(
        "She and her sister know whom to ask."
    )
    press(sia, "Ask a second lead to look")
    sia.get_by_text("It closes when they agree.").wait_for()
    assert sia.get_by_role("button", name="I have read it: close it").count() == 0
    sol.goto(record)
    if sol.get_by_role("button", name="Open it", exact=True).count():
        press(sol, "Open it")
    press(sol, "I have read it: close it")
    # Whoever raised it sees that it is over, and no word of what was done.
    sol.get_by_text("Closed. Its words go on").wait_for()
    sol.get_by_text("The chain holds").wait_for()
    fern.goto(mine)
    fern.get_by_text("A lead has closed it.").wait_for()
    assert "sister" not in fern.content()
    second_eyes(sol, False)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_the_pages_of_safeguarding(walk, theme):
    found = {}

    def read(page, path=""):
        if path:
            page.goto(path)
        if wrong := read_by_axe(page):
            found[page.url] = wrong

    for path in ("/worried/", "/worried/kept/"):
        read(walk(bypass_csp=True, **THEMES[theme]), path)
    fern = walk("Fern", bypass_csp=True, **THEMES[theme])
    fern.goto("/hold/")
    evening = fern.locator("main .lined a").first.get_attribute("href")
    fern.goto(f"{evening}worry/")
    fern.get_by_label("Something else").check()
    press(fern, "Put it down for the leads")
    read(fern)
    follow(fern.get_by_role("link", name="Care for you"))
    read(fern)
    sol = walk("Sol", size=DESK, bypass_csp=True, **THEMES[theme])
    for path in ("/desk/safeguarding/", "/desk/records/"):
        read(sol, path)
    follow(sol.locator("main .lined a").first)
    record = sol.url
    if sol.get_by_role("button", name="Open it", exact=True).count():
        press(sol, "Open it")
    sol.locator("main details").evaluate_all(
        "all => all.forEach(one => one.open = true)"
    )
    read(sol)
    read(sol, f"{record}write/who-to-tell/")
    sol.goto(record)
    unfold(sol, "Note that somebody asked")
    press(sol, "Note it")
    follow(sol.get_by_role("link", name="To be answered by").first)
    read(sol)

    assert found == {}
