"""A line in real browsers: asked, said yes to, written in, and let go without a word."""

from __future__ import annotations

import sqlite3

import pytest

from tests.browser.circles import (
    ask,
    forget_circles,
    heard,
    in_the_database,
    is_never_heard,
    let_in,
    say,
)
from tests.browser.conftest import follow
from tests.browser.sealed import remember_requests
from tests.browser.test_everybody_can import read_by_axe

CANARY = "mossglimmer Quellbrook"


@pytest.fixture
def fresh(house):
    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        for table in ("circles_side", "circles_line"):
            base.execute(f"DELETE FROM {table}")
    base.close()
    forget_circles(house)


def test_two_write_to_one_another_and_one_lets_it_go_i9(walk, house, fresh):
    amira, bo = walk("Amira", bypass_csp=True), walk("Bo", bypass_csp=True)
    sent = [remember_requests(page) for page in (amira, bo)]
    group = ask(
        house,
        "SELECT public_id FROM groups_group WHERE name = ?",
        "Tuesday Evening, Headingley",
    )[0][0]
    amira.goto(f"/groups/{group}/lines/ask/")
    assert read_by_axe(amira) == []
    amira.get_by_label("Whom do you ask?").fill("Bo")
    amira.get_by_label("Why do you ask").fill("Shall we write now and then?")
    amira.get_by_role("button", name="Ask", exact=True).click()
    amira.get_by_text("Not open yet").wait_for()

    bo.goto("/lines/")
    bo.get_by_text("Shall we write now and then?").wait_for()
    assert read_by_axe(bo) == []
    bo.get_by_role("button", name="Yes").click()
    bo.wait_for_selector("#circle-here:not([hidden])")
    bo.get_by_text("You began this line.").wait_for()
    amira.goto("/lines/")
    follow(amira.locator("main").get_by_role("link", name="Bo", exact=True))
    amira.wait_for_selector("#circle-wait:not([hidden])")
    let_in(bo, amira.locator("#circle-wait-five").inner_text())
    amira.wait_for_selector("#circle-here:not([hidden])", timeout=20_000)
    say(bo, f"Hello {CANARY}")
    say(amira, f"Glad of it, {CANARY}")

    assert "Bo" in heard(amira, "Hello").inner_text()
    assert "Amira" in heard(bo, "Glad of it").inner_text()
    assert bo.locator(".circle-person [data-keeper]:not([hidden])").count() == 0
    assert read_by_axe(amira) == []
    everything = "".join("".join(one) for one in sent)
    for word in CANARY.split():
        assert word not in everything
        assert word.encode() not in in_the_database(house)
        assert word not in house.log.read_text()

    amira.get_by_role("button", name="Let this line go").click()
    amira.get_by_text("Nobody is told").wait_for()
    say(bo, "Are you there?")
    bo.wait_for_timeout(11_000)
    assert bo.locator(".circle-note-line", has_text="no longer here").count() == 0
    assert bo.locator(".circle-person").count() == 2
    bo.reload()
    heard(bo, "Are you there?")
    assert bo.locator(".circle-person").count() == 2
    assert is_never_heard(bo, "no longer here")


def test_the_pages_of_lines_for_a_facilitator_show_nobody_elses(walk, house, fresh):
    fern = walk("Fern")
    fern.goto("/lines/")

    assert fern.get_by_text("Somebody asks you").count() == 0
