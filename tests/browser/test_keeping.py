"""The first page, and the groups somebody might try: kept on the device, sent nowhere."""

import json

import pytest

from tests.browser.conftest import DESK, PHONE, follow
from tests.browser.test_everybody_can import read_by_axe

WROTE = "The kettle was on and nobody asked me anything."
NAMES = ("Tuesday Evening, Headingley", "Second Voice")
NOTES = "localStorage.getItem('notes')"
SMALL = {"width": 360, "height": 740}


@pytest.fixture
def sent(house):
    """Everything a page asks of anybody, from when it is told to listen."""

    def listen(page):
        asked = []
        page.context.on(
            "request", lambda one: asked.append((one.method, one.url, one.post_data))
        )
        page.on("websocket", lambda one: asked.append(("WS", one.url, None)))
        # What a page says as it closes would reach no listener in time: none may try.
        page.add_init_script(
            "window.beacons = 0; navigator.sendBeacon = () => { window.beacons += 1 }"
        )
        return asked

    return listen


def keep(page, *names):
    page.goto("/groups/?place=Leeds&reach=25")
    for name in names:
        card = page.locator(
            "li.group", has=page.get_by_role("link", name=name, exact=True)
        )
        card.get_by_role("button", name="Keep this group").click()
        card.get_by_text("Kept on this device only.").wait_for()


def card_of(page, name):
    return page.locator("li.kept", has=page.get_by_role("link", name=name, exact=True))


def write_down(page, name, words=WROTE):
    card = card_of(page, name)
    card.get_by_text("I have been there").click()
    card.locator("label", has_text="I could be myself").click()
    card.get_by_label("Anything you want to remember").fill(words)
    card.get_by_role("button", name="Keep this for me").click()
    card.locator(".kept-words", has_text=words.splitlines()[0]).wait_for()


def forget_it(page):
    page.goto("/groups/kept/")
    if page.get_by_text("Forget all of this").is_visible():
        page.get_by_text("Forget all of this").click()
        page.get_by_role("button", name="Yes, forget all of it").click()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("size", [SMALL, {"width": 1280, "height": 800}])
