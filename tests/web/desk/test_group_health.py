"""The page that says how a group is doing, and its one line at the desk."""

from __future__ import annotations

import re

import pytest

from hearthside.groups.models import Feed, Group
from hearthside.meetings import rota
from tests.cast import make_group, make_person, signed_in
from tests.web.desk.desk_scene import at_noon, missing, past_date


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def season(scene):
    """Thirteen dates of the Tuesday group: four off, nine led by Maud and Nils."""
    two = [make_person("Maud"), make_person("Nils")]
    for weeks in range(1, 14):
        off = weeks in {2, 5, 9, 11}
        row = past_date(
            scene.tuesday,
            weeks=weeks,
            here=None if off else 9,
            state="called_off" if off else "on",
        )
        for who in two:
            rota.put_down(meeting_id=row.pk, person_id=who.pk)


@pytest.mark.usefixtures("season")
def test_words_come_first_then_what_to_do_then_how_and_when(olu, scene):
    page = _page(olu, scene.tuesday)

    said = page.index("Four of thirteen evenings were called off.")
    to_do = page.index("Ask those who lead what would make it easier")
    how = page.index("Of the last 13 dates, 4 were called off.")
    assert said < to_do < how
    assert "From Tuesday 2 December 2025 to Tuesday 24 February." in page
    assert "The same one or two people held nine of nine evenings." in page
    assert "One or two people held 9 of 9 evenings with nobody else." in page
    assert page.count("Worth a look") == 2


@pytest.mark.usefixtures("season")
def test_nobody_is_named_and_no_group_is_set_beside_another(olu, scene):
    second = make_group(scene.leeds, "Second")

    page = _page(olu, scene.tuesday)

    assert "Maud" not in page
    assert "Nils" not in page
    assert second.name not in page


@pytest.mark.usefixtures("season")
def test_a_light_is_words_and_never_a_colour_alone(olu, scene):
    page = _page(olu, scene.tuesday)

    states = re.findall(r'doing-one--(\w+)">(.*?)</li>', page, re.DOTALL)
    assert len(states) == 5
    words = {"look": "Worth a look", "steady": "Steady", "unsaid": "Not said"}
    for state, inside in states:
        assert words[state] in inside


def test_few_who_come_are_in_no_number_of_the_page(olu, scene):
    _a_quarter(scene.tuesday, here=7, first=0)

    page = _page(olu, scene.tuesday)

    assert "These sums do not tell." in page
    main = page[page.index("<main") : page.index("</main>")]
    assert not re.search(r"\b(84|85)\b", main)


def test_new_faces_and_coming_back_are_said_from_sums_that_are_shown(olu, scene):
    _a_quarter(scene.tuesday, here=20, first=4)

    page = _page(olu, scene.tuesday)

    assert "New faces are here often." in page
    assert "Most who come have been before." in page
    assert "From Tuesday 1 July 2025 to Wednesday 31 December 2025." in page


def test_a_new_group_has_too_few_evenings_to_say(olu, scene):
    page = _page(olu, scene.tuesday)

    assert page.count("Too few evenings to say.") == 6
    assert "Worth a look" not in page


@pytest.mark.usefixtures("season")
def test_the_desk_says_it_in_one_line_that_leads_there(olu, scene):
    quiet = make_group(scene.leeds, "Quiet")

    page = signed_in(olu).get("/desk/").content.decode()

    line = page[page.index(f'href="{_address(scene.tuesday)}"') :]
    assert line[: line.index("<span")].endswith(
        "Four of thirteen evenings were called off. "
        "The same one or two people held nine of nine evenings."
    )
    line = page[page.index(f'href="{_address(quiet)}"') :]
    assert "Too few evenings to say" in line[: line.index("</a>")]


@pytest.mark.parametrize("who", ["fern", "sol", "hal"])
@pytest.mark.usefixtures("season")
def test_others_of_the_desk_have_no_such_line_and_no_such_page(who, request, scene):
    browser = signed_in(request.getfixturevalue(who))

    page = browser.get("/desk/").content.decode()
    answer = browser.get(_address(scene.tuesday))

    assert scene.tuesday.name in page
    assert "/doing/" not in page
    assert "evenings were called off" not in page
    assert (
        "/doing/"
        not in browser.get(
            f"/desk/groups/{scene.tuesday.public_id}/numbers/"
        ).content.decode()
    )
    assert answer.status_code == 404
    assert answer.content == missing()


@pytest.mark.parametrize("who", ["amira", "otto", "una", "eve", "newcomer"])
def test_outsiders_find_nothing(who, request, scene):
    answer = signed_in(request.getfixturevalue(who)).get(_address(scene.tuesday))

    assert answer.status_code == 404
    assert answer.content == missing()


def test_somebody_elses_listing_is_not_looked_at(olu, scene):
    feed = Feed.objects.create(
        name="A list", locality=scene.leeds, zone="Europe/London"
    )
    listed = make_group(scene.leeds, "Listed", feed=feed, feed_key="1")

    assert signed_in(olu).get(_address(listed)).status_code == 404


def test_looking_needs_get_and_nothing_can_be_sent(olu, scene):
    assert signed_in(olu).post(_address(scene.tuesday)).status_code == 405


def test_what_a_group_is_called_is_only_words(olu, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(name="<script>{{ 7|add:7 }}")

    assert "<bdi>&lt;script&gt;{{ 7|add:7 }}</bdi>" in _page(olu, scene.tuesday)


def test_the_numbers_of_a_group_lead_there(olu, scene):
    page = signed_in(olu).get(f"/desk/groups/{scene.tuesday.public_id}/numbers/")

    assert f'href="{_address(scene.tuesday)}"' in page.content.decode()


@pytest.mark.usefixtures("season")
def test_a_year_and_neighbours_ask_no_more_of_the_database(
    olu, scene, django_assert_max_num_queries
):
    for number in range(20):
        make_group(scene.leeds, f"Group {number}")
    for weeks in range(14, 53):
        past_date(scene.tuesday, weeks=weeks, here=9)
    browser = signed_in(olu)

    with django_assert_max_num_queries(11):
        browser.get(_address(scene.tuesday))


def _address(group: Group) -> str:
    return f"/desk/groups/{group.public_id}/doing/"


def _page(actor, group: Group) -> str:
    return signed_in(actor).get(_address(group)).content.decode()


def _a_quarter(group: Group, *, here: int, first: int) -> None:
    """Twelve evenings, October to December."""
    for weeks in range(9, 21):
        past_date(
            group, weeks=weeks, here=here, first_time=first, been_before=here - first
        )
