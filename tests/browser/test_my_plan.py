"""My plan: sealed here, opened again by passkey and by code, and nowhere else to be read."""

from __future__ import annotations

import sqlite3

import pytest

from tests.browser.conftest import DESK, PASSWORD, follow
from tests.browser.sealed import (
    STORES,
    open_by_code,
    passkey,
    remember_requests,
    take_a_code,
)

# Words nobody else on this earth writes: wherever one turns up, it has leaked.
CANARY = "kettlewhisper Quixabel"
PLAN = "/mine/plan/"


@pytest.fixture
def fresh(house):
    """Forget every key and plan of the house before a test."""
    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        for table in ("people_keyring", "people_wayback", "people_sealedplan"):
            base.execute(f"DELETE FROM {table}")
    base.close()


def begin(page, *, with_passkey=False):
    page.goto(PLAN)
    code = take_a_code(page)
    page.click("#key-use-passkey" if with_passkey else "#key-no-passkey")
    page.wait_for_selector("#plan-well")
    return code


def kept(page):
    page.get_by_text("Kept, sealed.", exact=True).wait_for()


def write(page, card, words):
    with page.expect_response("**/mine/plan/keep/"):
        page.fill(f"#plan-{card}", words)
    kept(page)


def until(page, true):
    """Wait until this is true in the page; its own policy lets nobody evaluate there."""
    for _ in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {true}")


def in_the_database(house):
    found = b""
    for name in ("hearthside.sqlite3", "hearthside.sqlite3-wal"):
        path = house.folder / name
        found += path.read_bytes() if path.exists() else b""
    return found


def test_a_plan_is_written_and_nobody_else_can_read_it(walk, house, fresh):
    page = walk("Amira")
    sent = remember_requests(page)

    begin(page)
    write(page, "well", f"Walking, {CANARY}")
    page.reload()
    page.wait_for_selector("#plan-well")

    assert page.input_value("#plan-well") == f"Walking, {CANARY}"
    assert not any(word in one for one in sent for word in CANARY.split())
    assert b"kettlewhisper" not in in_the_database(house)
    assert "kettlewhisper" not in house.log.read_text()


def test_a_second_device_opens_it_with_the_code(walk, fresh):
    first = walk("Amira")
    code = begin(first)
    write(first, "who", "Noor")

    second = walk("Amira")
    second.goto(PLAN)
    second.get_by_text("This device does not know your key").wait_for()
    open_by_code(second, code.replace("0", "O"))
    second.wait_for_selector("#plan-who")
    kept(second)

    assert second.input_value("#plan-who") == "Noor"


def test_a_slip_in_the_code_is_said_and_keeps_what_was_typed(walk, fresh):
    first = walk("Amira")
    code = begin(first)
    second = walk("Amira")
    second.goto(PLAN)

    open_by_code(second, code[:-1] + ("A" if code[-1] != "A" else "B"))
    second.get_by_text("There is a slip in it").wait_for()
    assert second.input_value("#key-code-typed")[:4] == code[:4]
    open_by_code(second, "ABCD")
    second.get_by_text("Some letters are missing").wait_for()
    open_by_code(second, "000G-40R4-0M30-E209-185G-R38E-1W4B")
    second.get_by_text("not the one for this").wait_for()

    assert second.locator("#plan").is_hidden()


def test_signing_out_closes_it_and_a_passkey_opens_it_again(walk, fresh):
    page = walk("Amira", size=DESK)
    passkey(page)
    begin(page, with_passkey=True)
    write(page, "helps", CANARY)

    page.goto("/mine/")
    page.get_by_role("button", name="Sign out of this device").click()
    page.wait_for_url("**/")
    page.wait_for_timeout(300)
    left = page.evaluate(STORES)
    assert "CryptoKey" not in left
    assert "store sealed" in left
    assert "kettlewhisper" not in left

    page.goto("/account/login/")
    page.fill("input[name=login]", "Amira")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/")
    page.goto(PLAN)
    page.get_by_text("It is here, sealed.").wait_for()
    page.click("#key-open-passkey")
    page.wait_for_selector("#plan-helps")

    assert page.input_value("#plan-helps") == CANARY


def test_a_passkey_that_keeps_no_keys_is_said_to(walk, fresh):
    page = walk("Amira")
    passkey(page, prf=False)
    page.goto(PLAN)
    take_a_code(page)
    page.click("#key-use-passkey")
    page.get_by_text("cannot keep a key. Your code works everywhere.").wait_for()
    page.click("#key-no-passkey")

    page.wait_for_selector("#plan-well")


