from __future__ import annotations

import json
import math
import urllib.request
from dataclasses import replace
from datetime import timedelta

import pytest

from hearthside.engines.publishing import meeting_guide
from hearthside.engines.recurrence.spoken import WEEKDAYS
from tests.engines.publishing.our_groups import HOUSE
from tests.engines.publishing.our_groups import LEEDS as LONDON
from tests.interop.directory import LEEDS, TSML_UI, awkward, clock, must_be_there

pytestmark = [pytest.mark.interop, pytest.mark.slow]

GREETING = "TSML UI meeting finder: https://github.com/code4recovery/tsml-ui"
ROWS = "#tsml-ui tbody tr"
MILES = 5


@pytest.fixture
def finder(site):
    """Return the address of a page with TSML UI over a feed."""
    must_be_there(TSML_UI, "TSML UI")
    site.folders["/finder/"] = TSML_UI.parent

    def over(feed: str) -> str:
        return site.page(
            "/find/",
            f'<div id="tsml-ui" data-src="{feed}" data-timezone="Europe/London"></div>'
            '<script src="/finder/app.js"></script>',
        )

    return over


def fetched(address: str) -> list[dict]:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return json.load(answer)


def shown(page) -> dict[str, tuple[str, str]]:
    """Return the time and the address of every row, by name."""
    # What goes on this minute is folded away behind a button of its own.
    going_on = page.locator(f"{ROWS} button:has-text('in progress')")
    if going_on.count():
        going_on.click()
        going_on.wait_for(state="detached")
    cells = page.eval_on_selector_all(
        ROWS,
        "rows => rows.map(row => ['.name a', '.time', '.address'].map("
        "one => row.querySelector(one).innerText.replace(/\\s+/g, ' ').trim()))",
    )
    return {name: (time, address) for name, time, address in cells}


def kilometres(row: dict) -> float:
    lat, lon = math.radians(row["latitude"]), math.radians(row["longitude"])
    lat2, lon2 = math.radians(LEEDS["latitude"]), math.radians(LEEDS["longitude"])
    dot = math.sin(lat) * math.sin(lat2)
    dot += math.cos(lat) * math.cos(lat2) * math.cos(lon - lon2)
    return 6371.0 * math.acos(dot)


def test_every_group_of_a_house_is_found(house, finder, visit):
    feed = f"{house.address}/feeds/meetings.json"
    page, heard = visit(finder(feed), wait_for=ROWS)
    told = fetched(feed)

    assert len(told) > 10
    assert {row["name"] for row in told} == set(shown(page))
    assert heard.said == [("log", GREETING)]
    assert heard.strangers == []


def test_near_me_shows_the_groups_near_me(house, finder, visit):
    feed = f"{house.address}/feeds/meetings.json"
    page, heard = visit(
        finder(feed) + f"?mode=me&distance={MILES}", wait_for=f"{ROWS} td.distance"
    )
    near = {
        row["name"]
        for row in fetched(feed)
        if "latitude" in row and kilometres(row) <= MILES * 1.609344
    }

    assert near
    assert near == set(shown(page))
    assert heard.said == [("log", GREETING)]
    assert heard.strangers == []


def test_nobody_is_sent_to_a_dark_hall(site, finder, visit):
    now = clock()
    feed = site.put(
        "/feed.json", meeting_guide.write(HOUSE, awkward(now), now=now), "application/json"
    )  # fmt: skip
    page, heard = visit(finder(feed), wait_for=ROWS)
    on = now.astimezone(LONDON) + timedelta(days=3)
    day, next_day = (WEEKDAYS[(on.weekday() + more) % 7] for more in (0, 1))

    rows = {name.partition(" (")[0]: row for name, row in shown(page).items()}
    usual = f"7:30 pm {day}"
    assert rows == {
        "As usual": (usual, "Cardigan Road"),
        "Called off": (usual, "Inactive"),
        "Moved": (f"5:30 pm {next_day}", "Cardigan Road"),
        "On a break": (usual, "Inactive"),
        "Paused": (usual, "Inactive"),
        "Far off": ("Appointment", "Cardigan Road"),
        "This week": (usual, "Cardigan Road"),
        "On a call": (usual, "Inactive"),
        "Quiet": (usual, "Inactive"),
    }
    assert heard.said == [("log", GREETING)]


def test_markup_in_a_group_is_inert_in_somebody_elses_finder(site, finder, visit):
    now = clock()
    name = '<img src=x onerror="document.title=9"><script>document.title=9</script>'
    group = replace(awkward(now)[0], name=name, one_line=name, place_name=name)
    feed = site.put(
        "/feed.json", meeting_guide.write(HOUSE, [group], now=now), "application/json"
    )
    page, heard = visit(finder(feed), wait_for=ROWS)
    in_the_list = set(shown(page))
    page.click(f"{ROWS} a")
    page.wait_for_selector("#tsml-ui h1")

    assert in_the_list == {name}
    assert (
        page.eval_on_selector_all("#tsml-ui img, #tsml-ui script", "all => all.length")
        == 0
    )
    assert heard.said == [("log", GREETING)]


def test_a_group_says_on_its_own_page_what_the_list_cannot(site, finder, visit):
    now = clock()
    groups = [one for one in awkward(now) if one.name == "Called off"]
    feed = site.put(
        "/feed.json", meeting_guide.write(HOUSE, groups, now=now), "application/json"
    )
    page, _heard = visit(finder(feed), wait_for=ROWS)
    page.click(f"{ROWS} a")
    page.wait_for_selector("#tsml-ui h1")

    words = page.inner_text("#tsml-ui")
    assert "Called off on " in words
    assert "Next on " in words