def test_three_answers_and_the_finder_fit_on_one_screen(walk, size, javascript):
    page = walk(size=size, java_script_enabled=javascript)
    page.goto("/")

    bar = page.locator(".places").bounding_box()
    low = bar["y"] if bar["y"] > 400 else size["height"]
    for name in ("What is this?", "Is it for me?", "What happens if I come?"):
        box = page.locator(".first section", has_text=name).bounding_box()
        assert box["y"] + box["height"] <= low, name
    button = page.get_by_role("button", name="Find groups").bounding_box()
    assert button["y"] + button["height"] <= low
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_without_a_script_a_newcomer_goes_from_the_first_page_to_a_group(walk):
    page = walk(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Where would you set out from?").fill("Leeds")
    page.get_by_role("button", name="Find groups").click()
    follow(page.get_by_role("link", name=NAMES[0]))

    assert page.get_by_role("heading", name="Your first time").is_visible()
    assert not page.get_by_role("button", name="Keep this group").is_visible()
    page.goto("/groups/kept/")
    said = page.inner_text("main")
    assert "needs JavaScript" in said
    assert "print" in said
    assert "When you leave" not in said


def test_the_whole_shortlist_on_a_phone_and_nothing_leaves_it(walk, sent):
    page = walk(size=PHONE)
    page.goto("/groups/?place=Leeds&reach=25")
    asked = sent(page)
    keep(page, *NAMES)
    follow(page.get_by_role("link", name="Groups I might try").last)
    page.get_by_text("It often takes a few visits").wait_for()
    page.wait_for_load_state("networkidle")
    here = len(asked)

    card_of(page, NAMES[1]).get_by_text("I want to try this").click()
    page.get_by_text("One is marked to try.").wait_for()
    write_down(page, NAMES[1])
    write_down(page, NAMES[1], "A second time.\nI sat by the door.")
    card_of(page, NAMES[1]).get_by_role("button", name="Take this away").last.click()
    page.get_by_role("button", name="Put it back").click()
    card_of(page, NAMES[0]).get_by_role("button", name="Take it off").click()
    page.get_by_role("button", name="Put it back").click()
    card_of(page, NAMES[0]).wait_for()
    page.wait_for_timeout(300)

    assert asked[here:] == []
    page.reload()
    said = page.inner_text("main")
    assert all(words in said for words in (WROTE, "I sat by the door.", *NAMES))
    assert "I could be myself" in said
    page.goto("/groups/")
    assert page.evaluate("window.beacons") == 0
    kept = json.loads(page.evaluate(NOTES))
    ids = [group["id"] for group in kept["groups"]]
    words = (WROTE, "kettle", "myself", "by%20the%20door", *NAMES, *ids)
    for method, url, body in asked:
        assert method == "GET", (method, url)
        assert not body
        assert not any(word in url for word in words), url
    assert not page.context.cookies()
    forget_it(page)


def test_forget_all_leaves_nothing_on_the_device(walk):
    page = walk(size=PHONE)
    keep(page, NAMES[0])
    page.goto("/groups/kept/")
    write_down(page, NAMES[0])
    page.get_by_text("Forget all of this").click()
    page.get_by_role("button", name="Yes, forget all of it").click()

    page.get_by_text("Nothing is kept here yet.").wait_for()
    told = page.locator("[data-told]").inner_text()
    assert told == "All of it is gone from this device."
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert WROTE not in page.content()
    page.go_back()
    assert page.get_by_role("button", name="Kept.").count() == 0


def test_leaving_shows_nothing_and_the_list_stays_where_that_was_ticked(walk, house):
    page = walk(size=PHONE)
    keep(page, NAMES[0])
    page.goto("/groups/kept/")
    write_down(page, NAMES[0])
    page.get_by_text("Keep the list when I press Leave now").click()
    page.get_by_role("link", name="Leave now").click()
    page.wait_for_url(house.elsewhere)

    for _ in range(2):
        page.go_back(wait_until="domcontentloaded")
        assert not any(
            word in page.inner_text("body") for word in ("kettle", "Headingley")
        )
    page.goto("/groups/kept/")
    assert page.title() == "Notices"
    assert "kettle" not in page.content()

    page.get_by_role("button", name="Open").click()
    page.goto("/groups/kept/")
    assert WROTE in page.inner_text("main")
    forget_it(page)


@pytest.mark.parametrize("first", ["never ticked", "ticked and taken back"])
def test_leaving_takes_the_list_along(walk, house, first):
    page = walk(size=PHONE)
    keep(page, NAMES[0])
    page.goto("/groups/kept/")
    if first != "never ticked":
        for _ in range(2):
            page.get_by_text("Keep the list when I press Leave now").click()
    page.get_by_role("link", name="Leave now").click()
    page.wait_for_url(house.elsewhere)
    page.goto("/groups/kept/")
    page.get_by_role("button", name="Open").click()

    assert page.evaluate("localStorage.length") == 0


def test_a_fourth_to_try_waits_until_one_is_taken_off(walk):
    page = walk(size=PHONE)
    page.goto("/groups/?place=Leeds&reach=25")
    for at in range(4):
        page.locator("button[data-keep]").nth(at).click()
    page.goto("/groups/kept/")
    for at in range(3):
        page.get_by_text("I want to try this").nth(at).click()

    page.get_by_text("Three are marked to try.").wait_for()
    assert page.get_by_label("I want to try this").nth(3).is_disabled()
    page.get_by_text("I want to try this").nth(0).click()
    assert page.get_by_label("I want to try this").nth(3).is_enabled()
    forget_it(page)


def test_what_is_kept_in_one_tab_is_shown_in_another(walk):
    page = walk(size=PHONE)
    page.goto("/groups/kept/")
    other = page.context.new_page()
    other.set_default_timeout(8000)
    keep(other, NAMES[0])

    card_of(page, NAMES[0]).wait_for()
    forget_it(other)
    page.get_by_text("Nothing is kept here yet.").wait_for()


def test_a_list_nobody_can_read_is_left_alone_until_it_is_forgotten(walk):
    page = walk(size=PHONE)
    page.goto("/groups/kept/")
    page.evaluate("localStorage.setItem('notes', '{half of a li')")
    page.reload()

    assert page.get_by_text("that we cannot read").is_visible()
    page.goto("/groups/?place=Leeds&reach=25")
    page.locator("button[data-keep]").first.click()
    assert page.get_by_text("We could not keep it on this device.").first.is_visible()
    assert page.evaluate(NOTES) == "{half of a li"
    forget_it(page)
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_keeps_nothing_is_told_what_else_there_is(walk):
    page = walk(size=PHONE)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
    )
    page.goto("/groups/?place=Leeds&reach=25")
    page.locator("button[data-keep]").first.click()
    assert page.get_by_text("We could not keep it on this device.").first.is_visible()

    page.goto("/groups/kept/")

    assert page.get_by_text("This browser keeps nothing for us").is_visible()


def test_a_member_keeps_it_in_their_account_and_takes_it_out(walk):
    page = walk(who="Amira", size=PHONE)
    keep(page, NAMES[0])
    page.goto("/groups/kept/")
    write_down(page, NAMES[0])
    page.get_by_role("button", name="Keep these in my account").click()
    page.get_by_text("Kept, sealed, in your account.").wait_for()
    mine = page.locator(
        "section", has=page.get_by_role("heading", name="In my account")
    )
    assert NAMES[0] in mine.inner_text()
    assert WROTE not in mine.inner_text()

    page.get_by_text("Also what I wrote and tapped after visits").click()
    page.get_by_role("button", name="Keep these in my account").click()
    mine.get_by_text(WROTE).wait_for()
    mine.get_by_role("button", name="Take all of it out").click()
    page.get_by_text("It is all out of your account.").wait_for()

    assert WROTE not in mine.inner_text()
    assert WROTE in card_of(page, NAMES[0]).inner_text()
    forget_it(page)


def test_it_is_done_by_keyboard_alone(walk):
    page = walk(size=DESK)
    keep(page, NAMES[0])
    page.goto("/groups/kept/")
    page.get_by_label("I want to try this").press("Space")
    page.get_by_text("One is marked to try.").wait_for()
    page.get_by_role("button", name="Take it off").press("Enter")

    assert page.evaluate("document.activeElement.textContent").strip() == "Put it back"
    page.keyboard.press("Enter")
    card_of(page, NAMES[0]).wait_for()
    forget_it(page)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_and_fingers_find_every_button(walk, look):
    page = walk(size={"width": 320, "height": 640}, color_scheme=look, bypass_csp=True)
    keep(page, NAMES[0])
    page.goto("/groups/kept/")
    write_down(page, NAMES[0])
    page.get_by_text("I have been there").click()
    page.get_by_text("Forget all of this").click()

    assert read_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for one in page.locator(
        "main :is(button, summary, .chip, .choice, a.tap):visible"
    ).all():
        assert one.bounding_box()["height"] >= 43.5, one.inner_text()
    forget_it(page)
