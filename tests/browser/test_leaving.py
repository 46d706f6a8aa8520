"""Leave now: out at once, and three Backs show nothing."""

import pytest

from tests.browser.conftest import follow

TYPED = "something nobody else should read"


@pytest.fixture
def away(walk, house):
    """A browser that knows when it has left."""

    def open_page(**options):
        page = walk(**options)
        page.has_left = lambda: page.wait_for_url(house.elsewhere)
        return page

    return open_page


def into_a_group(page):
    page.goto("/")
    page.goto("/groups/?place=Leeds")
    follow(page.get_by_role("link", name="Tuesday Evening, Headingley"))


def three_backs(page):
    shown = []
    for _ in range(3):
        page.go_back(wait_until="domcontentloaded")
        shown.append((page.title(), page.inner_text("body")))
    return shown


@pytest.mark.parametrize("javascript", [True, False])
def test_three_backs_show_nothing(away, javascript):
    page = away(java_script_enabled=javascript)
    into_a_group(page)

    page.get_by_role("link", name="Leave now").click()
    page.has_left()

    for title, body in three_backs(page):
        assert title in {"Notices", ""}
        assert not any(
            word in body for word in ("Headingley", "Tuesday", "group", "Harbour")
        )


def test_shift_three_times_leaves_while_typing(away):
    page = away()
    page.goto("/groups/")
    page.fill("input[name=place]", TYPED)

    for _ in range(3):
        page.keyboard.press("Shift")
    page.has_left()
    page.go_back(wait_until="domcontentloaded")

    assert TYPED not in page.content()


def test_capitals_do_not_leave(away):
    page = away()
    page.goto("/groups/")
    page.focus("input[name=place]")
    page.keyboard.type("HELLO LEEDS")

    page.wait_for_timeout(300)

    assert page.url.endswith("/groups/")


def test_the_page_is_blank_before_the_network_answers(away):
    page = away()
    page.goto("/groups/?place=Leeds")
    page.route("**/leave/", lambda route: None)
    taken = page.evaluate(
        """() => new Promise(done => {
          const began = performance.now();
          document.querySelector('[data-leave]').click();
          requestAnimationFrame(() => {
            const middle = document.elementFromPoint(180, 300);
            done([performance.now() - began, middle ? middle.innerText || '' : '']) }) })"""
    )

    assert taken[0] < 100
    assert "Leeds" not in taken[1]


def test_leaving_ends_the_session(away):
    page = away(who="Amira")
    page.goto("/mine/")
    assert "Amira" in page.inner_text("main")

    page.get_by_role("link", name="Leave now").click()
    page.has_left()
    page.goto("/")
    page.get_by_role("button", name="Open").click()
    page.goto("/mine/")

    assert "Amira" not in page.inner_text("main")
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"c"}


def test_somebody_else_on_the_same_browser_sees_nothing_of_the_first(away):
    page = away(who="Amira")
    page.get_by_role("link", name="Leave now").click()
    page.has_left()
    page.goto("/")
    page.get_by_role("button", name="Open").click()

    page.goto("/account/login/")

    assert page.input_value("input[name=login]") == ""
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
