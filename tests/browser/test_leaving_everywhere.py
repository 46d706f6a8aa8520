"""Leave now from every kind of page, in a browser that keeps all it can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.an_evening import GROUP
from tests.browser.conftest import CHROMIUM, DESK, QUIET, House, sign_in
from tests.browser.test_an_evening import CANARIES, lay, open_up, seat

TYPED = "quillon half typed"
TELLING = ("Headingley", "Tuesday", "Harbour", "Amira", "Olu", TYPED, "Samaritans")


@dataclass(frozen=True)
class Kind:
    """One kind of page, who is on it, and where they had begun to write."""

    who: str
    path: str
    field: str = ""


KINDS = {
    "first page": Kind("", "/"),
    "search half typed": Kind("", "/groups/?place=Leeds", "input[name=place]"),
    "group": Kind("", "GROUP"),
    "choosing half typed": Kind("", "/groups/choose/", "input[name=place]"),
    "kept list": Kind("", "/groups/kept/"),
    "help": Kind("", "/help/leeds/"),
    "sign-up half typed": Kind("", "/account/signup/", "input[name=username]"),
    "sign-in half typed": Kind("", "/account/login/", "input[name=login]"),
    "member page": Kind("Amira", "/mine/"),
    "letters": Kind("Amira", "/mine/letters/"),
    "going for good": Kind("Amira", "/mine/leaving/"),
    "desk": Kind("Olu", "/desk/"),
    "desk form half typed": Kind("Olu", "DETAILS", "textarea"),
    "nothing here": Kind("", "/there-is-no-such-page/"),
}


@pytest.fixture(scope="module")
def remembering(chromium: Browser) -> Iterator[Browser]:
    """A Chromium that may bring whole pages back out of its memory, as at home."""
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM,
        args=list(QUIET),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


@pytest.fixture
def context_of(remembering: Browser, house: House):
    opened: list[BrowserContext] = []

    def open_one(**options):
        context = remembering.new_context(
            base_url=house.address, viewport=DESK, **options
        )
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


def stand_on(page: Page, kind: Kind) -> None:
    if kind.who:
        sign_in(page, kind.who)
    path = kind.path
    if path in {"GROUP", "DETAILS"}:
        page.goto("/groups/?place=Leeds")
        group = page.get_by_role(
            "link", name="Tuesday Evening, Headingley"
        ).get_attribute("href")
        path = group if path == "GROUP" else f"/desk{group}details/"
    page.goto(path)
    if kind.field:
        page.locator(kind.field).first.fill(TYPED)


def step_back(page: Page) -> None:
    """Go back as a thumb does; a page out of the browser's memory says no more than that."""
    page.evaluate("setTimeout(() => history.back(), 0)")
    page.wait_for_timeout(500)


def shown_by(page: Page) -> str:
    """Return all a page shows, what stands in its fields too."""
    for _ in range(5):
        try:
            typed = [
                field.input_value(timeout=500)
                for field in page.locator("input, textarea").all()
            ]
            return f"{page.title()} {page.inner_text('body')} {typed}"
        except Error:
            # It was still on its way to being another page.
            page.wait_for_timeout(200)
    raise AssertionError("The page does not come to rest.")


def three_backs(page: Page) -> list[str]:
    shown = []
    for _ in range(3):
        step_back(page)
        shown.append(shown_by(page))
    return shown


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_n2_three_backs_show_nothing(context_of, house, kind, javascript):
    page = context_of(java_script_enabled=javascript).new_page()
    stand_on(page, kind)

    page.locator("a[href='/leave/']").first.click()
    page.wait_for_url(house.elsewhere)

    for shown in three_backs(page):
        assert not [word for word in TELLING if word in shown]


# How far an evening is when somebody leaves its running screen.
FAR = ("not begun", "running", "running without signal", "no scripts")