def test_after_leave_now_nothing_of_it_can_be_read(walk, fresh, house):
    page = walk("Amira")
    begin(page)
    write(page, "warning", CANARY)
    until(page, "caches.has('plan')")

    page.click("a[data-leave]")
    page.wait_for_url(f"{house.elsewhere}*")
    page.goto(PLAN)
    left = page.evaluate(STORES)

    assert "kettlewhisper" not in left
    assert "CryptoKey" not in left
    assert "cache plan" not in left
    assert "My plan" not in left
    for _ in range(3):
        page.go_back()
        assert "kettlewhisper" not in page.content()


@pytest.mark.parametrize("list_stays", [False, True])
def test_leaving_clears_what_is_sealed_too_unless_a_list_stays(
    walk, fresh, house, list_stays
):
    page = walk("Amira")
    begin(page)
    write(page, "well", CANARY)
    page.goto("/groups/?place=Leeds")
    page.locator("button[data-keep]").first.click()
    page.get_by_text("Kept on this device only.").first.wait_for()
    page.goto("/groups/kept/")
    if list_stays:
        page.get_by_text("Keep the list when I press Leave now").click()
    page.click("a[data-leave]")
    page.wait_for_url(f"{house.elsewhere}*")
    page.goto("/")
    page.get_by_role("button", name="Open").click()
    left = page.evaluate(STORES)

    assert ("store sealed" in left) == list_stays
    assert ('"notes"' in left) == list_stays
    assert "kettlewhisper" not in left
    assert "CryptoKey" not in left


def test_another_tab_shows_nothing_after_leave_now(walk, fresh, house):
    page = walk("Amira")
    begin(page)
    write(page, "warning", CANARY)
    other = page.context.new_page()
    other.goto(PLAN)
    other.wait_for_selector("#plan-warning")

    page.click("a[data-leave]")
    page.wait_for_url(f"{house.elsewhere}*")
    other.wait_for_selector("#plan-warning", state="detached")

    assert "kettlewhisper" not in other.content()


def test_leaving_without_scripts_clears_what_lay_open(walk, fresh, house):
    page = walk("Amira")
    begin(page)
    write(page, "warning", CANARY)
    # As when the script of a page has not come yet.
    page.route(
        "**/house*.js",
        lambda asked: asked.fulfill(body="", content_type="text/javascript"),
    )
    page.goto("/mine/letters/")
    page.click("a[data-leave]")
    page.wait_for_url(f"{house.elsewhere}*")
    page.unroute("**/house*.js")
    page.goto("/help/")
    left = page.evaluate(STORES)

    assert "CryptoKey" not in left
    assert "store sealed" not in left


def test_storage_that_was_cleared_costs_nothing(walk, fresh):
    page = walk("Amira")
    code = begin(page)
    write(page, "alone", "Singing")
    page.evaluate(
        "localStorage.clear(); new Promise(done => { const r = indexedDB.deleteDatabase('drawer'); r.onsuccess = r.onblocked = done })"
    )
    page.goto("/mine/")
    page.goto(PLAN)
    page.get_by_text("its browser cleared what it keeps").wait_for()
    open_by_code(page, code)
    page.wait_for_selector("#plan-alone")
    kept(page)

    assert page.input_value("#plan-alone") == "Singing"


def test_it_opens_and_is_written_without_signal(walk, fresh):
    page = walk("Amira")
    begin(page)
    write(page, "well", "Walking")
    until(page, "caches.match('/mine/plan/').then(Boolean)")
    page.context.set_offline(True)
    page.goto(PLAN)
    page.wait_for_selector("#plan-well")
    assert page.input_value("#plan-well") == "Walking"

    page.fill("#plan-who", "Noor")
    page.get_by_text("It goes to the server when there is signal.").wait_for()
    page.reload()
    page.wait_for_selector("#plan-who")
    assert page.input_value("#plan-who") == "Noor"
    with page.expect_response("**/mine/plan/keep/"):
        page.context.set_offline(False)
    kept(page)


def test_two_devices_that_differ_keep_both(walk, fresh):
    first = walk("Amira")
    code = begin(first)
    write(first, "well", "Sleep")
    second = walk("Amira")
    second.goto(PLAN)
    open_by_code(second, code)
    second.wait_for_selector("#plan-well")
    kept(second)

    second.context.set_offline(True)
    second.fill("#plan-well", "Singing")
    second.fill("#plan-who", "Noor")
    second.get_by_text("It goes to the server when there is signal.").wait_for()
    write(first, "well", "Walking")
    second.context.set_offline(False)
    second.get_by_role("heading", name="Written elsewhere").wait_for()

    assert second.input_value("#plan-well") == "Singing"
    assert second.locator(".plan-other [data-said]").inner_text() == "Walking"
    with second.expect_response("**/mine/plan/keep/"):
        second.get_by_role("button", name="Add it to mine").click()
    assert second.input_value("#plan-well") == "Singing\nWalking"
    kept(second)
    first.reload()
    first.wait_for_selector("#plan-well")
    kept(first)
    assert first.input_value("#plan-well") == "Singing\nWalking"
    assert first.input_value("#plan-who") == "Noor"


