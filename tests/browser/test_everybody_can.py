"""Each page in each theme, read by axe; by keyboard; with large text."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import DESK, PHONE, follow

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
THEMES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
}
OPEN = ("/", "/groups/?place=Leeds", "/groups/?place=Nowhereville", "/shared/", "/library/", "/search/", "/guide/", "/privacy/",
        "/help/", "/help/leeds/", "/mine/", "/groups/kept/", "/kept/", "/kept/strategies/", "/account/login/", "/account/signup/",
        "/account/password/reset/", "/feeds/", "/slips/", "/slips/check/",
        "/nothing-here/")  # fmt: skip
MINE = ("/", "/mine/", "/mine/what-happened/", "/mine/letters/", "/mine/roles/",
        "/mine/what-was-done/", "/mine/plan/", "/mine/key/", "/mine/emergency-contact/",
        "/account/keys/", "/account/email/", "/account/password/change/",
        "/account/logout/", "/account/keys/webauthn/", "/account/keys/totp/activate/")  # fmt: skip
DESKS = (
    "/desk/",
    "/desk/lines/",
    "/desk/lines/new/",
    "/desk/documents/",
    "/desk/documents/hazard-log/",
    "/desk/documents/processing-record/",
    "/desk/volunteers/",
    "/desk/who/",
    "/desk/who/give/",
    "/desk/listings/",
    "/desk/proposals/",
    "/desk/twins/",
)
LEADS = ("/desk/", "/desk/suspend/")
EVALUATES = ("/evaluate/",)


def read_by_axe(page):
    page.add_script_tag(path=AXE)
    # Over a gradient axe cannot judge contrast and says nothing; without it, it can.
    page.evaluate("document.documentElement.style.setProperty('--lamp', 'none')")
    page.wait_for_timeout(200)
    found = page.evaluate("axe.run()")
    return [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]])
        for rule in found["violations"]
    ]


@pytest.fixture
def reader(walk):
    def open_page(who="", *, theme="light", size=PHONE):
        return walk(who, size=size, bypass_csp=True, **THEMES[theme])

    return open_page


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("who", "paths"),
    [("", OPEN), ("Amira", MINE), ("Olu", DESKS), ("Sol", LEADS), ("Eve", EVALUATES)],
)
def test_axe_finds_nothing(reader, theme, who, paths):
    page = reader(who, theme=theme)
    found = {}
    for path in paths:
        page.goto(path)
        if page.url.endswith(("/reauthenticate/",)) or "reauthenticate" in page.url:
            page.fill("input[name=password]", "a lamp in the window")
            with page.expect_navigation():
                page.press("input[name=password]", "Enter")
        if wrong := read_by_axe(page):
            found[path] = wrong

    assert found == {}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_behind_a_group(reader, theme):
    page = reader("Olu", theme=theme, size=DESK)
    page.goto("/groups/?place=Leeds")
    group = page.locator("#found h2 a, #found h3 a").first.get_attribute("href")
    found = {}
    for path in (group, f"{group}come/", f"{group}nobody/", f"{group}join/",
                 f"/desk{group}dates/", f"/desk{group}details/", f"/desk{group}doing/"):  # fmt: skip
        page.goto(path)
        if wrong := read_by_axe(page):
            found[path] = wrong
    page.goto(f"/desk{group}dates/")
    follow(page.locator("main a[href*='/desk/dates/']").first)
    if wrong := read_by_axe(page):
        found["a date"] = wrong

    assert found == {}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_where_one_belongs(reader, theme):
    page, found = reader("Amira", theme=theme), {}
    page.goto("/")
    read = page.locator("main a[href$='/agreement/read/']").first.get_attribute("href")
    group = read.removesuffix("agreement/read/")
    page.goto(f"{group}agreement/")
    change = page.locator("main a[href*='/groups/changes/']").get_attribute("href")
    theirs = (f"{group}mine/", f"{group}agreement/", read, change,
              f"{group}agreement/change/", f"{group}leave/")  # fmt: skip
    desk = (change, f"/desk{group}newcomers/", f"/desk{group}belonging/")
    for who, paths in (("Amira", theirs), ("Fern", desk), ("Hal", (f"{group}talk/",))):
        page = reader(who, theme=theme)
        for path in paths:
            page.goto(path)
            page.evaluate(
                "document.querySelectorAll('details').forEach((d) => (d.open = true))"
            )
            if wrong := read_by_axe(page):
                found[path] = wrong

    assert found == {}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_an_evening_or_a_worry(reader, theme):
    page, found = reader("Fern", theme=theme), {}
    page.goto("/hold/")
    evening = page.locator("main .lined a").first.get_attribute("href")
    for path in ("/hold/", evening, f"{evening}worry/", "/waiting/"):
        page.goto(path)
        if wrong := read_by_axe(page):
            found[path] = wrong
    page = reader("Sol", theme=theme)
    page.goto("/desk/worries/")
    if wrong := read_by_axe(page):
        found["worries"] = wrong
    page.locator("main .lined a").first.click()
    page.wait_for_url(re.compile(r"/desk/worries/[2-9a-z]{12}/"))
    # Opened in one theme, it stays open for a quarter of an hour in the others.
    if (opens := page.get_by_role("button", name="Open it")).count():
        opens.click()
    page.get_by_text("Raised by").wait_for()
    if wrong := read_by_axe(page):
        found["a worry"] = wrong

    assert found == {}


def test_a_group_is_reached_by_keyboard_alone(walk):
    page = walk(size=DESK)
    page.goto("/groups/?place=Leeds")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"

    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('#found .groups a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/groups/[2-9a-z]{12}/"))

    assert page.get_by_role("heading", level=1).is_visible()


def test_focus_is_never_hidden_behind_the_bar(walk):
    page = walk()
    page.goto("/groups/?place=Leeds")
    hidden = []
    for _ in range(30):
        page.keyboard.press("Tab")
        hidden.append(
            page.evaluate(
                """() => { const e = document.activeElement, r = e.getBoundingClientRect();
                if (!r.width || e === document.body) return '';
                const x = r.left + r.width / 2, y = r.top + Math.min(r.height / 2, 20);
                const top = document.elementFromPoint(x, y);
                return top && (e.contains(top) || top.contains(e)) ? '' : e.outerHTML.slice(0, 90) }"""
            )
        )

    assert [tag for tag in hidden if tag] == []


def test_text_twice_as_large_still_fits(walk):
    page = walk(size={"width": 640, "height": 800})
    for path in ("/", "/groups/?place=Leeds", "/account/signup/"):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640
