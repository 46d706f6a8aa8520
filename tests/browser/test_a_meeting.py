"""A meeting in writing, in real browsers: two who lead, two members, and somebody new."""

from __future__ import annotations

import sqlite3

import pytest

from tests.browser.circles import (
    ask,
    forget_circles,
    heard,
    in_the_database,
    is_never_heard,
    say,
)
from tests.browser.rooms import (
    come_in,
    do,
    go_in,
    is_in,
    lay,
    let_in,
    open_evening,
    open_room,
    stand_at_the_door,
    where,
)
from tests.browser.sealed import STORES, remember_requests
from tests.browser.test_everybody_can import THEMES, read_by_axe

CANARY = "mossglimmer Vantrellix"
PRIVATE = "quellbrook"


@pytest.fixture
def date(house):
    """A meeting of the Tuesday group in this hour; afterwards it meets in its hall again."""
    forget_circles(house)
    yield lay(house)
    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        base.execute(
            "UPDATE groups_group SET attendance = 'in_person' WHERE attendance = 'hybrid' AND name LIKE 'Tuesday Evening%'"
        )
    base.close()


def test_a_whole_meeting_and_nobody_between_can_read_it(walk, house, date):
    fern, idris, amira, bo, wren = (
        walk(one) for one in ("Fern", "Idris", "Amira", "Bo", "Wrenna")
    )
    everybody = (fern, idris, amira, bo, wren)
    sent = [remember_requests(page) for page in everybody]

    # Waiting, with a greeting, before anybody opened.
    amira.goto(f"/room/{date}/")
    amira.get_by_role("heading", name="You are early, and that is fine").wait_for()
    open_evening(fern, date)
    open_room(fern)
    go_in(amira, "Knock")
    amira.wait_for_selector("#circle-wait:not([hidden])")
    let_in(fern, amira.locator("#circle-wait-five").inner_text())
    is_in(amira)
    let_in(fern, stand_at_the_door(idris, date), "Let them in, to lead too")
    is_in(idris)
    idris.get_by_text("Fern leads now. You lead with them.").wait_for(timeout=15_000)
    come_in(bo, fern, date, name="")
    come_in(wren, fern, date, name="Zephlin")
    for page in everybody:
        page.locator("#room-people .circle-person").nth(4).wait_for(timeout=15_000)
        page.locator("#room-people", has_text="Zephlin").wait_for(timeout=15_000)

    # Everybody writes; then the piece goes round.
    say(amira, f"Hello {CANARY}")
    for page in everybody:
        heard(page, CANARY)
    fern.get_by_role("button", name="Round", exact=True).click()
    where(fern, "The piece is with you.")
    where(amira, "The piece is with Fern.")
    assert amira.locator("#circle-send").is_disabled()
    amira.fill("#circle-words", "I wait with this")
    fern.get_by_role("button", name="I have finished").click()
    held = [page for page in (idris, amira, bo, wren) if _gets_it(page)]
    assert len(held) == 1
    bo.get_by_role("button", name="Hand up").click()
    fern.locator("#room-people", has_text="hand up").wait_for()
    if held != [amira]:
        do(fern, "Amira", "Give them the piece")
    where(amira, "The piece is with you.")
    amira.click("#circle-send")
    heard(wren, "I wait with this")
    amira.get_by_role("button", name="I pass").click()
    fern.locator("#room-people .circle-person", has_text="Amira").get_by_text(
        "passed"
    ).wait_for()

    # A question without a name, and a private word.
    wren.fill("#room-ask-words", "What do you do at night?")
    wren.get_by_role("button", name="Put it in the bag").click()
    fern.get_by_role("button", name="Question bag").click()
    fern.get_by_role("button", name="Draw a question").click()
    bo.locator("#room-question", has_text="What do you do at night?").wait_for()
    do(wren, "Fern", "A private word")
    wren.fill("#room-private-words", f"I need a breath {PRIVATE}")
    wren.get_by_role("button", name="Say it privately").click()
    fern.locator("#room-private-list", has_text=PRIVATE).wait_for()
    for page in (idris, amira, bo):
        assert PRIVATE not in page.inner_text("body")

    # Handed over, and somebody is asked out.
    do(fern, "Idris", "Hand over: they lead now")
    idris.get_by_text("You lead now.").wait_for()
    amira.locator("#room-people .circle-person", has_text="Idris").get_by_text(
        "leads now"
    ).wait_for()
    do(idris, "Zephlin", "Out of tonight")
    wren.get_by_role("heading", name="You were asked to leave for tonight").wait_for(
        timeout=15_000
    )
    say(amira, "Between us now")
    heard(bo, "Between us now")
    wren.reload()
    wren.get_by_role("heading", name="You were asked to leave for tonight").wait_for()
    assert is_never_heard(wren, "Between us now")

    # Nothing of it lies anywhere it can be read.
    assert "mossglimmer" not in bo.evaluate(STORES).split("<html")[0]
    everything = "".join("".join(one) for one in sent)
    assert "/words" in everything
    for word in (*CANARY.split(), PRIVATE, "Zephlin"):
        assert word not in everything
        assert word.encode() not in in_the_database(house)
        assert word not in house.log.read_text()
    rooms = ask(house, "SELECT count(*) FROM circles_room")
    assert rooms == [(1,)]

    # Closed by whoever leads now, with three numbers.
    idris.get_by_role("button", name="Close the meeting").first.click()
    assert idris.input_value("#room-here") == "2"
    idris.fill("#room-here", "3")
    idris.fill("#room-first", "1")
    idris.get_by_role("button", name="Close it for everybody").click()
    for page in (idris, fern, amira, bo):
        page.get_by_role("heading", name="The meeting is over").wait_for(timeout=15_000)
        for word in (*CANARY.split(), PRIVATE, "Zephlin"):
            assert word not in page.content()
    for table in (
        "circle",
        "seat",
        "frame",
        "groupinfo",
        "keypackage",
        "welcome",
        "room",
        "outtonight",
    ):
        assert ask(house, f"SELECT count(*) FROM circles_{table}") == [(0,)], table
    counted = ask(
        house, "SELECT here, first_time FROM meetings_meeting WHERE public_id = ?", date
    )
    assert counted == [(3, 1)]


