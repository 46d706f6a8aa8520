"""Finding words in a circle, how long they stay, and names somebody put away: in real browsers."""

from __future__ import annotations

import pytest

from tests.browser.circles import (
    ask,
    come_in,
    forget_circles,
    heard,
    more,
    open_one,
    say,
    where,
)
from tests.browser.sealed import STORES, remember_requests
from tests.browser.test_everybody_can import read_by_axe

CANARY = "mossglimmer"


@pytest.fixture
def two(walk, house):
    """Fern looks after the circle of the Tuesday group, and Amira is in it."""
    forget_circles(house)
    fern, amira = walk("Fern", bypass_csp=True), walk("Amira", bypass_csp=True)
    at = where(house)
    open_one(fern, at)
    come_in(amira, fern, at)
    return fern, amira, at


def test_words_are_found_on_this_device_and_nobody_hears_of_it(house, two):
    fern, amira, _at = two
    for words in (f"The Café at {CANARY}", "Tea tomorrow", "The cafe again"):
        say(fern, words)
        heard(amira, words)
    amira.get_by_role("button", name="Find words").click()
    sent = remember_requests(amira)
    field = amira.get_by_role("searchbox", name="Which words?")

    field.fill(f"CAFE {CANARY}")

    amira.get_by_text("One message found.").wait_for()
    hit = amira.locator(".circle-hit")
    assert "Fern" in hit.inner_text()
    assert hit.locator("mark").inner_text() == "Café"
    assert read_by_axe(amira) == []
    field.fill("kettle")
    amira.get_by_text("Nothing found. Only what this device holds").wait_for()
    assert hit.count() == 0
    field.fill("cafe")
    amira.get_by_text("2 messages found, the newest first.").wait_for()
    # By keyboard: to the older one, and into the conversation.
    for key in ("Tab", "Tab", "Enter"):
        amira.keyboard.press(key)
    one = heard(amira, CANARY)
    assert one.evaluate("(one) => one === document.activeElement")
    assert "kettle" not in "".join(sent)
    assert CANARY not in "".join(sent)
    amira.get_by_role("button", name="Find words").click()
    assert field.input_value() == ""
    field.fill("quellbrook")
    field.press("Escape")
    assert amira.locator("#circle-here").is_visible()
    assert "quellbrook" not in amira.evaluate(STORES)


def test_whoever_looks_after_it_changes_how_long_words_stay_for_everybody(house, two):
    fern, amira, at = two
    assert amira.locator(".circle-lasts").inner_text() == "Words here go after 30 days."
    assert not amira.locator("#circle-lasts").is_visible()
    fern.get_by_text("Change how long words stay").click()
    assert read_by_axe(fern) == []
    fern.locator("#circle-lasts-days").select_option("7")
    fern.locator("#circle-lasts-keep").click()

    amira.get_by_text(
        "Words here go after 7 days now, those said before too."
    ).wait_for()

    assert amira.locator(".circle-lasts").inner_text() == "Words here go after 7 days."
    fern.locator("#circle-lasts-why", has_text="Words here go after 7 days.").wait_for()
    assert ask(house, "SELECT lifetime_days FROM circles_circle") == [(7,)]
    # A house that was not told, or says something else, is told when they next look.
    ask(house, "UPDATE circles_circle SET lifetime_days = 60")
    amira.goto(at)
    amira.wait_for_selector("#circle-here:not([hidden])")
    assert amira.locator(".circle-lasts").inner_text() == "Words here go after 7 days."
    fern.goto(at)
    fern.wait_for_selector("#circle-here:not([hidden])")
    fern.wait_for_timeout(1_500)
    assert ask(house, "SELECT lifetime_days FROM circles_circle") == [(7,)]


def test_words_go_from_the_device_when_their_time_is_over(two):
    fern, amira, at = two
    say(fern, "Gone by then")
    more(fern, "Gone by then", "Change it")
    fern.fill("#circle-words", "Changed before then")
    fern.click("#circle-send")
    heard(amira, "Changed before then")
    count = """(async () => {
      const base = await new Promise(done => { const r = indexedDB.open('drawer'); r.onsuccess = () => done(r.result) })
      const ask = base.transaction('happened').objectStore('happened').count()
      const all = await new Promise(done => { ask.onsuccess = () => done(ask.result) })
      base.close()
      return all
    })()"""
    before = amira.evaluate(count)

    later = "{ const now = Date.now; Date.now = () => now() + 31 * 86400000 }"
    amira.add_init_script(later)
    amira.goto(at)
    amira.wait_for_selector("#circle-here:not([hidden])")
    amira.wait_for_timeout(1_500)

    assert amira.get_by_text("Changed before then").count() == 0
    # What is left: by which name somebody is called.
    assert 0 < amira.evaluate(count) < before


def test_a_name_put_away_folds_on_this_device_and_hears_nothing(walk, house, two):
    fern, amira, at = two
    bo = walk("Bo")
    come_in(bo, fern, at)
    say(bo, "You again")
    say(fern, "Good evening")
    heard(amira, "You again")
    ask(house, "DELETE FROM safety_block")
    amira.goto(f"{at.removesuffix('circle/')}away/")
    amira.get_by_label("Which name?").fill("Bo")
    amira.locator("main form button").first.click()
    amira.wait_for_load_state()
    sent = remember_requests(amira)

    amira.goto(at)

    folded = amira.locator(".circle-message--away")
    folded.wait_for()
    assert "A message from a name you chose not to meet." in folded.inner_text()
    assert not amira.get_by_text("You again").is_visible()
    assert "Bo" not in folded.inner_text()
    assert read_by_axe(amira) == []
    say(bo, "Hello?")
    amira.wait_for_timeout(2_000)
    assert folded.count() == 2
    assert "Bo" not in amira.locator("#circle-aloud").inner_text()
    folded.first.locator(".circle-fold > summary").first.click()
    amira.get_by_text("You again").wait_for()
    assert "Bo" in folded.first.inner_text()
    # To Bo, and to everybody else, nothing is other than before.
    for page in (bo, fern):
        assert page.locator(".circle-message--away").count() == 0
        heard(page, "You again")
    assert not [one for one in sent if "POST" in one and "away" in one]
    ask(house, "DELETE FROM safety_block")
