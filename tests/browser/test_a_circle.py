"""A circle in real browsers: said by one, read by the others, and by nobody between."""

from __future__ import annotations

import pytest

from tests.browser.circles import (
    TROUBLES,
    come_in,
    forget_circles,
    heard,
    in_the_database,
    is_never_heard,
    let_in,
    more,
    open_one,
    say,
    stand_at_the_door,
    where,
)
from tests.browser.conftest import DESK
from tests.browser.sealed import STORES, remember_requests
from tests.browser.test_everybody_can import THEMES, read_by_axe

CANARY = "mossglimmer Vantrellix"


@pytest.fixture
def fresh(house):
    forget_circles(house)


@pytest.fixture
def two(walk, house, fresh):
    """Fern looks after the circle of the Tuesday group, and Amira is in it."""
    fern, amira = walk("Fern"), walk("Amira")
    at = where(house)
    open_one(fern, at)
    come_in(amira, fern, at)
    return fern, amira, at


def test_before_it_is_open_a_member_is_told_who_opens_it(walk, house, fresh):
    amira = walk("Amira")
    amira.goto(where(house))

    amira.get_by_role("heading", name="There is no circle yet").wait_for()
    assert not amira.get_by_role("button", name="Open the circle").is_visible()


def test_two_read_each_other_and_nobody_between_can_i9(walk, house, fresh):
    fern, amira = walk("Fern"), walk("Amira")
    sent = [remember_requests(page) for page in (fern, amira)]
    at = where(house)
    open_one(fern, at)
    come_in(amira, fern, at)

    say(fern, f"Hello {CANARY}")
    say(amira, f"Glad of it, {CANARY}")

    assert "Fern" in heard(amira, "Hello").inner_text()
    assert "Amira" in heard(fern, "Glad of it").inner_text()
    everything = "".join(sent[0] + sent[1])
    assert "/words" in everything
    for word in CANARY.split():
        assert word not in everything
        assert word.encode() not in in_the_database(house)
        assert word not in house.log.read_text()
        assert word not in fern.url + amira.url + fern.title()
    # On the device it lies sealed, what is half written too.
    fern.fill("#circle-words", "half written quellbrook")
    fern.wait_for_timeout(1_500)
    fern.goto("/mine/")
    found = fern.evaluate(STORES)
    assert "store happened" in found
    assert "CryptoKey true" not in found
    assert "mossglimmer" not in found
    assert "quellbrook" not in found
    fern.goto(at)
    heard(fern, CANARY)
    assert fern.input_value("#circle-words") == "half written quellbrook"


def test_words_are_words_and_only_their_sender_changes_them_k1(two):
    fern, amira, _at = two
    say(fern, "<img src=x onerror=alert(1)> <b>bold</b> {{ 7*7 }}")

    one = heard(amira, "onerror")
    words = one.locator("[data-words]").first
    assert words.inner_text() == "<img src=x onerror=alert(1)> <b>bold</b> {{ 7*7 }}"
    assert words.locator("img, b").count() == 0
    one.locator("[data-more-summary]").click()
    one.get_by_role("button", name="Answer").wait_for()
    assert not one.get_by_role("button", name="Change it").is_visible()
    assert not one.get_by_role("button", name="Take it back").is_visible()


def test_answering_changing_taking_back_folding_and_a_candle(two):
    fern, amira, _at = two
    say(fern, "I went to the clinic")

    more(amira, "I went", "Answer")
    say(amira, "How was it?")
    assert "To Fern: I went to the clinic" in heard(fern, "How was it?").inner_text()
    more(amira, "How was it?", "Take it back")
    fern.get_by_text("Amira took this back.").wait_for()
    more(amira, "I went", "Light a candle")
    heard(fern, "I went").get_by_text("A candle is lit.").wait_for()
    more(fern, "I went", "Change it")
    fern.fill("#circle-words", "I went to the doctor")
    fern.click("#circle-send")
    heard(amira, "I went to the doctor").get_by_text("changed since").wait_for()

    fern.click("#circle-note-part summary")
    fern.fill("#circle-note", "About hospital")
    fern.fill("#circle-words", "They kept me in")
    fern.click("#circle-send")
    folded = heard(amira, "About hospital")
    assert not amira.get_by_text("They kept me in").is_visible()
    folded.locator(".circle-fold summary").click()
    amira.get_by_text("They kept me in").wait_for()


def test_four_in_one_circle_and_newcomers_see_nothing_from_before(walk, two):
    fern, amira, at = two
    say(fern, "Before the others came")
    bo, idris = walk("Bo"), walk("Idris", size=DESK)

    come_in(bo, fern, at)
    come_in(idris, fern, at)
    person = fern.locator(".circle-person", has_text="Idris")
    person.locator("summary").click()
    person.get_by_role("button", name="Let them look after the circle too").click()
    bo.get_by_text("Idris looks after this circle now.").wait_for()
    everybody = (fern, amira, bo, idris)
    four = ("One", "Two", "Three", "Four")
    for page, words in zip(everybody, four, strict=True):
        say(page, f"{words} of four")

    for page in everybody:
        for words in four:
            heard(page, f"{words} of four")
    assert "Amira" in heard(bo, "Two of four").inner_text()
    fives = {page.locator("#circle-five").inner_text() for page in everybody}
    assert len(fives) == 1
    assert len(next(iter(fives)).split()) == 5
    bo.reload()
    heard(bo, "Four of four")
    assert is_never_heard(bo, "Before the others came")
    assert is_never_heard(idris, "Before the others came")
    bo.get_by_text("What was said before you came stays with those").wait_for()