def _gets_it(page) -> bool:
    page.wait_for_timeout(1_200)
    return "with you" in page.locator("#room-where").inner_text()


def test_a_page_that_was_reloaded_comes_back_and_is_told_where_the_piece_is(walk, date):
    fern, amira, bo = walk("Fern"), walk("Amira"), walk("Bo")
    open_evening(fern, date)
    open_room(fern)
    come_in(amira, fern, date)
    come_in(bo, fern, date)
    say(bo, "Said before the reload")
    fern.get_by_role("button", name="Round", exact=True).click()
    do(fern, "Bo", "Give them the piece")
    where(amira, "The piece is with Bo.")

    amira.reload()
    go_in(amira, "Knock")
    is_in(amira)

    where(amira, "The piece is with Bo.")
    assert is_never_heard(amira, "Said before the reload")
    say(bo, "And on we go")
    heard(amira, "And on we go")
    fern.reload()
    go_in(fern, "Go in")
    is_in(fern)
    fern.get_by_text("You lead now.").wait_for(timeout=15_000)
    fern.get_by_role("button", name="Open talk").click()
    where(amira, "Open talk")
    say(amira, "All three again")
    heard(fern, "All three again")


def test_whoever_opened_it_loses_their_phone_and_the_other_goes_on(walk, house, date):
    fern, idris, amira = walk("Fern"), walk("Idris"), walk("Amira")
    open_evening(fern, date)
    open_room(fern)
    words = stand_at_the_door(idris, date)
    stand_at_the_door(amira, date)
    first = ask(house, "SELECT circle_id FROM circles_room")
    fern.goto("/help/")

    # Nobody can let anybody in: another room, and whoever waits knocks there.
    idris.get_by_role("button", name="Open a new room").click()
    go_in(idris, "Go in")
    is_in(idris)
    go_in(amira, "Knock")
    amira.wait_for_selector("#circle-wait:not([hidden])")
    let_in(idris, amira.locator("#circle-wait-five").inner_text())
    is_in(amira)
    assert words not in idris.inner_text("body")
    assert ask(house, "SELECT circle_id FROM circles_room") != first

    # Back again, she leads too; then her phone is gone for good, and he closes.
    let_in(idris, stand_at_the_door(fern, date), "Let them in, to lead too")
    is_in(fern)
    do(idris, "Fern", "Hand over: they lead now")
    fern.get_by_text("You lead now.").wait_for()
    fern.goto("/help/")
    idris.get_by_role("button", name="Lead from here").click()
    idris.get_by_text("You lead now.").wait_for()
    idris.get_by_role("button", name="Close the meeting").first.click()
    idris.get_by_role("button", name="Close it for everybody").click()

    amira.get_by_role("heading", name="The meeting is over").wait_for(timeout=15_000)
    assert ask(house, "SELECT count(*) FROM circles_circle") == [(0,)]


