"""The dates of one group, and how many came."""

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


def test_the_dates_of_the_coming_quarter_stand_there_as_they_are(fern, scene):
    Meeting.objects.filter(group=scene.tuesday, on="2026-03-10").update(
        state="called_off", reason="A holiday"
    )

    page = _dates(fern, scene.tuesday)

    assert "Every Tuesday at 7.30pm." in page
    assert page.count("Needs two facilitators") == 12
    assert "Called off" in page
    assert "A holiday." in page


def test_a_head_count_is_shown_exactly_and_with_a_table(olu, scene):
    for weeks, here in ((1, 5), (2, 11), (3, 8), (4, None)):
        past_date(scene.tuesday, weeks=weeks, here=here)

    page = _dates(olu, scene.tuesday)

    assert (
        "Between 5 and 11 people came to the meetings that were counted, "
        "8 on an ordinary evening."
    ) in page
    assert "<td>11</td>" in page
    assert "not counted" in page


def test_an_evening_somebody_did_not_lead_is_rounded_or_left_out(fern, scene):
    led = past_date(scene.tuesday, weeks=1, here=11)
    rota.put_down(meeting_id=led.pk, person_id=fern.person_id)
    past_date(scene.tuesday, weeks=2, here=12)
    past_date(scene.tuesday, weeks=3, here=3)

    page = _dates(fern, scene.tuesday)

    assert "<td>11</td>" in page
    assert "<td>10 about, rounded</td>" in page
    assert "<td>* fewer than 8</td>" in page
    assert "<td>12</td>" not in page
    assert "<td>3" not in page
    assert "You see how many came to the evenings you led." in page


def test_who_came_for_the_first_time_is_too_small_a_number_to_show(olu, scene):
    past_date(scene.tuesday, weeks=1, here=9, first_time=1, been_before=8)

    page = _dates(olu, scene.tuesday)

    assert "<td>9</td>" in page
    assert "<td>1</td>" not in page
    assert "<td>8</td>" not in page


def test_only_the_last_twelve_dates_are_shown(olu, scene):
    for weeks in range(1, 15):
        past_date(scene.tuesday, weeks=weeks, here=weeks)

    page = _dates(olu, scene.tuesday)

    assert "<td>12</td>" in page
    assert "<td>13</td>" not in page


def test_a_listing_is_confirmed_by_its_facilitator(fern, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(
        confirmed_at=NOON - timedelta(days=100)
    )

    answer = signed_in(fern).post(f"/desk/groups/{scene.tuesday.public_id}/confirm/")

    assert answer.url == f"/desk/groups/{scene.tuesday.public_id}/dates/"
    assert Group.objects.get(id=scene.tuesday.pk).confirmed_at == NOON


def test_somebody_elses_listing_has_no_dates_of_ours(olu, scene):
    feed = Feed.objects.create(
        name="A list", locality=scene.leeds, zone="Europe/London"
    )
    listed = make_group(scene.leeds, "Listed", feed=feed, feed_key="1")

    answer = signed_in(olu).get(f"/desk/groups/{listed.public_id}/dates/")

    assert answer.status_code == 404
    assert answer.content == missing()


def test_a_year_of_dates_asks_no_more_of_the_database(
    fern, scene, django_assert_max_num_queries
):
    for weeks in range(1, 53):
        past_date(scene.tuesday, weeks=weeks, here=7)
    for meeting in Meeting.objects.filter(group=scene.tuesday):
        rota.put_down(meeting_id=meeting.pk, person_id=fern.person_id)
    browser = signed_in(fern)

    with django_assert_max_num_queries(15):
        browser.get(f"/desk/groups/{scene.tuesday.public_id}/dates/")


def _dates(actor, group) -> str:
    address = f"/desk/groups/{group.public_id}/dates/"
    return signed_in(actor).get(address).content.decode()
