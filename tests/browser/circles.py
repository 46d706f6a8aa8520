"""Hands for a circle in real browsers: open it, come in, say something, read it."""

from __future__ import annotations

import base64
import sqlite3
from typing import Any

from tests.browser.conftest import House

TABLES = (
    "circles_welcome", "circles_keypackage", "circles_spentticket", "circles_wake",
    "circles_streamticket", "circles_livesession", "circles_groupinfo", "circles_frame",
    "circles_picture",
    "circles_seat", "circles_circle", "people_keyring", "people_wayback", "people_sealedplan",
)  # fmt: skip


def forget_circles(house: House) -> None:
    """Forget every circle and every key of the house."""
    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        for table in TABLES:
            base.execute(f"DELETE FROM {table}")
    base.close()


def ask(house: House, question: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what the database answers."""
    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        found = base.execute(question, values).fetchall()
    base.close()
    return found


def where(house: House, name: str = "Tuesday Evening, Headingley") -> str:
    """Return the address of a group's circle."""
    found = ask(house, "SELECT public_id FROM groups_group WHERE name = ?", name)
    return f"/groups/{found[0][0]}/circle/"


def open_one(page: Any, at: str) -> None:
    """Open the circle as somebody who looks after the group."""
    page.goto(at)
    page.get_by_role("button", name="Open the circle").click()
    page.wait_for_selector("#circle-here:not([hidden])")


def stand_at_the_door(page: Any, at: str) -> str:
    """Go there as a newcomer; return the five words on their screen."""
    page.goto(at)
    page.wait_for_selector("#circle-wait:not([hidden])")
    words: str = page.locator("#circle-wait-five").inner_text()
    return words


def let_in(page: Any, words: str) -> None:
    """Let in whoever sees these words."""
    knock = page.locator(".circle-knock", has_text=words)
    knock.get_by_role("button", name="Let them in").click(timeout=25_000)


def come_in(page: Any, keeper: Any, at: str) -> None:
    """Come in as a newcomer, while somebody who looks after the circle has it open."""
    let_in(keeper, stand_at_the_door(page, at))
    page.wait_for_selector("#circle-here:not([hidden])", timeout=20_000)


def say(page: Any, words: str) -> None:
    page.fill("#circle-words", words)
    page.click("#circle-send")
    heard(page, words)


def heard(page: Any, words: str) -> Any:
    """Return the message with these words, once it is there."""
    one = page.locator(".circle-message", has_text=words)
    one.first.wait_for(timeout=15_000)
    return one.first


def more(page: Any, words: str, what: str) -> None:
    """Do something with a message: open what hides behind More, and press it."""
    one = heard(page, words)
    one.locator("[data-more-summary]").click()
    one.get_by_role("button", name=what, exact=True).click()


def is_never_heard(page: Any, words: str) -> bool:
    """Return whether these words do not come, given a while."""
    page.wait_for_timeout(1_500)
    return page.locator(".circle-message", has_text=words).count() == 0


def in_the_database(house: House) -> bytes:
    """Return every byte of the tables, and of what waits to be written into them."""
    found = b""
    for name in ("hearthside.sqlite3", "hearthside.sqlite3-wal"):
        path = house.folder / name
        found += path.read_bytes() if path.exists() else b""
    return found


# What goes wrong in a browser, done on purpose. The drawer itself stays open.
TROUBLES = {
    "forget the circles": """(async () => {
  const base = await new Promise(done => { const r = indexedDB.open('drawer'); r.onsuccess = () => done(r.result) })
  for (const store of ['circles', 'happened'])
    await new Promise(done => { const r = base.transaction(store, 'readwrite').objectStore(store).clear(); r.onsuccess = done })
  base.close()
})()""",
}


def add_picture(page: Any, picture: bytes, shows: str = "") -> None:
    """Choose a picture beside what is written, and say what it shows."""
    file = {"name": "IMG_2047.jpg", "mimeType": "image/jpeg", "buffer": picture}
    page.set_input_files("#circle-picture", file)
    page.wait_for_selector("#circle-picture-part:not([hidden])")
    page.fill("#circle-picture-alt", shows)


def drawn_bytes(picture: Any) -> bytes:
    """Return the file a picture on the page is drawn from."""
    _about, _comma, letters = picture.get_attribute("src").partition(",")
    return base64.b64decode(letters)
