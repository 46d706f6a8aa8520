"""A coordinator brings in a spreadsheet, and settles what stands in two lists."""

from __future__ import annotations

import re

from tests.browser.test_everybody_can import read_by_axe

TABLE = (
    "Group,When we meet,Where,Street,Town,Lat,Lon,Organiser e-mail,About us\n"
    "Harbour wall walk,Tuesdays at 7pm,The old mill,12 Bridge Street,Otley,53.9057,-1.6916,"
    'canary.bird@example.org,"Ring Ann on 07700 900123. We walk slowly."\n'
    "مجموعة المساء,Second Monday of the month at 10am,Library,Nelson Street,Otley,53.9049,-1.6930,,\n"
    f"{'A very long name of a group ' * 4},Thursdays at 8pm,,,Otley,,,,\n"
    "By chance,when we can,Hall,,Otley,,,,\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:w\n"
    "SUMMARY:Harbour Wall Walk (Otley)\nDTSTART;TZID=Europe/London:20260106T190000\n"
    "DTEND;TZID=Europe/London:20260106T203000\nRRULE:FREQ=WEEKLY\nGEO:53.9058;-1.6917\n"
    "LOCATION:The old mill\\, 12 Bridge Street\\, Otley\nEND:VEVENT\nEND:VCALENDAR\n"
)
DESK = {"width": 1280, "height": 800}


def look_into(page, file, *, whose: str) -> None:
    page.goto("/desk/listings/")
    page.set_input_files("input[type=file]", file)
    page.get_by_label("Whose list it is").fill(whose)
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/desk/listings/*/**")


def bring_in(page) -> None:
    page.get_by_role("button", name=re.compile("Bring")).click()
    page.get_by_text(re.compile("whole list is in")).first.wait_for(timeout=30000)


def test_a_table_and_a_calendar_come_in_and_what_they_share_is_settled(walk, tmp_path):
    table, calendar = tmp_path / "ours.csv", tmp_path / "theirs.ics"
    table.write_text(TABLE)
    calendar.write_text(CALENDAR)
    page = walk("Olu", size=DESK, bypass_csp=True)

    look_into(page, table, whose="Otley walks")
    asked = page.inner_text("main")
    found = read_by_axe(page)
    page.get_by_role("button", name="Read it this way").click()
    page.wait_for_url(re.compile(r"/desk/listings/\w+/$"))
    preview = page.inner_text("main")
    bring_in(page)
    look_into(page, calendar, whose="Wharfedale calendar")
    bring_in(page)
    page.goto("/desk/twins/")
    twins = page.inner_text("main")
    found += read_by_axe(page)
    page.get_by_label(re.compile("Which is right")).first.select_option(
        label="The same group: show the one of Wharfedale calendar"
    )
    page.get_by_role("button", name="Keep what I chose").click()
    page.get_by_text("One is settled.").wait_for()

    assert found == []
    assert "canary" not in asked + preview
    assert "900123" not in asked + preview
    assert "could not be read" in preview
    assert "Otley walks" in twins
    page.goto("/groups/?place=Otley&reach=5")
    near = page.inner_text("#found")
    assert "Harbour Wall Walk (Otley)" in near
    assert "Harbour wall walk\n" not in near
