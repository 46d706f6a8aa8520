"""Help now in a real browser: the same place everywhere, hours on the line's own clock."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_everybody_can import DESKS, MINE, OPEN


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_help_now_stands_in_the_same_place_on_every_page_n10(walk, size):
    places = {}
    for who, paths in (("", OPEN), ("Amira", MINE), ("Olu", DESKS)):
        page = walk(who, size=size)
        for path in paths:
            page.goto(path)
            if page.locator("a.help-now").count():
                box = page.locator("a.help-now").bounding_box()
                places[who, path] = {name: round(box[name]) for name in ("x", "y")}

    first = places["", "/"]
    assert {where: at for where, at in places.items() if at != first} == {}
    assert len(places) >= len(OPEN) + len(DESKS)


def test_open_now_is_said_only_while_it_is_so_k8(walk):
    page = walk(size=PHONE, timezone_id="Asia/Tokyo")
    # 6.30pm in Britain on a summer Monday: CALM answers, Drinkline too until 8pm.
    page.clock.set_fixed_time("2026-07-06T17:30:00Z")
    page.goto("/help/")

    def hours(name):
        line = page.locator("li.help-line", has=page.get_by_role("heading", name=name))
        return line.locator(".help-hours").inner_text()

    assert hours("CALM").startswith("Open now.")
    assert hours("Drinkline").startswith("Open now.")
    # Its hours hang on bank holidays, so nobody promises anything.
    assert not hours("Mind Infoline").startswith("Open now.")
    page.clock.set_fixed_time("2026-07-06T19:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert not hours("Drinkline").startswith("Open now.")


def test_without_scripts_the_hours_are_words(walk):
    page = walk(size=PHONE, java_script_enabled=False)
    page.goto("/help/leeds/")

    assert "Open now" not in page.locator("main").inner_text()
    assert "5pm until midnight" in page.locator("main").inner_text()
