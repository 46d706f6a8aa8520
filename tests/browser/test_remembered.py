"""How somebody narrows a search: remembered on the device where they tick it, and only there."""

from __future__ import annotations

from tests.browser.conftest import PHONE, follow

TICK = "Remember these choices on this device"
CALM = "Leave out what carries a warning"


def narrow(page):
    page.goto("/search/")
    page.get_by_text("More to choose by").click()
    page.get_by_text(TICK).click()
    page.get_by_text("Remembered on this device").wait_for()
    page.get_by_text(CALM).click()
    page.select_option("select[name=kind]", index=1)


def test_what_was_ticked_is_there_again_and_nothing_of_it_was_sent(walk):
    page = walk(size=PHONE)
    asked = []
    narrow(page)
    page.on("request", lambda one: asked.append(f"{one.url} {one.post_data}"))

    page.goto("/search/", wait_until="networkidle")

    assert page.locator("#calm").is_checked()
    assert page.input_value("select[name=kind]") != ""
    assert page.get_by_text(TICK).is_visible()
    page.fill("input[name=words]", "sleep")
    follow(page.get_by_role("button", name="Search", exact=True))
    assert not any("remember" in one for one in asked)
    assert "sleep" not in page.evaluate("JSON.stringify(localStorage)")


def test_without_the_tick_nothing_is_remembered(walk):
    page = walk(size=PHONE)
    narrow(page)
    page.get_by_text(TICK).click()
    page.get_by_text("Forgotten.").wait_for()

    page.goto("/search/")

    assert not page.locator("#calm").is_checked()
    assert page.evaluate("localStorage.length") == 0


def test_leave_now_takes_it_along_even_where_a_list_stays(walk, house):
    page = walk(size=PHONE)
    page.goto("/groups/?place=Leeds")
    page.locator("button[data-keep]").first.click()
    page.goto("/groups/kept/")
    page.get_by_text("Keep the list when I press Leave now").click()
    narrow(page)

    page.click("a[data-leave]")
    page.wait_for_url(f"{house.elsewhere}*")
    page.goto("/help/")

    assert page.evaluate("Object.keys(localStorage)") == ["notes"]
