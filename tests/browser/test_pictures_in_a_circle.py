"""Pictures in a circle, in real browsers: drawn anew, sealed, shown when asked for, gone with their words."""

from __future__ import annotations

import io
import sqlite3

import pytest
from PIL import Image

from tests.browser.circles import (
    add_picture,
    ask,
    come_in,
    drawn_bytes,
    forget_circles,
    heard,
    in_the_database,
    more,
    open_one,
    say,
    where,
)
from tests.browser.test_everybody_can import THEMES, read_by_axe
from tests.photos import CANARY, lying_on_its_side, photo, with_everything_a_phone_adds


@pytest.fixture
def two(walk, house):
    """Fern looks after the circle of the Tuesday group, and Amira is in it."""
    forget_circles(house)
    fern, amira = walk("Fern", bypass_csp=True), walk("Amira", bypass_csp=True)
    at = where(house)
    open_one(fern, at)
    come_in(amira, fern, at)
    return fern, amira


def send(page) -> None:
    page.click("#circle-send")


def shown(page, words):
    """Press what shows the picture beside these words; return the picture."""
    one = heard(page, words)
    one.get_by_role("button", name="Show the picture").click()
    one.locator("img").wait_for()
    return one.locator("img")


def test_a_photo_arrives_without_where_it_was_taken_and_nobody_between_sees_it_f6(
    house, two
):
    fern, amira = two
    bodies: list[bytes] = []
    fern.context.on(
        "request", lambda asked: bodies.append(asked.post_data_buffer or b"")
    )
    taken = with_everything_a_phone_adds()
    assert CANARY in taken
    add_picture(fern, taken, "Our kettle, brambleworth")
    fern.fill("#circle-words", "Look what came")
    send(fern)

    one = heard(amira, "Look what came")
    one.get_by_text("A picture: Our kettle, brambleworth").wait_for()
    # Nothing is drawn before somebody asks for it.
    assert one.locator("img").get_attribute("src") is None
    file = drawn_bytes(shown(amira, "Look what came"))
    assert one.locator("img").evaluate("(one) => one.naturalWidth") == 800

    sent = b"".join(bodies)
    assert len(sent) > 64 * 1024
    for what in (CANARY, b"Exif", b"brambleworth", b"\xff\xd8\xff"):
        assert what not in sent
    for what in (CANARY, b"brambleworth", b"JFIF"):
        assert what not in in_the_database(house)
        assert what.decode() not in house.log.read_text()
    opened = Image.open(io.BytesIO(file))
    assert (opened.size, dict(opened.getexif())) == ((800, 600), {})
    assert CANARY not in file
    ((size,),) = ask(house, "SELECT size FROM circles_picture")
    assert size == 64 * 1024 + 29


def test_taken_back_it_is_gone_from_the_house_and_from_the_other(house, two):
    fern, amira = two
    add_picture(fern, photo())
    send(fern)
    one = heard(amira, "A picture, without words")
    shown(amira, "A picture, without words")
    assert ask(house, "SELECT count(*) FROM circles_picture") == [(1,)]

    more(fern, "A picture, without words", "Take it back")

    amira.get_by_text("Fern took this back.").wait_for()
    assert one.count() == 0
    fern.wait_for_timeout(1_000)
    assert ask(house, "SELECT count(*) FROM circles_picture") == [(0,)]


def test_a_large_photo_is_made_smaller_and_one_that_was_altered_is_not_shown(
    house, two
):
    fern, amira = two
    add_picture(fern, photo(size=(4000, 1000)), "A long wall")
    fern.fill("#circle-words", "The wall")
    send(fern)
    size = "(one) => [one.naturalWidth, one.naturalHeight]"
    assert shown(amira, "The wall").evaluate(size) == [1600, 400]
    # A camera that was turned says so beside the picture: it is drawn upright.
    add_picture(fern, lying_on_its_side(), "The tower")
    fern.fill("#circle-words", "Upright")
    send(fern)
    assert shown(amira, "Upright").evaluate(size) == [600, 800]
    one = heard(amira, "The wall")
    one.get_by_role("button", name="Put the picture away").click()

    base = sqlite3.connect(house.folder / "hearthside.sqlite3", timeout=20)
    with base:
        (first, body), *_more = base.execute("SELECT id, body FROM circles_picture")
        bent = (body[:-1] + bytes([body[-1] ^ 1]), first)
        base.execute("UPDATE circles_picture SET body = ? WHERE id = ?", bent)
    base.close()

    one.get_by_role("button", name="Show the picture").click()
    one.get_by_text("What came is not the picture that was sent").wait_for()
    assert not one.locator("img").is_visible()


@pytest.mark.parametrize(
    "file",
    [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"x" * 900, b"", photo()[:300], b"<svg/>"],
    ids=["heic", "empty", "cut", "svg"],
)
def test_a_file_that_is_no_picture_here_is_said_and_words_stay_f7(two, file):
    fern, _amira = two
    fern.fill("#circle-words", "Written before")

    fern.set_input_files(
        "#circle-picture",
        {"name": "a.heic", "mimeType": "image/heic", "buffer": file},
    )

    fern.get_by_text("This device cannot open that file as a picture").wait_for()
    assert fern.input_value("#circle-words") == "Written before"
    assert not fern.locator("#circle-picture-part").is_visible()
    say(fern, "Written before")


def test_without_signal_words_and_picture_stay(two):
    fern, amira = two
    add_picture(fern, photo(), "The view")
    fern.fill("#circle-words", "From the hill")
    fern.context.set_offline(True)
    send(fern)
    fern.get_by_text("No signal, and a picture needs it").wait_for()
    assert fern.input_value("#circle-words") == "From the hill"
    assert fern.input_value("#circle-picture-alt") == "The view"

    fern.context.set_offline(False)
    send(fern)

    heard(amira, "From the hill").get_by_text("A picture: The view").wait_for()


def test_only_who_sits_there_fetches_it_and_not_after_they_left_b19(walk, house, two):
    fern, amira = two
    outsider = walk("Idris")
    add_picture(fern, photo())
    fern.fill("#circle-words", "For us")
    asked: list[str] = []
    amira.on("request", lambda one: asked.append(one.url))
    send(fern)
    shown(amira, "For us")
    (address,) = [one for one in asked if "/pictures/" in one]

    assert amira.request.get(address).status == 200
    # Bytes, for nobody to open in a window of its own.
    assert amira.request.get(address).headers["content-disposition"] == "attachment"
    assert outsider.request.get(address, max_redirects=0).status == 404
    person = fern.locator(".circle-person", has_text="Amira")
    person.locator("summary").click()
    person.get_by_role("button", name="Take them out of the circle").click()
    amira.get_by_role("heading", name="You are no longer in this circle").wait_for()
    assert amira.request.get(address).status == 404


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_where_pictures_are(walk, house, theme):
    forget_circles(house)
    fern = walk("Fern", bypass_csp=True, **THEMES[theme])
    open_one(fern, where(house))
    add_picture(fern, photo(), "Blue and yellow")
    chosen = read_by_axe(fern)
    send(fern)
    shown(fern, "Blue and yellow")
    fern.set_viewport_size({"width": 320, "height": 640})

    assert (chosen, read_by_axe(fern)) == ([], [])
    assert fern.evaluate("document.documentElement.scrollWidth") <= 320
