"""A coordinator moves one date, calls one off, and brings a feed in after a look."""

import json
import re

import pytest

from tests.browser.conftest import DESK, PHONE, follow

FEED = [
    {"name": f"Harbour wall walk {number}", "slug": f"walk-{number}", "day": number % 7,
     "time": "10:00", "end_time": "11:00", "formatted_address": "Ilkley Road, Otley LS21, UK",
     "latitude": 53.905 + number / 1000, "longitude": -1.69, "types": ["O", "X"],
     "notes": "2nd Saturday only" if number == 6 else "Call Jo on 01943 555 0199"}
    for number in range(9)
] + [{"name": "By appointment", "slug": "later"}]  # fmt: skip


def open_first_date(page, group):
    page.goto("/desk/")
    follow(page.locator("a", has_text=group).first)


def dates_of(page, group):
    page.goto("/groups/?place=Leeds")
    follow(page.get_by_role("link", name=group))
    return page.locator(".dates .date").all_inner_texts()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_coordinator_calls_one_date_off_and_puts_it_back(walk, size):
    page = walk("Olu", size=size)
    before = dates_of(page, "Otley Carers' Morning")
    page.goto("/desk/")
    follow(page.get_by_role("link", name="Dates Otley Carers' Morning"))
    follow(page.locator("main a[href*='/desk/dates/']").first)

    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("[Cc]all .* off")).click()
    off = dates_of(page, "Otley Carers' Morning")

    assert "Called off" in off[0]
    assert off[1:] == before[1:]

    page.go_back()
    page.goto("/desk/")
    follow(page.get_by_role("link", name="Dates Otley Carers' Morning"))
    follow(page.locator("main a[href*='/desk/dates/']").first)
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("[Pp]ut .*back")).click()
    assert dates_of(page, "Otley Carers' Morning") == before


def test_a_facilitator_moves_one_date_and_only_that_one(walk):
    page = walk("Fern")
    before = dates_of(page, "Tuesday Evening, Headingley")
    page.goto("/desk/")
    follow(page.get_by_role("link", name="Dates Tuesday Evening, Headingley"))
    # The last of the four: other evenings of this house may be tonight.
    follow(page.get_by_role("link", name=before[-1].partition("\n")[0], exact=True))

    page.locator("input[type=time]").first.fill("19:00")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Move")).first.click()
    answer = page.inner_text("main")
    after = dates_of(page, "Tuesday Evening, Headingley")

    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1, answer
    assert "Moved" in after[-1]
    assert "7pm" in after[-1]


def test_a_feed_is_looked_into_and_then_brought_in(walk, tmp_path):
    file = tmp_path / "walks.json"
    file.write_text(json.dumps(FEED))
    page = walk("Olu", size=DESK)
    page.goto("/desk/listings/")
    page.set_input_files("input[type=file]", file)
    page.get_by_label("Whose list it is").fill("Wharfedale walks")
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/desk/listings/*/")
    preview = page.inner_text("main")

    assert "By appointment" in preview
    assert "phone numbers" in preview.lower()
    assert "0199" not in preview

    page.get_by_role("button", name=re.compile("Bring")).click()
    page.get_by_text(
        re.compile("are in|is in|brought in", re.IGNORECASE)
    ).first.wait_for(timeout=30000)
    page.goto("/groups/?place=Otley&reach=5")
    assert "Harbour wall walk 1" in page.inner_text("#found")
    page.goto("/desk/proposals/")
    assert "2nd Saturday only" in page.inner_text("main")


def test_a_file_that_is_no_feed_says_where_and_keeps_what_was_typed(walk, tmp_path):
    file = tmp_path / "broken.json"
    file.write_text('[\n {"name": "A", "day": 1},\n]\n')
    page = walk("Olu", size=DESK)
    page.goto("/desk/listings/")
    page.set_input_files("input[type=file]", file)
    page.get_by_label("Whose list it is").fill("A broken list")
    with page.expect_navigation():
        page.locator("main form button.button").first.click()

    assert re.search(r"[Ll]ine \d", page.inner_text("main"))
    assert page.get_by_label("Whose list it is").input_value() == "A broken list"


def test_a_desk_that_is_not_yours_is_not_there(walk):
    page = walk("Amira")
    answer = page.goto("/desk/")

    assert answer.status == 404
