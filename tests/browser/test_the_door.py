"""A coordinator puts up a photo of the door; somebody who has never been there sees it."""

from __future__ import annotations

import io

from pypdf import PdfReader

from tests import photos
from tests.browser.conftest import DESK, follow

GROUP = "Otley Carers' Morning"
WORDS = "A blue door in a stone wall, a lamp over it."


def page_of_the_group(page):
    page.goto("/groups/?place=Leeds")
    follow(page.get_by_role("link", name=GROUP))


def test_a_photo_put_up_is_seen_and_gone_when_taken_away(walk):
    desk, visitor = walk("Olu", size=DESK), walk()
    desk.goto("/desk/")
    follow(desk.get_by_role("link", name=f"Dates {GROUP}"))
    follow(desk.get_by_role("link", name="The photo of the door"))

    file = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": photos.drawn_door()}
    desk.locator("input[type=file]").set_input_files(file)
    desk.get_by_label("What somebody sees who stands there").fill(WORDS)
    desk.get_by_role("button", name="Put it up").click()
    desk.get_by_text("The photo is kept, with its words.").wait_for()

    page_of_the_group(visitor)
    photo = visitor.get_by_role("img", name=WORDS)
    photo.scroll_into_view_if_needed()
    photo.evaluate("(one) => one.decode()")
    assert photo.evaluate("(one) => one.naturalWidth") >= 300

    desk.get_by_role("button", name="Take the photo away").click()
    desk.get_by_text("The photo is gone.").wait_for()
    page_of_the_group(visitor)
    assert visitor.locator(".door-photo").count() == 0


def test_what_is_no_photo_is_said_and_the_words_stay(walk):
    desk = walk("Olu")
    desk.goto("/desk/")
    follow(desk.get_by_role("link", name=f"Dates {GROUP}"))
    follow(desk.get_by_role("link", name="The photo of the door"))

    file = {"name": "door.jpg", "mimeType": "image/jpeg", "buffer": b"<svg></svg>"}
    desk.locator("input[type=file]").set_input_files(file)
    words = desk.get_by_label("What somebody sees who stands there")
    words.fill(WORDS)
    desk.get_by_role("button", name="Put it up").click()

    desk.get_by_text("We cannot read that file as a photo.").wait_for()
    assert words.input_value() == WORDS


def test_a_group_prints_on_one_side(walk):
    page = walk(size=DESK)
    page_of_the_group(page)
    printed = page.pdf(format="A4")

    assert len(PdfReader(io.BytesIO(printed)).pages) == 1
