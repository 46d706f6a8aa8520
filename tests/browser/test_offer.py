"""The offer of help: made on the device, below the field, in nobody's way."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.browser.conftest import DESK, PHONE

FIELD = "textarea[name=words]"
OFFER = "[data-offer]"
SMALL = "[data-offer-again]"
HEAVY = "Thank you all for everything. I do not want to live any more."
PHRASES = Path(__file__).resolve().parents[2] / "bench/crisis/held_out_phrases.csv"


@pytest.fixture
def farewell(walk):
    """Amira, about to leave words for her facilitators; and what the page asked since."""

    def open_page(**options):
        page = walk("Amira", **options)
        page.goto("/groups/?place=Leeds")
        link = page.get_by_role("link", name="Tuesday Evening, Headingley")
        page.goto(f"{link.get_attribute('href')}leave/", wait_until="networkidle")
        page.locator("summary", has_text="Leave a few words").click()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        return page, asked

    return open_page


def typed(page, words):
    page.locator(FIELD).click()
    page.locator(FIELD).press_sequentially(words, delay=1)
    page.wait_for_timeout(1500)


def noted(page):
    return page.evaluate(
        "() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]"
    )


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_k1_help_is_offered_below_and_nothing_is_in_the_way(farewell, size):
    page, _ = farewell(size=size)

    typed(page, HEAVY)

    page.locator(OFFER).wait_for(state="visible")
    send = page.get_by_role("button", name="Send the words and leave")
    assert send.is_enabled()
    assert page.evaluate("document.activeElement.name") == "words"
    assert page.input_value(FIELD) == HEAVY
    assert page.locator("dialog, [role=dialog], [aria-modal]").count() == 0
    offer, button = page.locator(OFFER).bounding_box(), send.bounding_box()
    assert offer["y"] >= button["y"] + button["height"]
    assert "there is help" in page.inner_text("#said-aloud")
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def test_k4_while_somebody_types_and_is_offered_help_nothing_is_asked_of_anybody(
    farewell,
):
    page, asked = farewell()
    before = noted(page)

    typed(page, HEAVY)
    page.locator(OFFER).wait_for(state="visible")
    page.locator(f"{OFFER} summary", has_text="Get through").click()
    page.locator(f"{OFFER} summary", has_text="Talk or text").click()
    page.wait_for_timeout(500)

    assert asked == []
    after = noted(page)
    assert after[0] == before[0]
    assert set(after[1]) - set(before[1]) == {"quiet-until"}
    assert after[2] == before[2]


def test_the_steps_and_the_numbers_are_there_without_signal(farewell):
    page, _ = farewell()
    page.context.set_offline(True)

    typed(page, HEAVY)
    page.locator(f"{OFFER} summary", has_text="Get through").click()
    page.locator(f"{OFFER} summary", has_text="Talk or text").click()

    assert page.get_by_text("Put both feet on the floor").is_visible()
    assert page.locator(f"{OFFER} a[href^='tel:116123']").first.is_visible()
    assert page.locator(f"{OFFER} a[href^='sms:']").first.is_visible()
    page.context.set_offline(False)


def test_k2_what_only_sounds_so_brings_up_nothing(farewell):
    page, _ = farewell()

    typed(
        page, "My feet are killing me and this cake is to die for. I am not suicidal."
    )

    assert page.locator(OFFER).is_hidden()
    assert page.locator(SMALL).is_hidden()


def test_k7_not_this_time_leaves_one_small_button_for_an_hour(farewell):
    page, _ = farewell()
    typed(page, HEAVY)

    page.get_by_role("button", name="Not this time").click()

    assert page.locator(OFFER).is_hidden()
    assert page.evaluate("document.activeElement.name") == "words"
    typed(page, " I want to die.")
    assert page.locator(OFFER).is_hidden()
    page.reload()
    page.locator("summary", has_text="Leave a few words").click()
    typed(page, HEAVY)
    assert page.locator(OFFER).is_hidden()
    page.get_by_role("button", name="Help, if you want it").click()
    assert page.locator(OFFER).is_visible()


def test_k3_without_its_script_the_words_are_sent_all_the_same(farewell):
    page, _ = farewell()
    page.goto(page.url.replace("/leave/", "/talk-with-us/"))
    page.context.route("**/offer*.js", lambda route: route.fulfill(status=404))
    page.reload()
    page.fill("input[name=called]", "Wren")
    page.fill(FIELD, HEAVY)
    page.wait_for_timeout(1500)
    assert page.locator(OFFER).is_hidden()
    assert page.locator("a.help-now").is_visible()

    page.get_by_role("button", name="Tell them").click()

    page.get_by_text("This waits for a facilitator to read it").wait_for()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="Tell them").wait_for()


def test_my_plan_and_words_for_nobody_are_not_looked_at(farewell):
    page, _ = farewell()
    page.locator("summary", has_text="for nobody").click()

    page.fill("#for-nobody", HEAVY)
    page.wait_for_timeout(1500)

    assert page.locator(OFFER).is_hidden()
    assert page.locator(SMALL).is_hidden()
    page.goto("/mine/plan/")
    assert page.locator(OFFER).count() == 0


@pytest.mark.slow
def test_k1_k2_phrases_kept_apart_are_told_apart_in_a_real_composer(farewell):
    page, asked = farewell()
    with PHRASES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[::10]
    right = {"1": 0, "0": 0}
    for row in rows:
        page.evaluate("() => sessionStorage.clear()")
        page.reload()
        page.locator("summary", has_text="Leave a few words").click()
        asked.clear()
        page.fill(FIELD, row["text"])
        page.wait_for_timeout(1000)
        offered = page.locator(OFFER).is_visible()
        right[row["label"]] += offered == (row["label"] == "1")
        assert asked == []
        assert page.get_by_role("button", name="Send the words and leave").is_enabled()

    count = {label: sum(row["label"] == label for row in rows) for label in "10"}
    assert right["1"] / count["1"] >= 0.8
    assert right["0"] / count["0"] >= 0.9
