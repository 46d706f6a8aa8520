"""Asking and telling: what others asked stands there as one types, and the device looks first."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE, follow

TITLE = "input[name=title]"


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_while_somebody_types_a_question_those_like_it_appear(walk, size):
    page = walk("Bo", size=size)
    page.goto("/shared/write/question/", wait_until="networkidle")

    page.locator(TITLE).press_sequentially(
        "sleep with drains after the operation", delay=5
    )

    like = page.get_by_role(
        "link", name="How do I sleep with drains in after the operation?"
    )
    like.wait_for()
    assert page.evaluate("document.activeElement.name") == "title"
    assert page.input_value(TITLE) == "sleep with drains after the operation"
    assert "title=" not in page.url
    page.get_by_role("button", name="None of these is mine: ask").wait_for()


def test_the_device_points_out_who_somebody_may_be_and_asks_nobody(walk):
    page = walk("Bo", size=PHONE)
    page.goto("/shared/write/story/", wait_until="networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator("textarea[name=words]").press_sequentially(
        "My brother Thomas was in Seacroft Hospital on 12 March 2019. ", delay=1
    )

    told = page.locator("[data-telling]")
    told.wait_for(state="visible")
    assert "brother Thomas" in told.inner_text()
    assert "Together these may fit very few people" in told.inner_text()
    assert asked == []
    assert page.get_by_role("button", name="Send", exact=True).is_enabled()


def test_a_piece_goes_the_whole_way_by_keyboard(walk):
    bo = walk("Bo", size=PHONE)
    bo.goto("/shared/write/strategy/", wait_until="networkidle")
    bo.fill(TITLE, "When the lift is broken again")
    bo.fill("textarea[name=did]", "I sit on each landing and count the doors.")
    bo.fill("textarea[name=went]", "Slowly, and I got there.")
    bo.get_by_role("button", name="Send", exact=True).focus()
    with bo.expect_navigation():
        bo.keyboard.press("Enter")

    assert "It is shared" in bo.content() or "Somebody looks at it" in bo.content()
    bo.goto("/shared/mine/")
    follow(bo.get_by_role("link", name="When the lift is broken again"))
    follow(bo.get_by_role("button", name="Take it back for good"))
    assert "When the lift is broken again" not in bo.content()
