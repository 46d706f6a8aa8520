"""A frightened newcomer finds a group, says "I might come", and leaves quickly."""

import json
import re

import pytest

from tests.browser.conftest import DESK, PHONE, follow
from tests.conftest import real_data


@pytest.fixture(scope="session")
def real_listings(house):
    """Real imported listings, and the real postcodes, in the house of the demo."""
    feed = real_data() / "meeting-guide" / "eda-2023-07-10.json"
    read = house.command(
        "import", "listings", str(feed), "--format", "meeting-guide",
        "--feed", "Eating difficulties, the world's list", "--zone", "America/New_York",
        "--locality", "leeds", "--json",
    )  # fmt: skip
    assert read.returncode == 0, read.stderr
    places = house.command(
        "import", "places", str(real_data() / "geo" / "uk-outcodes-gibbs.csv"), "--country", "GB",
    )  # fmt: skip
    assert places.returncode == 0, places.stderr
    return json.loads(read.stdout.strip().splitlines()[-1])


def look_for(page, place, **chosen):
    page.goto("/groups/")
    page.fill("input[name=place]", place)
    for name, value in chosen.items():
        page.select_option(f"select[name={name}]", value)
    page.get_by_role("button", name="Find groups").click()
    page.wait_for_selector("#found h2, #found .empty")


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("place", ["Leeds", "LS6", "ls6 1aa"])
def test_a_newcomer_finds_a_group_and_says_they_might_come(walk, place, javascript):
    page = walk(java_script_enabled=javascript)
    look_for(page, place)
    follow(page.get_by_role("link", name="Tuesday Evening, Headingley"))

    assert page.get_by_role("heading", name="Your first time").is_visible()
    assert page.locator(".dates .date").count() == 4

    follow(page.get_by_role("link", name=re.compile("I might come")))
    page.get_by_label("A quiet seat").check()
    page.get_by_role("button", name="Leave the note").click()

    said = page.inner_text("main")
    assert "note=" in page.url
    assert re.search("morning after", said)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_real_listing_is_found_near_a_real_postcode(walk, real_listings, javascript):
    page = walk(java_script_enabled=javascript)
    look_for(page, "WC2")

    follow(page.get_by_role("link", name=re.compile("Soho EDA")))

    said = page.inner_text("main")
    assert "Eating difficulties, the world's list" in said
    assert "125 Charing Cross Rd" in said
    assert not page.get_by_role("link", name=re.compile("I might come")).count()


def test_real_groups_from_home_are_offered_near_leeds(walk, real_listings):
    page = walk()
    look_for(page, "Leeds")
    follow(page.get_by_role("link", name=re.compile("from home")))

    assert "Eating difficulties, the world's list" in page.inner_text("#found")


def test_near_me_rounds_on_the_device(walk):
    page = walk(geolocation={"latitude": 53.819123, "longitude": -1.574987},
                permissions=["geolocation"])  # fmt: skip
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/groups/")

    page.get_by_role("button", name="Near me").click()
    page.locator("#found", has_text="of where you are").wait_for()

    assert any("lat=53.82" in url and "lon=-1.57" in url for url in asked)
    assert not any("53.819" in url for url in asked)
    # Where somebody is does not stay in the address bar.
    assert "lat" not in page.url


def test_searching_leaves_no_trail_of_searches(walk):
    page = walk()
    page.goto("/")
    page.goto("/groups/")
    before = page.evaluate("history.length")
    for place in ("Leeds", "Otley", "Bradford"):
        page.fill("input[name=place]", place)
        page.get_by_role("button", name="Find groups").click()
        page.locator("#found", has_text=f"of {place}").wait_for()

    assert page.evaluate("history.length") == before


def test_an_unknown_place_keeps_what_was_typed(walk):
    page = walk()
    page.goto("/groups/?place=Nowhereville")

    assert page.input_value("input[name=place]") == "Nowhereville"
    assert "We do not know that place" in page.inner_text("main")


@pytest.mark.parametrize("size", [PHONE, DESK, {"width": 320, "height": 640}])
@pytest.mark.parametrize("path", ["/", "/groups/?place=Leeds", "/help/", "/privacy/",
                                  "/account/signup/", "/account/login/", "/shared/"])  # fmt: skip
def test_nothing_scrolls_sideways(walk, size, path):
    page = walk(size=size)
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_every_tab_reads_the_same(walk):
    page = walk()
    titles = set()
    for path in ("/", "/groups/", "/help/", "/account/login/", "/mine/", "/privacy/"):
        page.goto(path)
        titles.add(page.title())

    assert titles == {"Notices"}
