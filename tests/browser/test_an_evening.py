"""Two facilitators, two phones, one evening: run, handed over, without signal, and forgotten."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
import zxingcpp
from PIL import Image

from tests.browser.conftest import PHONE, ROOT, _environment
from tests.browser.test_everybody_can import read_by_axe

# Names nobody else on this earth has: wherever one turns up, it has leaked.
CANARIES = ("Quixabel", "Zorbrand", "Wimplodia", "Yexter")
QUESTION = "Does the kettlewhisper ever stop"
NAMES = (
    *CANARIES,
    "Amira",
    "Bo",
    "Wren",
    "Sam",
    "Jo",
    "Priya",
    "Tunde",
    "Nia",
    "Kit",
    "Mags",
)
STATE = """(async () => JSON.stringify({
  bases: await indexedDB.databases(), caches: await caches.keys(),
  keepers: (await navigator.serviceWorker.getRegistrations()).length,
  local: localStorage.length, session: sessionStorage.length }))()"""
KEPT = """(async () => {
  const bytes = []
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise(done => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result) })
    for (const store of base.objectStoreNames) {
      const all = await new Promise(done => { const r = base.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result) })
      for (const one of all) if (one.bytes) bytes.push(String.fromCharCode(...new Uint8Array(one.bytes)))
    }
    base.close()
  }
  let pages = ''
  for (const name of await caches.keys()) for (const asked of await (await caches.open(name)).keys())
    pages += await (await caches.match(asked)).text()
  return bytes.join('') + pages + JSON.stringify(localStorage) + document.title + location.href + document.cookie
})()"""


def lay(house, starts_in_minutes):
    laid = subprocess.run(
        [sys.executable, "tests/browser/an_evening.py", str(starts_in_minutes)],
        env=_environment(house.folder, house.address.rpartition(":")[2]),
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return f"/hold/{laid.stdout.strip()}/run/"


@pytest.fixture
def evening(house):
    """The address of an evening that began twenty minutes ago."""
    return lay(house, -20)


@pytest.fixture
def phone(walk):
    """A phone somebody is signed in on; it remembers everything it ever sent."""

    def take_out(who, **options):
        page = walk(who, device_scale_factor=2, **options)
        page.sent = []
        page.context.on(
            "request",
            lambda asked: page.sent.append(
                f"{asked.method} {asked.url} {asked.headers} {asked.post_data}"
            ),
        )
        return page

    return take_out


def open_up(page, evening):
    page.goto(evening)
    page.click("#make-ready")
    page.wait_for_selector("#make-ready", state="hidden")
    page.check("#both-here")
    page.click("#open")
    page.wait_for_selector("#notices", state="hidden")


def seat(page, names=NAMES):
    page.click("#to-round")
    for name in names:
        page.fill("#new-name", name)
        page.press("#new-name", "Enter")


def scan(page):
    """Photograph the screen as the other camera would, and return what the picture says."""
    page.wait_for_selector("#picture path", state="attached")
    seen = Image.open(io.BytesIO(page.screenshot()))
    found = zxingcpp.read_barcodes(seen)
    assert len(found) == 1
    return found[0].text


def people(page):
    return page.locator("#people-list bdi").all_inner_texts()


def test_a_whole_evening_with_two_phones_and_no_signal(phone, evening, house):
    fern = phone("Fern")
    open_up(fern, evening)
    seat(fern)
    fern.click("#next")
    fern.click("#next")
    fern.click("#pass")
    fern.get_by_text("Question bag").click()
    fern.fill("#new-question", QUESTION)
    fern.get_by_role("button", name="Put it in the bag").click()

    # The hall has no signal, the tab is killed, and the evening is still there.
    # Sealing what was typed takes a moment; within it a tab that is killed keeps the last but one.
    fern.wait_for_timeout(500)
    fern.context.set_offline(True)
    fern.reload()
    fern.wait_for_selector("#holder")
    assert fern.inner_text("#holder") == "Wimplodia"
    fern.click("#next")
    fern.wait_for_selector("#notices >> text=No signal")

    # From a phone without signal to one with.
    fern.click("#hand-over")
    address = scan(fern)
    idris = phone("Idris")
    idris.goto(address)
    idris.wait_for_selector("#holder >> text=Yexter")
    assert idris.url == house.address + evening
    assert people(idris) == list(NAMES)
    assert "spoken" in idris.inner_text("#people-list li:first-child")
    idris.wait_for_selector("#notices", state="hidden")

    # The first phone hears of it when it has signal again, and forgets.
    fern.context.set_offline(False)
    fern.wait_for_selector("#phase-passed", state="visible", timeout=15000)
    fern.wait_for_timeout(500)
    assert_forgotten(fern)

    # Split, run on, and close where there is no signal.
    idris.context.set_offline(True)
    idris.get_by_text("Circles", exact=True).click()
    idris.click("#split-2")
    idris.click("#next")
    assert len(people(idris)) == 7
    idris.locator("#ring-choice button").nth(1).click()
    assert len(people(idris)) == 7
    idris.click("#gather")
    idris.get_by_text("Question bag").click()
    idris.click("#draw")
    assert idris.inner_text("#question-words") == QUESTION
    idris.click("#to-close")
    assert idris.inner_text("#here") == "14"
    idris.click("#firstTime-more")
    idris.click("#close")
    idris.click("#close-now")
    idris.wait_for_selector("#phase-closed", state="visible")
    idris.wait_for_selector("#forgotten >> text=until there is signal")
    idris.wait_for_timeout(500)
    assert not [name for name in (*CANARIES, QUESTION) if name in idris.evaluate(KEPT)]

    # The sums go when they can, and then nothing is left at all.
    idris.reload()
    idris.wait_for_selector("#phase-closed", state="visible")
    idris.context.set_offline(False)
    idris.wait_for_selector("#forgotten >> text=for the hall: gone", timeout=15000)
    idris.click("#check-out")
    idris.wait_for_timeout(1500)
    assert_forgotten(idris)
    for page in (fern, idris):
        told = "\n".join(page.sent)
        assert not [name for name in (*CANARIES, QUESTION) if name in told]
    closes = [one for one in idris.sent if '"act":"close"' in one]
    assert '"here":14,"first_time":1,"been_before":0' in closes[-1]
    assert not [name for name in CANARIES if name in house.log.read_text()]
    assert_not_on_disk(house)


def assert_forgotten(page):
    # Letting go takes the browser a moment, and longer on a busy machine.
    nothing = {"bases": [], "caches": [], "keepers": 0, "local": 0, "session": 0}
    for _ in range(20):
        if (left := json.loads(page.evaluate(STATE))) == nothing:
            return
        page.wait_for_timeout(250)
    assert left == nothing


def assert_not_on_disk(house):
    for file in house.folder.rglob("*"):
        if file.is_file():
            found = file.read_bytes()
            assert not [n for n in (*CANARIES, QUESTION) if n.encode() in found], file


def test_what_lies_on_the_phone_is_sealed(phone, evening):
    page = phone("Fern")
    open_up(page, evening)
    seat(page, CANARIES)
    page.wait_for_timeout(300)

    kept = page.evaluate(KEPT)

    assert len(kept) > 1000
    assert not [name for name in CANARIES if name in kept]


def test_a_killed_tab_comes_back_where_it_was(phone, evening):
    page = phone("Fern")
    open_up(page, evening)
    seat(page, CANARIES)
    page.click("#next")
    page.wait_for_timeout(300)
    context = page.context
    page.close(run_before_unload=False)

    again = context.new_page()
    again.goto(evening)

    assert again.wait_for_selector(f"#holder >> text={CANARIES[0]}")


def test_a_second_tab_says_the_first_is_open_and_can_go_on_instead(phone, evening):
    first = phone("Fern")
    open_up(first, evening)
    seat(first, CANARIES)
    first.wait_for_timeout(300)
    second = first.context.new_page()
    second.goto(evening)
    assert second.is_visible("#phase-twice")
    assert not second.is_visible("#phase-open")

    second.click("#go-on-here")
    second.wait_for_selector("#phase-open", state="visible")

    first.wait_for_selector("#phase-twice", state="visible")
    second.click("#to-round")
    assert people(second) == list(CANARIES)


def test_somebody_takes_over_with_empty_hands(phone, evening):
    fern = phone("Fern")
    open_up(fern, evening)
    seat(fern, CANARIES)
    idris = phone("Idris")
    idris.goto(evening)
    assert "Fern" in idris.inner_text("#phase-held")

    idris.click("#take-over")
    idris.wait_for_selector("#phase-open", state="visible")
    idris.click("#to-round")
    assert people(idris) == []

    idris.wait_for_timeout(800)
    fern.reload()
    fern.wait_for_selector("#phase-passed", state="visible")
    fern.wait_for_timeout(500)
    assert_forgotten(fern)


def test_a_phone_that_gave_the_evening_away_forgets_it_without_signal(phone, evening):
    page = phone("Fern")
    open_up(page, evening)
    seat(page, CANARIES)
    page.context.set_offline(True)
    page.click("#hand-over")

    page.click("#gave")
    page.wait_for_selector("#phase-passed", state="visible")
    page.wait_for_timeout(500)

    assert_forgotten(page)


def test_last_nights_picture_does_not_open_tonight(phone, evening):
    fern = phone("Fern")
    open_up(fern, evening)
    idris = phone("Idris")

    idris.goto(f"{evening}#{'12345678901234567' * 12}")
    idris.wait_for_selector("#notices >> text=does not open")

    assert idris.url.endswith(evening)
    assert idris.is_visible("#phase-held")


def test_leave_now_takes_the_evening_along(phone, evening, house):
    page = phone("Fern")
    open_up(page, evening)
    seat(page, CANARIES)
    page.click("text=Leave now")
    page.wait_for_url(house.elsewhere)

    page.goto(house.address + "/health/")

    assert_forgotten(page)


def test_somebody_else_on_the_same_phone_finds_nothing(phone, evening):
    page = phone("Fern")
    open_up(page, evening)
    seat(page, CANARIES)
    page.context.clear_cookies()

    page.goto(evening)

    assert "/account/login/" in page.url
    assert not any(name in page.content() for name in CANARIES)


def test_without_a_secure_address_there_is_a_sentence_and_the_paper(walk, evening):
    page = walk("Fern")
    page.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { value: false })"
    )
    page.goto(evening)

    assert page.is_visible("#phase-cannot")
    assert page.locator("#phase-cannot a[href$='paper.pdf']").is_visible()


def test_a_full_phone_says_so_and_goes_on(walk, evening):
    page = walk("Fern")
    page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('full', 'QuotaExceededError') };"
        "CacheStorage.prototype.open = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"
    )
    page.goto(evening)
    page.check("#both-here")
    page.click("#open")
    seat(page, CANARIES)

    assert "cannot keep the evening" in page.inner_text("#notices")
    assert people(page) == list(CANARIES)


def test_days_before_it_can_be_made_ready_but_not_opened(phone, house):
    evening = lay(house, 3 * 24 * 60)
    page = phone("Fern")
    page.clock.install()
    page.goto(evening)
    page.click("#make-ready")
    page.wait_for_selector("#make-ready", state="hidden")

    assert "two hours before it starts" in page.inner_text("#open-later")
    assert not page.is_visible("#open")
    # Two hours before, without signal, the same page lets them in.
    page.context.set_offline(True)
    page.clock.fast_forward(3 * 24 * 60 * 60 * 1000 - 119 * 60 * 1000)
    page.wait_for_selector("#open", state="visible")
    assert not page.is_visible("#open-later")


def test_without_scripts_there_is_the_paper(walk, evening):
    page = walk("Fern", java_script_enabled=False)
    page.goto(evening)

    assert page.get_by_role("link", name="The paper for tonight").is_visible()
    assert not page.is_visible("#phase-waiting")


def test_a_locked_screen_hears_no_pocket_and_opens_to_a_slow_press(phone, evening):
    page = phone("Fern", has_touch=True)
    open_up(page, evening)
    seat(page, CANARIES)
    page.click("#next")
    page.click("#lock")
    box = page.locator("#unlock").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    page.touchscreen.tap(*middle)
    page.touchscreen.tap(PHONE["width"] / 2, PHONE["height"] / 2)
    assert page.is_visible("#locked")
    page.mouse.move(*middle)
    page.mouse.down()
    page.wait_for_timeout(1100)
    page.mouse.up()

    assert not page.is_visible("#locked")
    assert page.inner_text("#holder") == CANARIES[0]


def test_the_evening_is_run_by_keyboard_alone(phone, evening):
    page = phone("Fern")
    open_up(page, evening)
    seat(page, CANARIES)
    page.focus("#next")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.inner_text("#said-aloud") == f"{CANARIES[1]} has the piece"

    page.focus("#people-list li:nth-child(3) button")
    page.keyboard.press("Enter")
    page.focus("#seat-listens")
    page.keyboard.press("Enter")
    page.focus("#seat-done")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.dataset.key") == "seat-3"
    assert "just listening" in page.inner_text("#people-list li:nth-child(3)")
    page.focus("#lock")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert not page.is_visible("#locked")


def walk_through(page, evening):
    """Go through every state of the screen, stopping in each."""
    page.goto(evening)
    page.wait_for_selector("#phase-ready", state="visible")
    yield "ready"
    page.check("#both-here")
    page.click("#open")
    page.wait_for_selector("#notices", state="hidden")
    yield "words"
    seat(page, (*NAMES, "سلمى", "Bartholomew-Alexander"))
    page.click("#next")
    page.click("#next")
    page.click("#pass")
    page.click("#people-list [data-key=seat-5]")
    page.click("#seat-listens")
    page.get_by_text("Circles", exact=True).click()
    page.get_by_text("Question bag").click()
    page.fill("#new-question", QUESTION)
    page.get_by_role("button", name="Put it in the bag").click()
    page.click("#draw")
    page.click("#step-out")
    yield "round"
    page.click("#split-3")
    page.click("#next")
    yield "circles"
    page.click("#hand-over")
    page.wait_for_selector("#picture path", state="attached")
    yield "hand"
    page.click("#keep-here")
    page.click("#to-close")
    page.click("#close")
    yield "close"
    page.click("#lock")
    yield "locked"
    page.focus("#unlock")
    page.keyboard.press("Enter")
    page.click("#close-now")
    page.wait_for_selector("#forgotten >> text=for the hall: gone")
    yield "closed"


@pytest.mark.parametrize(
    "wish", [{}, {"contrast": "more"}, {"forced_colors": "active"}]
)
def test_axe_finds_nothing_in_any_state(walk, evening, wish):
    page = walk("Fern", bypass_csp=True, **wish)
    # In forced colours the system paints, and axe still reads the colours we asked for.
    painted = {"color-contrast"} if "forced_colors" in wish else set()
    found = {
        state: wrong
        for state in walk_through(page, evening)
        if (wrong := [one for one in read_by_axe(page) if one[0] not in painted])
    }

    assert found == {}


@pytest.mark.parametrize(
    "size", [{"width": 320, "height": 568}, {"width": 640, "height": 360}]
)
def test_nothing_scrolls_sideways_and_every_finger_finds_its_button(
    walk, evening, size
):
    page = walk("Fern", size=size)
    wrong = {}
    for state in walk_through(page, evening):
        wide = page.evaluate("document.documentElement.scrollWidth")
        small = page.evaluate(
            """[...document.querySelectorAll('button, summary, input:not([type=checkbox])')]
               .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().height < 43.9)
               .map(one => one.outerHTML.slice(0, 60))"""
        )
        if wide > size["width"] or small:
            wrong[state] = (wide, small)

    assert wrong == {}


def test_text_four_times_as_large_still_fits(walk, evening):
    # 1280 pixels at 400 %: the page is given 320 of them.
    page = walk("Fern", size={"width": 320, "height": 256})
    for state in walk_through(page, evening):
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, state


def test_nothing_moves_and_nothing_sounds_when_that_is_unwelcome(walk, evening):
    page = walk("Fern", reduced_motion="reduce")
    page.add_init_script(
        "navigator.vibrate = () => { throw new Error('it shook') };"
        "HTMLMediaElement.prototype.play = () => { throw new Error('it rang') }"
    )
    for _ in walk_through(page, evening):
        moving = page.evaluate(
            "document.getAnimations().filter(one => one.playState === 'running').length"
        )
        assert moving == 0
