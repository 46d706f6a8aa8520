"""Words of a circle reported in real browsers: sealed by one, opened by a lead, read by nobody between."""

from __future__ import annotations

import sqlite3
from functools import partial

import pytest

from tests.browser.circles import (
    add_picture,
    come_in,
    forget_circles,
    heard,
    in_the_database,
    more,
    open_one,
    say,
    where,
)
from tests.browser.conftest import follow
from tests.browser.sealed import remember_requests
from tests.browser.test_everybody_can import read_by_axe
from tests.browser.test_my_contact import hold
from tests.photos import photo

CANARY = "mossglimmer Vantrellix"
OURS = (
    "safety_sealedwordskey", "safety_sealedwords", "safety_keyholderkey",
)  # fmt: skip


@pytest.fixture
def fresh(house):
    forget_circles(house)
    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        for table in OURS:
            base.execute(f"DELETE FROM {table}")
    base.close()


def open_report(sol):
    """Go to the report about a circle, and open it on record."""
    sol.goto("/desk/reports/")
    follow(sol.get_by_role("link", name="Something said in a circle").first)
    sol.get_by_role("button", name="Open it").click()
    follow(sol.get_by_role("link", name="Read what was said in the circle"))
    sol.wait_for_selector("#words-read:not([hidden])")


def test_two_members_and_a_lead_and_nobody_between_i9_i11(walk, house, fresh):
    fern, amira = walk("Fern"), walk("Amira", bypass_csp=True)
    sent = [remember_requests(page) for page in (fern, amira)]
    at = where(house)
    open_one(fern, at)
    come_in(amira, fern, at)
    say(amira, "Hello all")
    add_picture(fern, photo(), "A gesture")
    say(fern, f"You are not wanted here, {CANARY}")
    say(fern, "Not in the report")
    heard(amira, CANARY)

    # Nobody has made a key yet: one sentence, one next step, and the way back.
    more(amira, CANARY, "Report")
    amira.get_by_role(
        "heading", name="Nobody here can open sealed words yet"
    ).wait_for()
    assert amira.get_by_role("link", name="Tell us in your own words").is_visible()
    amira.locator("#circle-nobody-back").click()
    heard(amira, CANARY)

    sol = hold(partial(walk, bypass_csp=True), "Sol")
    sent.append(remember_requests(sol))
    more(amira, CANARY, "Report")
    amira.get_by_role("heading", name="Report what was said").wait_for()
    boxes = amira.locator("#circle-report-list input")
    assert [box.is_checked() for box in boxes.all()].count(True) == 1
    amira.locator("#circle-report-list label", has_text="Hello all").click()
    amira.locator("label.chip", has_text="That it stops").click()
    amira.locator("#circle-report details summary").click()
    amira.locator("#circle-report-readers", has_text="Sol").wait_for()
    assert read_by_axe(amira) == []
    amira.get_by_role("button", name="Send it, sealed").click()
    amira.get_by_text("It is sent, sealed.").wait_for()
    amira.locator("#circle-reported-back").click()
    heard(amira, "Not in the report")

    open_report(sol)
    sol.get_by_text("2 of 2 can be shown to be genuine.").wait_for()
    # Keys may have been turned between the two, which the list says as a gap.
    words = sol.locator("#words-list > li")
    mine, theirs = words.first.inner_text(), words.last.inner_text()
    assert "Amira" in mine
    assert "Hello all" in mine
    assert CANARY in theirs
    assert "Fern" in theirs
    assert "this report is about them" in theirs
    assert "Really said, by this name, in this order." in theirs
    assert "A picture was sent here. Its sender says it shows: A gesture." in theirs
    assert sol.locator("#words-list img").count() == 0
    assert "Not in the report" not in sol.content()
    assert read_by_axe(sol) == []
    follow(sol.get_by_role("link", name="Back to the report, to decide"))
    sol.get_by_text("That it stops").wait_for()

    everything = "".join("".join(one) for one in sent)
    assert "/report/" in everything
    for word in CANARY.split():
        assert word not in everything
        assert word.encode() not in in_the_database(house)
        assert word not in house.log.read_text()


def test_what_was_taken_back_and_a_bent_box(walk, house, fresh):
    sol, fern, amira = hold(walk, "Sol"), walk("Fern"), walk("Amira")
    at = where(house)
    open_one(fern, at)
    come_in(amira, fern, at)
    say(fern, f"Unkind {CANARY}")
    heard(amira, CANARY)
    more(fern, CANARY, "Take it back")
    gone = amira.locator(".circle-message", has_text="Fern took this back.")
    gone.wait_for()

    gone.locator("[data-more-summary]").click()
    assert not gone.get_by_role("button", name="Answer").is_visible()
    gone.get_by_role("button", name="Report", exact=True).click()
    amira.locator("#circle-report-list input:checked").uncheck()
    amira.get_by_role("button", name="Send it, sealed").click()
    amira.get_by_text("Choose at least one.").wait_for()
    amira.locator("#circle-report-list input").last.check()
    amira.get_by_role("button", name="Send it, sealed").click()
    amira.get_by_text("It is sent, sealed.").wait_for()

    open_report(sol)
    sol.get_by_text(CANARY).wait_for()
    sol.get_by_text("Took this back.").wait_for()
    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        base.execute("UPDATE safety_sealedwords SET box = zeroblob(16413)")
    base.close()
    sol.reload()
    sol.get_by_text("This is nothing our page seals. It cannot be opened.").wait_for()
    assert CANARY not in sol.content()
