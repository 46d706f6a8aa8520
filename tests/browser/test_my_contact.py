"""An emergency contact, sealed in one browser and opened in two, with nothing readable between."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT, _environment, follow
from tests.browser.sealed import STORES, remember_requests, take_a_code

WORDS = "Zorbrand Wimplodia"
HERE = "/mine/emergency-contact/"
HOLDING = "/mine/keyholding/"


@pytest.fixture
def fresh(house):
    """Forget every key and contact of the house, and name Hal beside Sol."""
    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        for table in (
            "safety_opening", "safety_contacthalf", "safety_sealedcontact",
            "safety_keyholderkey", "people_keyring", "people_wayback", "people_sealedplan",
        ):  # fmt: skip
            base.execute(f"DELETE FROM {table}")
    base.close()
    subprocess.run(
        [sys.executable, "-m", "hearthside", "give", "keyholder", "Hal"],
        env={**os.environ, **_environment(house.folder, house.address.rpartition(":")[2])},
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip


def hold(walk, who):
    """Sign in and make a key known."""
    page = walk(who)
    page.goto(HOLDING)
    take_a_code(page)
    page.click("#key-no-passkey")
    page.get_by_role("button", name="Make my key known").click()
    page.get_by_text("known to everybody who seals a contact").wait_for()
    return page


def leave(page):
    page.goto(HERE)
    page.fill("#contact-who", f"Noor {WORDS}")
    page.fill("#contact-reach", "0113 496 0000")
    page.get_by_role("button", name="Seal it and keep it").click()
    page.get_by_text("You have left one").wait_for()


def test_it_is_left_opened_by_two_and_the_person_is_told(walk, house, fresh):
    sol, hal, amira = hold(walk, "Sol"), hold(walk, "Hal"), walk("Amira")
    sent = [remember_requests(page) for page in (sol, hal, amira)]
    leave(amira)
    assert "Zorbrand" not in amira.evaluate(STORES)

    sol.goto(HOLDING)
    sol.get_by_label("Whose contact?").fill("Amira")
    sol.get_by_label("Why is it needed now?").fill("She has not come home.")
    sol.get_by_role("button", name="Ask the others").click()
    sol.get_by_text("Another keyholder has to agree").wait_for()

    hal.goto(HOLDING)
    follow(hal.get_by_role("link", name="Amira"))
    hal.get_by_text("She has not come home.").wait_for()
    hal.get_by_role("button", name="I agree").click()
    hal.get_by_text("The one who asked reads first.", exact=False).first.wait_for()

    for page in (sol, hal):
        page.reload()
        page.get_by_role("button", name="Show it to me once").click()
        page.locator("#opening-words").wait_for()
        assert page.locator("#read-who").inner_text() == f"Noor {WORDS}"
        page.reload()
        page.get_by_text("It is shown once.", exact=False).first.wait_for()
        assert WORDS not in page.content()

    amira.goto("/mine/")
    amira.get_by_text("Your emergency contact was opened.").wait_for()
    amira.goto(HERE)
    amira.get_by_text("Sol and Hal could read it together").wait_for()
    assert not any(
        word in one for all_of in sent for one in all_of for word in WORDS.split()
    )
    database = b"".join(
        path.read_bytes() for path in house.folder.glob("hearthside.sqlite3*")
    )
    assert b"Zorbrand" not in database
    assert "Zorbrand" not in house.log.read_text()

    amira.get_by_role("button", name="Take it back").click()
    amira.get_by_text("Nobody can open it any more").wait_for()
    assert amira.get_by_text("You have left one").count() == 0


def test_what_was_typed_stays_when_something_is_missing(walk, fresh):
    hold(walk, "Sol")
    hold(walk, "Hal")
    amira = walk("Amira")
    amira.goto(HERE)
    amira.fill("#contact-who", "Noor")
    amira.get_by_role("button", name="Seal it and keep it").click()
    amira.get_by_text("Say who it is, and how to reach them.").wait_for()

    assert amira.input_value("#contact-who") == "Noor"
    assert amira.evaluate("document.activeElement.id") == "contact-reach"


def test_where_nobody_holds_a_key_the_paper_is_offered(walk, fresh):
    page = walk("Amira")
    page.goto(HERE)

    assert page.get_by_text("Two people here need to hold a key first").is_visible()
    paper = page.get_by_role("link", name="An empty sheet on paper (PDF)")
    assert page.request.get(paper.get_attribute("href")).body().startswith(b"%PDF")