@pytest.mark.parametrize("how_far", FAR)
def test_n2_three_backs_show_nothing_of_an_evening(context_of, house, how_far):
    context = context_of(java_script_enabled=how_far != "no scripts")
    page = context.new_page()
    # Laying it changes Fern's passphrase, which would end a session begun before.
    evening = lay(house, -20)
    sign_in(page, "Fern")
    page.goto(evening.removesuffix("run/"))
    page.goto(evening)
    assert GROUP in page.inner_text("body")
    if how_far.startswith("running"):
        open_up(page, evening)
        seat(page, CANARIES)
        page.fill("#new-name", TYPED)
    context.set_offline(how_far == "running without signal")

    page.locator("a[href='/leave/']").first.click()
    if how_far == "running without signal":
        page.wait_for_timeout(500)
        context.set_offline(False)
    else:
        page.wait_for_url(house.elsewhere)

    for shown in three_backs(page):
        assert not [
            word for word in (*TELLING, *CANARIES, GROUP, "Fern") if word in shown
        ]


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(
    "kind", [one for one in KINDS.values() if one.field],
    ids=[name for name, one in KINDS.items() if one.field],
)  # fmt: skip
def test_n7_the_next_person_finds_nothing_half_typed(
    context_of, house, kind, javascript
):
    page = context_of(java_script_enabled=javascript).new_page()
    stand_on(page, kind)
    # On to another page first: what was typed lies one step back when they leave.
    page.goto("/privacy/")
    page.locator("a[href='/leave/']").first.click()
    page.wait_for_url(house.elsewhere)
    page.goto("/")
    page.get_by_role("button", name="Open").click()
    sign_in(page, kind.who or "Bo")

    for _ in range(7):
        step_back(page)
        assert TYPED not in shown_by(page)


def test_n4_stores_keys_and_caches_are_empty_afterwards(context_of, house):
    context = context_of()
    page = context.new_page()
    sign_in(page, "Amira")
    page.goto("/groups/?place=Leeds")
    page.locator("button[data-keep]").first.click()
    page.evaluate(
        """async () => {
          await new Promise(done => { const r = indexedDB.open('left', 1);
            r.onupgradeneeded = () => r.result.createObjectStore('x');
            r.onsuccess = () => { r.result.close(); done() } });
          await caches.open('left'); sessionStorage.left = '1' }"""
    )

    page.get_by_role("link", name="Leave now").click()
    page.wait_for_url(house.elsewhere)
    page.goto("/")
    page.get_by_role("button", name="Open").click()

    left = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length,
          (await indexedDB.databases()).length, (await caches.keys()).length,
          (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert left == [0, 0, 0, 0, 0]
    assert {one["name"] for one in context.cookies()} <= {"c"}


def test_the_tab_beside_is_empty_too(context_of, house):
    context = context_of()
    first, beside = context.new_page(), context.new_page()
    sign_in(first, "Amira")
    beside.goto("/mine/")
    first.bring_to_front()

    first.get_by_role("link", name="Leave now").click()

    beside.wait_for_url(house.elsewhere)
    step_back(beside)
    assert "Amira" not in beside.inner_text("body")


def test_n5_each_press_is_said_aloud_and_the_lights_are_not(context_of):
    page = context_of().new_page()
    page.goto("/groups/")
    page.focus("input[name=place]")

    page.keyboard.press("Shift")
    first = page.inner_text("#said-aloud")
    page.keyboard.press("Shift")
    second = page.inner_text("#said-aloud")

    assert first == "Press Shift two more times to leave."
    assert second == "Press Shift once more to leave."
    assert page.get_attribute("#said-aloud", "role") == "status"
    assert page.get_attribute("#lights", "aria-hidden") == "true"
    assert page.locator(".light--lit").count() == 2
    assert page.evaluate("document.activeElement.name") == "place"


def test_n1_in_a_long_text_three_times_shift_leaves_and_capitals_do_not(
    context_of, house
):
    page = context_of().new_page()
    stand_on(page, KINDS["desk form half typed"])
    here = page.url
    for letter in "HELLO YOU THREE":
        page.keyboard.down("Shift")
        page.keyboard.press(letter if letter != " " else "Space")
        page.keyboard.up("Shift")
    page.wait_for_timeout(200)
    assert page.url == here

    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(house.elsewhere)


def test_n3_blank_before_the_style_has_come(context_of):
    page = context_of().new_page()
    page.route("**/house*.css", lambda route: route.abort())
    page.route("**/leave/", lambda route: None)
    page.goto("/groups/?place=Leeds")

    took, seen, title = page.evaluate(
        """() => new Promise(done => {
          const began = performance.now();
          document.querySelector('[data-leave]').click();
          requestAnimationFrame(() =>
            done([performance.now() - began, getComputedStyle(document.body).display,
              document.title])) })"""
    )

    assert took < 100
    assert seen == "none"
    assert title.strip() == ""
