"""Pages kept for when there is no signal: on the device, and gone from it when they should be."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Error

from tests.browser.conftest import DESK, PHONE, follow
from tests.browser.sealed import STORES
from tests.browser.test_everybody_can import read_by_axe

KEEP = "Keep this for when there is no signal"
OFF = "Take it off this device"
WORDS = "I sang to the kettle until it sang back."
TITLE = "When the stairs are too long"
READERS = {
    "anybody": "Anybody, also without signing in",
    "members": "Everybody who signs in here",
}


def keep(page):
    button = page.get_by_role("button", name=KEEP)
    button.click()
    page.get_by_text("Kept on this device only.").wait_for()


def open_collection(page):
    page.goto("/shared/")
    follow(page.get_by_role("link", name="First week home"))


def stores(page) -> str:
    """Return all this browser holds of the house, words too."""
    return str(page.evaluate(STORES))


def holds(page, words) -> bool:
    return words in page.evaluate(
        "(async () => { let all = ''; for (const name of await caches.keys()) { const cache = await caches.open(name);"
        " for (const asked of await cache.keys()) if (!asked.url.includes('/static/')) all += await (await cache.match(asked)).text() }"
        " return all })()"
    )


def until(page, wanted):
    for _ in range(150):
        try:
            if wanted():
                return
        except Error:
            # On its way to being another page.
            pass
        page.wait_for_timeout(100)
    pytest.fail("never so")


@pytest.fixture(params=["anybody"])
def shared(walk, house, request):
    """A strategy somebody just shared, and the page on which they take it back."""
    bo = walk("Bo", size=PHONE)
    bo.goto("/shared/write/strategy/", wait_until="networkidle")
    bo.fill("input[name=title]", TITLE)
    bo.fill("textarea[name=did]", WORDS)
    bo.fill("textarea[name=went]", "Well enough.")
    bo.get_by_label(READERS[request.param]).check()
    follow(bo.get_by_role("button", name="Send", exact=True))
    # As if somebody at the desk had looked at it.
    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        base.execute(
            "UPDATE commons_piece SET state = 'published', published_at = sent_at"
            " WHERE state = 'waiting' AND id = (SELECT MAX(id) FROM commons_piece)"
        )
    base.close()
    bo.goto("/shared/mine/")
    follow(bo.get_by_role("link", name=TITLE).first)
    yield bo
    bo.goto("/shared/mine/")
    if bo.get_by_role("link", name=TITLE).count():
        follow(bo.get_by_role("link", name=TITLE).first)
        follow(bo.get_by_role("button", name="Take it back for good"))


def the_piece(bo) -> str:
    href = bo.get_by_role("link", name="See it as others do").get_attribute("href")
    assert href
    return str(href)


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_collection_is_kept_opened_without_signal_and_forgotten(walk, size):
    page = walk(size=size)
    open_collection(page)
    keep(page)
    page.context.set_offline(True)
    page.goto("/kept/")

    follow(page.get_by_role("link", name="First week home"))
    assert "I asked one person to ring at ten" in page.inner_text("main")
    page.locator("[data-page-now]").wait_for()
    # In its own letters and colours.
    assert page.evaluate(
        "document.fonts.check('16px \"Atkinson Hyperlegible Next Variable\"')"
    )
    assert (
        page.locator(".leave-now").evaluate("one => getComputedStyle(one).borderRadius")
        != "0px"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.get_by_role("button", name=OFF).click()
    page.get_by_text("It is off this device.").wait_for()
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto("/")

    until(page, lambda: not holds(page, "First week home"))


def test_an_article_is_kept_by_keyboard_and_read_without_signal(walk):
    page = walk(size=PHONE)
    page.goto("/library/")
    follow(page.locator("main ul a").first)
    title = page.inner_text("h1")
    page.get_by_role("button", name=KEEP).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Kept on this device only.").wait_for()
    link = page.get_by_role("link", name="Kept on this device", exact=True)
    link.focus()
    page.context.set_offline(True)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    follow(page.get_by_role("link", name=title))

    assert page.inner_text("h1") == title
    assert "Where this comes from" in page.inner_text("main")


def test_what_is_taken_back_is_gone_from_the_device_with_the_next_signal(walk, shared):
    page = walk("Amira", size=PHONE)
    page.goto(the_piece(shared))
    keep(page)
    assert holds(page, WORDS)
    page.context.set_offline(True)
    page.goto("/kept/")
    follow(page.get_by_role("link", name=TITLE))
    assert WORDS in page.inner_text("main")

    follow(shared.get_by_role("button", name="Take it back for good"))
    page.context.set_offline(False)

    # It stood open: the page itself looks, and shows it no more.
    page.get_by_role("heading", name="We cannot find that page").wait_for()
    until(page, lambda: not holds(page, WORDS))
    assert WORDS not in page.content()
    page.goto("/kept/")
    page.get_by_text("was taken back, or is not for you to read").wait_for()
    assert TITLE not in stores(page)


def test_any_page_of_the_house_takes_it_from_the_device(walk, shared):
    page = walk("Amira", size=PHONE)
    page.goto(the_piece(shared))
    keep(page)
    follow(shared.get_by_role("button", name="Take it back for good"))

    # A minute later, on a page about something else.
    page.clock.install()
    page.clock.fast_forward("02:00")
    page.goto("/groups/")

    until(page, lambda: not holds(page, WORDS))
    assert TITLE not in stores(page)


def test_without_signal_for_thirty_days_it_falls_away(walk):
    page = walk(size=PHONE)
    open_collection(page)
    keep(page)
    page.evaluate(
        "caches.open('pages').then(cache => cache.put('/kept/heard', new Response(JSON.stringify({at: Date.now() - 30 * 864e5 - 1, gone: 0, again: []}))))"
    )
    page.context.set_offline(True)

    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        page.goto("/kept/")

    page.context.set_offline(False)
    page.goto("/help/")
    assert not page.evaluate("caches.has('pages')")


@pytest.mark.parametrize("list_stays", [False, True])
@pytest.mark.parametrize("signal", [True, False])
def test_leave_now_takes_all_of_it_even_where_a_list_stays(
    walk, house, signal, list_stays
):
    page = walk(size=PHONE)
    page.goto("/groups/?place=Leeds")
    page.locator("button[data-keep]").first.click()
    page.get_by_text("Kept on this device only.").first.wait_for()
    if list_stays:
        page.goto("/groups/kept/")
        page.get_by_text("Keep the list when I press Leave now").click()
    open_collection(page)
    keep(page)
    page.goto("/kept/")
    page.get_by_role("link", name="First week home").wait_for()
    page.context.set_offline(not signal)

    page.click("a[data-leave]")
    page.wait_for_timeout(800)
    page.context.set_offline(False)
    page.goto("/help/")

    assert page.evaluate("caches.keys()") == []
    assert "First week home" not in stores(page)
    if signal:
        assert ('"notes"' in stores(page)) == list_stays


def test_leaving_without_scripts_takes_it_too(walk, house):
    page = walk(size=PHONE)
    page.goto("/groups/?place=Leeds")
    page.locator("button[data-keep]").first.click()
    page.goto("/groups/kept/")
    page.get_by_text("Keep the list when I press Leave now").click()
    open_collection(page)
    keep(page)
    # As when the script of a page has not come yet.
    page.route(
        "**/house*.js",
        lambda asked: asked.fulfill(body="", content_type="text/javascript"),
    )
    page.goto("/library/")
    page.click("a[data-leave]")
    page.wait_for_url(f"{house.elsewhere}*")
    page.unroute("**/house*.js")
    page.goto("/help/")

    assert page.evaluate("caches.keys()") == []


@pytest.mark.parametrize("shared", ["members"], indirect=True)
def test_what_is_for_members_goes_at_sign_out_and_the_rest_stays(walk, shared):
    page = walk("Amira", size=PHONE)
    page.goto(the_piece(shared))
    keep(page)
    open_collection(page)
    keep(page)
    page.goto("/kept/")
    page.get_by_text("It goes when you sign out.").wait_for()
    assert page.locator("[data-pages-list] li").count() == 2

    page.goto("/mine/")
    follow(page.get_by_role("button", name="Sign out of this device"))
    page.goto("/kept/")
    page.get_by_role("link", name="First week home").wait_for()

    assert page.locator("[data-pages-list] li").count() == 1
    assert not holds(page, WORDS)


def test_nobody_is_told_what_is_kept_but_by_the_fetch_itself(walk):
    page = walk(size=PHONE)
    open_collection(page)
    asked = []
    page.context.on(
        "request",
        lambda one: asked.append(
            (
                one.method,
                re.sub(r"[a-z0-9]{12}", "ID", one.url.split("/", 3)[3]),
                one.post_data,
            )
        ),
    )
    keep(page)
    pages = [one for one in asked if not one[1].startswith("static/")]
    assert pages == [
        ("GET", "kept/keeper.js", None), ("GET", "kept/collection/ID/", None), ("GET", "kept/", None),
    ]  # fmt: skip
    asked.clear()

    page.clock.install()
    page.clock.fast_forward("02:00")
    page.goto("/library/", wait_until="networkidle")

    marks = [one for one in asked if one[1].startswith("kept/")]
    assert marks == [("GET", "kept/marks/", None)]
    cookies = {one["name"]: one["path"] for one in page.context.cookies()}
    assert cookies.get("p") == "/leave/"


def test_a_page_off_the_list_can_be_put_back_without_signal(walk):
    page = walk(size=PHONE)
    open_collection(page)
    keep(page)
    page.context.set_offline(True)
    page.goto("/kept/")
    page.get_by_role("button", name=re.compile(f"{OFF}.*First week home")).click()
    page.get_by_text("Nothing is kept here yet.").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Put it back"

    page.get_by_role("button", name="Put it back").click()
    follow(page.get_by_role("link", name="First week home"))

    assert "I asked one person to ring at ten" in page.inner_text("main")


def test_a_plan_that_lies_open_stays_so_beside_kept_pages(walk):
    page = walk("Amira", size=PHONE)
    page.evaluate('localStorage.setItem(\'drawer\', \'{"keyId":"a","salt":"b"}\')')
    page.goto("/kept/")
    page.wait_for_timeout(300)

    assert page.evaluate("localStorage.getItem('drawer')") is not None
    page.evaluate("localStorage.removeItem('drawer')")


def test_without_scripts_there_is_no_button_and_paper_is_offered(walk):
    page = walk(size=PHONE, java_script_enabled=False)
    open_collection(page)

    assert page.get_by_role("button", name=KEEP).count() == 0
    assert page.get_by_role("link", name="All of it, to print").is_visible()
    page.goto("/kept/")
    assert "Keeping pages needs JavaScript" in page.inner_text("main")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_kept_pages(walk, theme):
    page = walk(size=PHONE, bypass_csp=True, color_scheme=theme)
    open_collection(page)
    keep(page)
    assert read_by_axe(page) == []
    for path in ("/kept/", "/kept/strategies/"):
        page.goto(path)
        page.wait_for_timeout(300)

        assert read_by_axe(page) == []
