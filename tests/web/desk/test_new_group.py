"""Beginning a group: who may, what is asked again, what stands there afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from hearthside.core import trail
from hearthside.groups.models import Agreement, Group
from hearthside.meetings.models import Meeting
from hearthside.organisation.models import Locality
from tests.cast import NOON, make_group, signed_in
from tests.web.desk.desk_scene import at_noon, missing

ADDRESS = "/desk/groups/new/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def typed(scene) -> dict[str, object]:
    return {
        "name": "Thursday circle",
        "one_line": "Tea, and nobody hurries.",
        "locality": scene.leeds.pk,
        "attendance": "in_person",
        "place_name": "Friends' Meeting House",
        "area": "LS6 3AA",
        "sentence": "Every second Thursday at 7.30pm",
        "minutes": "90",
        "first_on": "2026-03-12",
        "promises": "What is said here stays here.\r\n\r\n Nobody has to speak. \n",
    }


def test_a_group_begins_listed_with_its_dates_and_its_agreement(desk, typed, scene):
    answer = desk.post(ADDRESS, typed)

    group = Group.objects.get(name="Thursday circle")
    dates = Meeting.objects.filter(group=group).order_by("on")
    assert answer.url == f"/desk/groups/{group.public_id}/details/"
    assert (group.state, group.locality_id) == ("listed", scene.leeds.pk)
    assert (group.latitude, group.longitude, group.is_approximate) == (
        53.82,
        -1.57,
        True,
    )
    assert [row.on for row in dates[:2]] == [date(2026, 3, 12), date(2026, 3, 26)]
    assert group.next_at == dates[0].starts_at
    assert group.confirmed_at == NOON
    assert Agreement.objects.get(group=group).promises == [
        "What is said here stays here.",
        "Nobody has to speak.",
    ]
    assert trail.latest()[0].what == f"group:{group.pk}"


def test_it_is_found_at_once_and_no_date_is_said_to_be_certain(desk, typed, visitor):
    said = desk.post(ADDRESS, typed, follow=True).content.decode()

    group = Group.objects.get(name="Thursday circle")
    page = visitor.get(f"/groups/{group.public_id}/").content.decode()
    assert "The group is listed. Each date says “Not yet confirmed”" in said
    assert "Thursday circle" in visitor.get("/groups/").content.decode()
    assert page.count("Not yet confirmed") == 4
    assert "Nobody has to speak." in page


def test_somebody_can_join_it(desk, typed, newcomer):
    desk.post(ADDRESS, typed)

    group = Group.objects.get(name="Thursday circle")
    page = signed_in(newcomer).get(f"/groups/{group.public_id}/join/")
    assert "What is said here stays here." in page.content.decode()


def test_an_online_group_needs_no_place(desk, typed):
    desk.post(ADDRESS, typed | {"attendance": "online", "place_name": "", "area": ""})

    group = Group.objects.get(name="Thursday circle")
    assert (group.latitude, group.is_approximate) == (None, False)


def test_the_form_begins_with_three_plain_promises_and_says_what_follows(desk):
    page = desk.get(ADDRESS)

    assert len(str(page.context["page"].form["promises"].value()).splitlines()) == 3
    assert "Nobody is on its rota yet" in page.content.decode()


def test_only_own_localities_can_be_chosen(desk, scene):
    form = desk.get(ADDRESS).context["page"].form

    assert form.fields["locality"].choices == [(str(scene.leeds.pk), "Leeds")]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Give the group a name."),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
        ({"one_line": "x" * 141}, "at most 140 characters"),
        ({"locality": ""}, "This field is required."),
        ({"locality": "999999"}, "Choose a locality of yours."),
        ({"attendance": "by owl"}, "Select a valid choice."),
        ({"area": ""}, "Say where it meets, so that people near find it."),
        ({"area": "Nowhere-on-Sea"}, "We do not know that place."),
        ({"area": "Leedsbury"}, "Perhaps: Leeds."),
        ({"sentence": ""}, "Say when the group meets."),
        (
            {"sentence": "When the moon is kind"},
            "For example: “Every Tuesday at 7.30pm”",
        ),
        ({"minutes": "0"}, "greater than or equal to 5"),
        ({"minutes": "99999"}, "less than or equal to 1440"),
        ({"first_on": ""}, "Choose the first date."),
        ({"first_on": "2026-03-01"}, "Choose a day from today on, within a year."),
        ({"first_on": "2028-03-02"}, "Choose a day from today on, within a year."),
        ({"first_on": "2026-03-11"}, "From then on, Thursday 12 March is it."),
        ({"promises": " \n "}, "Write at least one promise."),
        ({"promises": "Be kind.\n" * 21}, "At most 20 promises"),
        ({"promises": "x" * 301}, "each at most 300 letters"),
    ],
)
def test_an_answer_we_cannot_keep_is_asked_again_with_all_that_was_typed(
    wrong, sentence, desk, typed
):
    typed = typed | {"place_name": "Typed before"} | wrong

    answer = desk.post(ADDRESS, typed)

    page = answer.content.decode()
    kept = answer.context["page"].form
    assert answer.status_code == 400
    assert sentence in page
    assert "Typed before" in page
    assert {name: kept[name].value() for name in typed} == {
        name: str(value) for name, value in typed.items()
    }
    assert Group.objects.count() == 2


def test_the_locality_of_somebody_else_cannot_be_chosen(desk, typed, scene):
    answer = desk.post(ADDRESS, typed | {"locality": scene.hull.pk})

    assert answer.status_code == 400
    assert "Choose a locality of yours." in answer.content.decode()
    assert Group.objects.count() == 2


def test_two_quick_taps_begin_it_once(desk, typed):
    desk.post(ADDRESS, typed)

    again = desk.post(ADDRESS, typed | {"name": "thursday CIRCLE"})

    page = again.content.decode()
    assert again.status_code == 409
    assert "Another group here has that name." in page
    assert "Tea, and nobody hurries." in page
    assert Group.objects.filter(name__iexact="thursday circle").count() == 1


def test_another_locality_may_use_the_name(desk, typed, scene):
    make_group(scene.hull, "Thursday circle")

    assert desk.post(ADDRESS, typed).status_code == 302


def test_an_answer_given_twice_is_refused(desk, typed):
    assert desk.post(ADDRESS, typed | {"name": ["One", "Two"]}).status_code == 400


def test_markup_is_only_words(desk, typed, visitor):
    desk.post(ADDRESS, typed | {"promises": "<script>alert(1)</script>"})

    group = Group.objects.get(name="Thursday circle")
    page = visitor.get(f"/groups/{group.public_id}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "who", ["fern", "amira", "outsider", "newcomer", "sol", "eve", "hal"]
)
def test_nobody_but_a_coordinator_begins_a_group(who, typed, request):
    browser = signed_in(request.getfixturevalue(who))

    answers = [browser.get(ADDRESS), browser.post(ADDRESS, typed)]

    assert {answer.content for answer in answers} == {missing()}
    assert "Begin a group" not in browser.get("/desk/").content.decode()
    assert Group.objects.count() == 2


def test_the_desk_leads_there(desk, scene):
    assert f'href="{ADDRESS}">Begin a group' in desk.get("/desk/").content.decode()


def test_a_coordinator_without_a_group_is_led_there_too(desk, scene):
    bare = Locality.objects.create(
        slug="bare", name="Bare", latitude=53.0, longitude=-1.0
    )
    Group.objects.filter(id=scene.tuesday.pk).update(locality=bare)

    page = desk.get("/desk/").content.decode()

    assert "There is no group in your locality yet." in page
    assert ADDRESS in page


def test_looking_asks_the_database_little(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(8) as asked:
        desk.get(ADDRESS)

    assert all(query["sql"].lstrip(" (").startswith("SELECT") for query in asked)