def test_what_is_written_without_signal_leaves_once(two):
    fern, amira, _at = two
    waiting = "It goes when there is signal"
    fern.context.set_offline(True)
    fern.fill("#circle-words", "Written in a tunnel")
    fern.click("#circle-send")
    heard(fern, "Written in a tunnel").get_by_text(waiting).wait_for()
    fern.wait_for_timeout(2_500)

    fern.context.set_offline(False)

    heard(amira, "Written in a tunnel")
    fern.get_by_text(waiting).wait_for(state="hidden", timeout=40_000)
    for page in (fern, amira):
        page.reload()
        heard(page, "Written in a tunnel")
        assert page.locator(".circle-message", has_text="in a tunnel").count() == 1


def test_a_second_tab_asks_and_takes_over(two):
    fern, amira, at = two
    second = fern.context.new_page()
    second.set_default_timeout(15_000)
    second.goto(at)
    second.get_by_role("heading", name="It is open in another tab").wait_for()

    second.get_by_role("button", name="Use it here").click()
    second.wait_for_selector("#circle-here:not([hidden])")
    fern.get_by_role("heading", name="It is open in another tab").wait_for()

    say(second, "From the second tab")
    heard(amira, "From the second tab")


def test_storage_that_was_cleared_costs_history_and_not_the_seat(two):
    fern, amira, at = two
    say(fern, "Said before the clearing")
    heard(amira, "Said before the clearing")
    amira.goto("/mine/")
    amira.evaluate(TROUBLES["forget the circles"])

    amira.goto(at)
    amira.wait_for_selector("#circle-here:not([hidden])")

    assert is_never_heard(amira, "Said before the clearing")
    say(fern, "Still with us?")
    heard(amira, "Still with us?")
    say(amira, "Yes, here")
    heard(fern, "Yes, here")


def test_taken_out_is_cut_off_within_five_seconds_and_may_be_let_in_again(two):
    fern, amira, _at = two
    person = fern.locator(".circle-person", has_text="Amira")
    person.locator("summary").click()
    person.get_by_role("button", name="Take them out of the circle").click()

    head = amira.get_by_role("heading", name="You are no longer in this circle")
    head.wait_for(timeout=5_000)
    fern.get_by_text("Amira is no longer here.").wait_for()
    say(fern, "Between us now")
    assert is_never_heard(amira, "Between us now")

    amira.get_by_role("button", name="Ask to come in again").click()
    amira.wait_for_selector("#circle-wait:not([hidden])")
    let_in(fern, amira.locator("#circle-wait-five").inner_text())
    amira.wait_for_selector("#circle-here:not([hidden])", timeout=20_000)
    say(amira, "Back again")
    heard(fern, "Back again")
    assert is_never_heard(amira, "Between us now")


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_a_circle_nor_at_its_door(walk, house, fresh, theme):
    how = {"bypass_csp": True, **THEMES[theme]}
    fern, amira, found = walk("Fern", **how), walk("Amira", **how), {}
    at = where(house)
    fern.goto("/circles/")
    found["list"] = read_by_axe(fern)
    fern.goto(at)
    fern.wait_for_selector("#circle-begin:not([hidden])")
    found["begin"] = read_by_axe(fern)
    fern.get_by_role("button", name="Open the circle").click()
    fern.wait_for_selector("#circle-here:not([hidden])")
    words = stand_at_the_door(amira, at)
    found["wait"] = read_by_axe(amira)
    fern.locator(".circle-knock").wait_for(timeout=25_000)
    found["door"] = read_by_axe(fern)
    let_in(fern, words)
    amira.wait_for_selector("#circle-here:not([hidden])", timeout=20_000)
    say(amira, "Hello")
    more(amira, "Hello", "Light a candle")
    amira.evaluate(
        "document.querySelectorAll('details').forEach((d) => (d.open = true))"
    )
    found["talk"] = read_by_axe(amira)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_by_keyboard_alone_and_narrow(two):
    fern, amira, _at = two
    fern.set_viewport_size({"width": 320, "height": 640})
    fern.focus("#circle-words")
    fern.keyboard.type("By keyboard")
    fern.keyboard.press("Control+Enter")
    heard(amira, "By keyboard")
    heard(fern, "By keyboard").locator("[data-more-summary]").focus()
    fern.keyboard.press("Enter")
    fern.keyboard.press("Tab")
    fern.keyboard.press("Tab")
    fern.keyboard.press("Enter")

    heard(amira, "By keyboard").get_by_text("A candle is lit.").wait_for()
    assert fern.evaluate("document.documentElement.scrollWidth") <= 320
    amira.locator("#circle-aloud", has_text="New words from Fern.").wait_for(
        state="attached"
    )
