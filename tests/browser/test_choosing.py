"""Somebody who does not know what to look for is helped to choose, and leaves no trail."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DESK, PHONE, follow
from tests.browser.test_everybody_can import THEMES, read_by_axe


def answer(page, *, about: str, **ticked: str) -> None:
    page.goto("/groups/")
    follow(page.get_by_role("link", name="Help me choose"))
    page.fill("#place", "Leeds")
    for name, value in {"about": about, **ticked}.items():
        page.locator(f"details:has(#{name}-{value}) > summary").click()
        page.check(f"#{name}-{value}")
    page.get_by_role("button", name="Show what suits me").click()


@pytest.mark.parametrize("size", [PHONE, DESK, {"width": 320, "height": 640}])
def test_six_questions_lead_to_a_group_and_leave_no_trail(walk, size):
    page = walk(size=size)

    answer(page, about="depression", access="step_free")

    assert page.get_by_role("heading", level=1).inner_text() == "What may suit you"
    assert page.get_by_text("Says it welcomes people living with depression").count()
    assert page.url.endswith("/groups/choose/")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.locator(".group-name a").first.click()
    page.wait_for_url(re.compile(r"/groups/[2-9a-z]{12}/"))


def test_without_scripts_an_answer_can_be_changed(walk):
    page = walk(java_script_enabled=False)
    answer(page, about="stoma", access="captions")
    assert page.get_by_role("heading", level=1).inner_text() == "Nothing fits yet"

    page.get_by_role("button", name="Change an answer").click()

    assert page.input_value("#place") == "Leeds"
    assert page.is_checked("#about-stoma")


def test_somebody_waits_and_stops(walk):
    page = walk("Amira")
    answer(page, about="stoma", access="captions")

    page.get_by_role("button", name="Keep my answers and write to me").click()
    assert page.get_by_text("Living with a stoma", exact=True).is_visible()

    page.get_by_role("button", name="Stop waiting and forget it").click()
    assert page.get_by_text("we keep nothing of what you looked for").is_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_choosing(walk, theme):
    page = walk("Amira", bypass_csp=True, **THEMES[theme])
    found = {}
    page.goto("/groups/choose/")
    page.evaluate(
        "document.querySelectorAll('details').forEach(e => { e.open = true })"
    )
    found["asked"] = read_by_axe(page)
    answer(page, about="depression")
    found["fits"] = read_by_axe(page)
    follow(page.locator(".group-name a").first)
    follow(page.get_by_role("link", name="How was your first visit?"))
    found["how it was"] = read_by_axe(page)
    answer(page, about="stoma", access="captions")
    found["nothing"] = read_by_axe(page)
    page.get_by_role("button", name="Keep my answers and write to me").click()
    found["waits"] = read_by_axe(page)
    page.get_by_role("button", name="Stop waiting and forget it").click()

    assert {where: wrong for where, wrong in found.items() if wrong} == {}