def test_by_keyboard_alone_narrow_and_without_signal(walk, date):
    fern, amira = walk("Fern"), walk("Amira")
    open_evening(fern, date)
    open_room(fern)
    come_in(amira, fern, date)
    fern.get_by_role("button", name="Round", exact=True).focus()
    fern.keyboard.press("Enter")
    # A button that is not there yet takes no focus.
    fern.locator("#room-done").wait_for()
    fern.locator("#room-done").focus()
    fern.keyboard.press("Enter")
    amira.set_viewport_size({"width": 320, "height": 640})

    amira.locator("#room-aloud", has_text="The piece is with you.").wait_for(
        state="attached"
    )
    assert amira.evaluate("document.documentElement.scrollWidth") <= 320
    amira.context.set_offline(True)
    amira.focus("#circle-words")
    amira.keyboard.type("Written in a tunnel")
    amira.keyboard.press("Control+Enter")
    heard(amira, "Written in a tunnel").get_by_text("when there is signal").wait_for()
    amira.wait_for_timeout(2_000)
    amira.context.set_offline(False)
    heard(fern, "Written in a tunnel")
    amira.locator("#room-pass").wait_for()
    amira.locator("#room-pass").focus()
    amira.keyboard.press("Space")

    fern.locator(".circle-person", has_text="Amira").get_by_text("passed").wait_for()
    # Out of turn nothing leaves, and nothing written is lost.
    amira.focus("#circle-words")
    amira.keyboard.type("Too late")
    amira.keyboard.press("Control+Enter")
    amira.get_by_text("You can write when the piece is with you.").last.wait_for()
    assert amira.input_value("#circle-words") == "Too late"
    assert is_never_heard(fern, "Too late")


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_a_meeting_nor_at_its_door(walk, date, theme):
    how = {"bypass_csp": True, **THEMES[theme]}
    fern, amira, found = walk("Fern", **how), walk("Amira", **how), {}
    fern.goto(f"/room/{date}/")
    fern.wait_for_selector("#room-open:not([hidden])")
    found["open"] = read_by_axe(fern)
    open_evening(fern, date)
    open_room(fern)
    amira.goto(f"/room/{date}/")
    amira.wait_for_selector("#room-knock:not([hidden])")
    found["knock"] = read_by_axe(amira)
    go_in(amira, "Knock")
    fern.locator("#room-door .circle-knock").wait_for(timeout=25_000)
    found["door"] = read_by_axe(fern)
    found["wait"] = read_by_axe(amira)
    let_in(fern, amira.locator("#circle-wait-five").inner_text())
    is_in(amira)
    fern.get_by_role("button", name="Round", exact=True).click()
    where(amira, "The piece is with Fern.")
    do(amira, "Fern", "A private word")
    found["round"] = read_by_axe(amira)
    fern.get_by_role("button", name="Close the meeting").first.click()
    fern.locator("#room-people summary:visible").first.click()
    found["leading"] = read_by_axe(fern)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
