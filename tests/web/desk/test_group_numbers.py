"""The numbers of one group: exact for those who may know, sums of quarters for the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.groups.models import Feed, Group
from hearthside.meetings import rota
from hearthside.meetings.models import Meeting
from tests.cast import NOON, make_group, signed_in
from tests.web.desk.desk_scene import at_noon, missing, past_date


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


def test_a_year_stands_there_as_seats_with_a_table_behind_it(olu, scene):
    for weeks, here in ((1, 11), (2, 5), (3, 0), (4, None)):
        past_date(scene.tuesday, weeks=weeks, here=here)
    past_date(scene.tuesday, weeks=5, state="called_off")

    page = _numbers(olu, scene.tuesday)

    assert (
        "Between 0 and 11 people came to the meetings that were counted, 5 on an "
        "ordinary evening. One date was called off. One was not counted."
    ) in page
    assert page.count('class="chart-column"') == 2
    for sign in ("nobody came", "not counted", "called off"):
        assert sign in page
    assert "The last evening counted: Tuesday 24 February." in page
    assert '<th scope="row">Tuesday 24 February</th>' in page
    assert "<span>11</span>" in page
    assert "<span>– called off</span>" in page


def test_a_facilitator_sees_about_how_many_came_to_evenings_of_others(fern, scene):
    led = past_date(scene.tuesday, weeks=1, here=6)
    rota.put_down(meeting_id=led.pk, person_id=fern.person_id)
    past_date(scene.tuesday, weeks=2, here=12)
    past_date(scene.tuesday, weeks=3, here=4)

    page = _numbers(fern, scene.tuesday)

    assert "<span>6</span>" in page
    assert "<span>10 about, rounded</span>" in page
    assert "<span>* fewer than 8</span>" in page
    assert "<span>12</span>" not in page
    assert "<span>4" not in page


@pytest.mark.parametrize("who", ["sol", "hal"])
def test_a_lead_and_a_host_see_sums_of_quarters_and_no_evening(who, request, scene):
    _a_quarter(scene.tuesday, here=11, first=1)
    past_date(scene.tuesday, weeks=1, here=9)

    page = _numbers(request.getfixturevalue(who), scene.tuesday)

    assert "October to December 2025" in page
    assert ">130<" in page
    assert "chart-column" not in page
    assert "24 February" not in page
    assert "stays with those who led it" in page


def test_the_parts_of_a_quarter_are_left_out_where_they_are_small(olu, scene):
    _a_quarter(scene.tuesday, here=11)

    page = _numbers(olu, scene.tuesday)

    assert ">130<" in page
    assert '<td class="is-number" data-label="First time">*</td>' in page


def test_a_group_without_an_evening_says_what_comes(olu, scene):
    page = _numbers(olu, scene.tuesday)

    assert "No evening has been held yet." in page
    assert "When a quarter is over, its sums stand here." not in page
    assert '<td class="is-number" data-label="Visits">–</td>' in page


def test_a_year_in_which_nobody_counted_says_so(olu, scene):
    past_date(scene.tuesday, weeks=1)

    page = _numbers(olu, scene.tuesday)

    assert "Nobody counted at these meetings, so there is nothing to show yet." in page


def test_a_crowd_is_drawn_as_bars(olu, scene):
    past_date(scene.tuesday, weeks=1, here=120)

    page = _numbers(olu, scene.tuesday)

    assert 'class="chart-column"' in page
    assert "stroke-dasharray" not in page


@pytest.mark.parametrize("who", ["amira", "otto", "una", "eve", "newcomer"])
def test_others_find_nothing(who, request, scene):
    answer = signed_in(request.getfixturevalue(who)).get(_address(scene.tuesday))

    assert answer.status_code == 404
    assert answer.content == missing()


def test_somebody_elses_listing_has_no_numbers(olu, scene):
    feed = Feed.objects.create(
        name="A list", locality=scene.leeds, zone="Europe/London"
    )
    listed = make_group(scene.leeds, "Listed", feed=feed, feed_key="1")

    assert signed_in(olu).get(_address(listed)).status_code == 404


def test_what_a_group_is_called_is_only_words(olu, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(name="<script>{{ 7|add:7 }}")

    page = _numbers(olu, scene.tuesday)

    assert "<bdi>&lt;script&gt;{{ 7|add:7 }}</bdi>" in page


def test_a_year_asks_no_more_of_the_database(
    fern, scene, django_assert_max_num_queries
):
    for weeks in range(1, 53):
        row = past_date(scene.tuesday, weeks=weeks, here=7)
        rota.put_down(meeting_id=row.pk, person_id=fern.person_id)
    browser = signed_in(fern)

    with django_assert_max_num_queries(11):
        browser.get(_address(scene.tuesday))


def _address(group: Group) -> str:
    return f"/desk/groups/{group.public_id}/numbers/"


def _numbers(actor, group: Group) -> str:
    return signed_in(actor).get(_address(group)).content.decode()


def _a_quarter(group: Group, *, here: int, first: int = 0) -> None:
    """Twelve evenings, October to December."""
    for weeks in range(9, 21):
        past_date(
            group, weeks=weeks, here=here, first_time=first, been_before=here - first
        )
    last = Meeting.objects.filter(group=group, here=here).latest("starts_at")
    assert last.starts_at < NOON - timedelta(days=61)