def test_two_tabs_lose_nothing(walk, fresh):
    page = walk("Amira")
    begin(page)
    other = page.context.new_page()
    other.goto(PLAN)
    other.wait_for_selector("#plan-well")
    page.type("#plan-well", "Walking by the river")
    other.type("#plan-who", "Noor and Sam")
    until(page, "document.getElementById('plan-who').value === 'Noor and Sam'")
    until(
        other, "document.getElementById('plan-well').value === 'Walking by the river'"
    )

    assert other.locator(".plan-other").count() == 0


def test_it_is_deleted_in_one_step_and_can_be_put_back(walk, fresh):
    page = walk("Amira")
    begin(page)
    write(page, "well", "Walking")
    page.get_by_role("button", name="Delete my plan").click()
    page.get_by_text("deleted, here and on the server").wait_for()
    assert page.input_value("#plan-well") == ""

    page.get_by_role("button", name="Put it back").click()
    assert page.input_value("#plan-well") == "Walking"
    kept(page)
    page.get_by_role("button", name="Delete my plan").click()
    page.get_by_text("deleted, here and on the server").wait_for()
    page.reload()
    page.wait_for_selector("#plan-well")

    assert page.input_value("#plan-well") == ""


def test_somebody_else_on_the_same_browser_sees_nothing(walk, fresh, house):
    page = walk("Amira")
    begin(page)
    write(page, "well", CANARY)
    # Their session ends by itself, without a button anybody pressed.
    page.context.clear_cookies(name="h")
    page.goto("/account/login/")
    page.fill("input[name=login]", "Hal")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/")
    page.goto(PLAN)
    page.get_by_text("First, a code only you have").wait_for()

    left = page.evaluate(STORES)
    assert "kettlewhisper" not in left
    assert "CryptoKey" not in left


def test_all_lost_means_beginning_anew(walk, fresh):
    first = walk("Amira")
    begin(first)
    write(first, "well", "Walking")
    second = walk("Amira")
    second.goto(PLAN)
    follow(second.get_by_role("link", name="I have neither"))
    second.get_by_role("button", name="Delete my plan and begin anew").click()
    second.wait_for_url("**/mine/plan/")
    take_a_code(second)
    second.click("#key-no-passkey")
    second.wait_for_selector("#plan-well")
    kept(second)

    assert second.input_value("#plan-well") == ""


def test_a_new_code_takes_the_place_of_the_old_one(walk, fresh):
    page = walk("Amira")
    old = begin(page)
    page.goto("/mine/key/")
    page.click("#mine-new-code")
    new = page.locator("#key-code-words").inner_text()
    page.click("#key-written")
    page.fill("#key-again-typed", new)
    page.press("#key-again-typed", "Enter")
    page.get_by_text("The new code holds from now on").wait_for()
    page.click("#mine-lock")
    page.get_by_text("It is here, sealed.").wait_for()
    open_by_code(page, old)
    page.get_by_text("not the one for this").wait_for()
    open_by_code(page, new)

    page.wait_for_selector("#mine-open")


def test_on_paper_the_words_stand_and_the_fields_do_not(walk, fresh):
    page = walk("Amira")
    begin(page)
    write(page, "well", "Walking\nby the river")
    page.emulate_media(media="print")

    assert page.locator("#plan-well-printed").is_visible()
    assert page.locator("#plan-well-printed").inner_text() == "Walking\nby the river"
    assert page.locator("#plan-well").is_hidden()
    assert page.locator("#plan-signs-paper").is_hidden()
    assert page.locator(".plan-paper").get_by_text("116 123").is_visible()


def test_without_scripts_the_page_says_so_and_offers_paper(walk, fresh):
    page = walk("Amira", java_script_enabled=False)
    page.goto(PLAN)

    assert "This page needs JavaScript" in page.inner_text("main")
    assert page.locator("#plan").is_hidden()
    answer = page.request.get(
        page.get_by_role("link", name="An empty plan on paper (PDF)").get_attribute(
            "href"
        )
    )
    assert answer.body().startswith(b"%PDF")
