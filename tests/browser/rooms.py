"""Hands for a meeting in writing: open it, knock, let in, say something, look who has the piece."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.browser.conftest import ROOT, House, _environment


def lay(house: House, *, minutes: int = 10) -> str:
    """Lay a meeting that starts in so many minutes; return its public id."""
    said = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("a_room.py")), str(minutes)],
        env=_environment(house.folder, house.address.rpartition(":")[2]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout


def open_evening(page: Any, date: str) -> None:
    """Check in and open the evening, by its plain forms."""
    page.goto(f"/hold/{date}/")
    page.get_by_role("button", name="I am here").click()
    page.check("input[name=both_here]")
    page.get_by_role("button", name="Open the evening").click()
    page.get_by_role("link", name="Go to the room").click()


def open_room(page: Any) -> None:
    page.get_by_role("button", name="Open the room").click()
    go_in(page, "Go in")
    page.wait_for_selector("#circle-here:not([hidden])", timeout=20_000)


def go_in(page: Any, button: str, *, name: str | None = None) -> None:
    page.wait_for_selector("#room-knock:not([hidden])", timeout=20_000)
    if name is not None:
        page.fill("#room-name", name)
    page.get_by_role("button", name=button).click()


def stand_at_the_door(page: Any, date: str, *, name: str | None = None) -> str:
    """Knock at the room; return the five words on the screen."""
    page.goto(f"/room/{date}/")
    page.wait_for_selector("#room-knock:not([hidden])", timeout=20_000)
    go_in(
        page,
        "nock" if page.locator("text=I keep to this").count() else "Go in",
        name=name,
    )
    page.wait_for_selector("#circle-wait:not([hidden])", timeout=20_000)
    words: str = page.locator("#circle-wait-five").inner_text()
    return words


def let_in(page: Any, words: str, how: str = "Let them in") -> None:
    knock = page.locator(".circle-knock", has_text=words)
    knock.get_by_role("button", name=how, exact=True).click(timeout=25_000)


def come_in(page: Any, keeper: Any, date: str, *, name: str | None = None) -> None:
    let_in(keeper, stand_at_the_door(page, date, name=name))
    is_in(page)


def is_in(page: Any) -> None:
    page.wait_for_selector("#circle-here:not([hidden])", timeout=25_000)
    page.wait_for_selector("#room-round:not([hidden])", timeout=25_000)


def where(page: Any, words: str) -> None:
    """Wait until the page says this of the ring."""
    page.locator("#room-where", has_text=words).wait_for(timeout=15_000)


def do(page: Any, who: str, what: str) -> None:
    """Do something with somebody in the list."""
    person = page.locator("#room-people .circle-person", has_text=who)
    person.locator("summary").click()
    person.get_by_role("button", name=what).click()
