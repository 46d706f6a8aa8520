from __future__ import annotations

import json
import urllib.request
from datetime import timedelta

import pytest

from hearthside.engines.publishing import bmlt
from hearthside.engines.recurrence.spoken import WEEKDAYS
from tests.engines.publishing.our_groups import HOUSE
from tests.engines.publishing.our_groups import LEEDS as LONDON
from tests.interop.directory import CROUTON, awkward, clock, must_be_there

pytestmark = [pytest.mark.interop, pytest.mark.slow]

ROWS = ".bmlt-data-row"
SUNDAY_FIRST = (WEEKDAYS[6], *WEEKDAYS[:6])


@pytest.fixture
def widget(site):
    """Return the address of a page with crouton over a BMLT server, without its map."""
    must_be_there(CROUTON / "crouton.min.js", "croutonjs")
    site.folders["/crouton/"] = CROUTON

    def over(server: str) -> str:
        config = {
            "root_server": server, "service_body": [1], "recurse_service_bodies": True,
            "template_path": "/crouton/templates", "noMap": True, "show_map": "0",
            "time_format": "HH:mm",
        }  # fmt: skip
        return site.page(
            "/meetings/",
            '<link rel="stylesheet" href="/crouton/crouton.min.css">'
            '<script src="/crouton/crouton.min.js"></script><div id="bmlt-tabs"></div>'
            f"<script>var crouton = new Crouton({json.dumps(config)});"
            "crouton.render();</script>",
        )

    return over


def shown(page) -> set[tuple[str, str, str]]:
    """Return the name, the day and the hours of every row."""
    cells = page.eval_on_selector_all(
        ROWS,
        "rows => rows.map(row => ['.meeting-name', '.bmlt-day', '.bmlt-time-2'].map("
        "one => row.querySelector(one).textContent.replace(/\\s+/g, ' ').trim()))",
    )
    return {tuple(row) for row in cells}


def hours(row: dict) -> str:
    starts = _minutes(row["start_time"])
    ends = (starts + _minutes(row["duration_time"])) % (24 * 60)
    return f"{_clock(starts)} - {_clock(ends)}"


def _minutes(said: str) -> int:
    return int(said[:2]) * 60 + int(said[3:5])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def test_every_group_of_a_house_is_shown_on_its_day_at_its_time(house, widget, visit):
    server = f"{house.address}/feeds/bmlt"
    page, heard = visit(widget(server), wait_for=ROWS)
    asked = f"{server}/client_interface/json/?switcher=GetSearchResults"
    with urllib.request.urlopen(asked, timeout=20) as answer:
        told = json.load(answer)

    assert len(told) > 10
    assert shown(page) == {
        (
            row["meeting_name"],
            SUNDAY_FIRST[int(row["weekday_tinyint"]) - 1],
            hours(row),
        )
        for row in told
    }
    assert heard.said == []
    assert heard.strangers == []


def test_an_evening_that_is_not_on_is_flagged(site, widget, visit):
    now = clock()
    server = bmlt.Server(HOUSE, tuple(awkward(now)), site.address + "/bmlt", now)

    def answer(query: dict[str, list[str]]) -> bytes:
        said = json.dumps(bmlt.answer(server, query))
        return f"{query['callback'][0]}({said});".encode()

    site.put("/bmlt/client_interface/jsonp/", answer, "text/javascript")
    page, heard = visit(widget(server.address), wait_for=ROWS)
    on = now.astimezone(LONDON) + timedelta(days=3)
    day, next_day = (WEEKDAYS[(on.weekday() + more) % 7] for more in (0, 1))

    rows = {name.partition(" (")[0]: (day_, at) for name, day_, at in shown(page)}
    assert rows["As usual"] == (day, "19:30 - 21:00")
    assert rows["Moved"] == (next_day, "17:30 - 18:30")
    assert len(rows) == len(awkward(now))
    flagged = page.eval_on_selector_all(
        f"{ROWS}:has(.temporarilyClosed) .meeting-name",
        "names => names.map(one => one.textContent.trim())",
    )
    assert set(flagged) == {"Called off", "On a break", "Paused"}
    far = page.text_content(f"{ROWS}:has-text('Far off') .location-information")
    assert far.strip().startswith("It meets ")
    assert heard.said == []
