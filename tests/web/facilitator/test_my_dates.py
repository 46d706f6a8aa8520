"""My dates, by the door people use."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.groups.models import Group
from hearthside.meetings.models import Meeting
from tests.cast import NOON, signed_in
from tests.rota_scene import down, fellow, first, near_group, runs_out, who_leads
from tests.web.desk.desk_scene import at_noon, missing

ADDRESS = "/desk/my-dates/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def tuesday(scene) -> Meeting:
    return first(scene.tuesday)


@pytest.fixture
def gil(scene):
    return fellow(scene.tuesday, "Gil")


def page(actor) -> str:
    return signed_in(actor).get(ADDRESS).content.decode()


def send(actor, meeting, what, **fields):
    return signed_in(actor).post(f"{ADDRESS}{meeting.public_id}/{what}/", fields)


def test_an_empty_rota_has_a_free_seat_and_gaps_to_take(fern):
    said = page(fern)

    assert "You are down for no evening" in said
    assert "Nothing stands here yet." in said
    assert said.count("I can take it") == 5


def test_who_is_not_in_date_is_told_why_there_is_nothing_to_take(fern):
    runs_out(fern, NOON.date() - timedelta(days=1))

    assert "Gaps are offered to people whose certificates are in date" in page(fern)


def test_a_coordinator_without_a_group_sees_their_dates_and_no_gaps(olu, tuesday):
    down(tuesday, olu, part="waits")

    said = page(olu)

    assert "You wait by the phone." in said
    assert "Gaps are offered to those who facilitate a group." in said


def test_a_gap_is_taken_and_stands_there(fern, tuesday):
    answer = send(fern, tuesday, "take", version=1)

    assert answer.url == ADDRESS
    assert who_leads(tuesday) == {fern.person_id}
    assert "You are down for one evening" in page(fern)


def test_a_second_tap_and_a_stale_page_are_answered_with_a_sentence(fern, gil, tuesday):
    send(fern, tuesday, "take", version=1)

    twice, stale = send(fern, tuesday, "take", version=1), send(gil, tuesday, "take")

    assert (twice.status_code, stale.status_code) == (409, 409)
    assert "You are down for that evening already." in twice.content.decode()
    assert "changed while you had it open" in stale.content.decode()
    assert who_leads(tuesday) == {fern.person_id}


def test_one_of_my_dates_can_be_swapped_handed_over_or_left(fern, gil, tuesday):
    down(tuesday, fern)

    said = signed_in(fern).get(f"{ADDRESS}{tuesday.public_id}/").content.decode()

    for words in ("Ask for a swap", "Ask this person", "Take me off"):
        assert words in said
    assert '<option value="Gil">' in said


def test_a_hand_over_from_asking_to_taking(fern, gil, tuesday):
    down(tuesday, fern)
    send(fern, tuesday, "hand-over", who="Gil")
    assert "You asked Gil to take it." in page(fern)
    assert "Fern cannot make this evening and asks you to take it." in page(gil)

    send(gil, tuesday, "accept", version=1)

    assert who_leads(tuesday) == {gil.person_id}
    assert "asks you to take it" not in page(gil)
    twice = send(gil, tuesday, "accept", version=1)
    assert twice.status_code == 409


def test_saying_no_gives_it_back(fern, gil, tuesday):
    down(tuesday, fern)
    send(fern, tuesday, "hand-over", who="Gil")

    send(gil, tuesday, "decline")

    assert who_leads(tuesday) == {fern.person_id}
    assert "You asked" not in page(fern)


def test_a_swap_asked_and_taken_back(fern, tuesday):
    down(tuesday, fern)
    send(fern, tuesday, "swap")
    assert "You cannot make it. You are down until somebody takes it." in page(fern)

    send(fern, tuesday, "keep")

    assert "You cannot make it." not in page(fern)


def test_taken_off_is_unconfirmed_at_once_on_the_public_page(
    fern, gil, tuesday, scene, client
):
    down(tuesday, fern, gil)
    address = f"/groups/{scene.tuesday.public_id}/"
    assert client.get(address).content.decode().count("Not yet confirmed") == 3

    send(fern, tuesday, "drop-out")

    assert client.get(address).content.decode().count("Not yet confirmed") == 4


@pytest.mark.parametrize("who", ["", "Otto", "Fern", "Gil\x00"])
def test_only_a_fellow_can_be_asked_by_name(fern, gil, otto, tuesday, who):
    down(tuesday, fern)

    answer = send(fern, tuesday, "hand-over", who=who)

    assert answer.status_code == 409
    assert "Choose who you would like to ask." in answer.content.decode()


@pytest.mark.parametrize(
    "what",
    ["take", "accept", "decline", "swap", "keep", "hand-over", "drop-out"],
)
@pytest.mark.parametrize("other", ["amira", "outsider", "otto", "una", "sol", "hal"])
def test_what_is_not_theirs_does_not_exist(request, other, what, fern, tuesday):
    down(tuesday, fern)

    answer = send(request.getfixturevalue(other), tuesday, what, version=1, who="Fern")

    assert (answer.status_code, answer.content) == (404, missing())


def test_a_date_of_the_group_i_am_not_down_for_leads_back_to_mine(fern, tuesday):
    answer = signed_in(fern).get(f"{ADDRESS}{tuesday.public_id}/")

    assert (answer.status_code, answer.url) == (302, ADDRESS)


def test_a_neighbour_sees_the_gap_and_opens_no_other_door(scene, tuesday):
    ida = fellow(near_group(scene), "Ida")
    assert "Tuesday circle, Headingley" in page(ida)

    send(ida, tuesday, "take", version=1)

    browser = signed_in(ida)
    assert browser.get(f"{ADDRESS}{tuesday.public_id}/").status_code == 200
    for door in ("dates", "rota", "details"):
        address = f"/desk/groups/{scene.tuesday.public_id}/{door}/"
        assert browser.get(address).status_code == 404


def test_a_paused_group_asks_nobody(fern, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(state="paused")

    assert "No evening near you wants somebody" in page(fern)


def test_names_in_the_page_are_inert(fern, scene, tuesday):
    Group.objects.filter(id=scene.tuesday.pk).update(name="<script>x</script>")
    down(tuesday, fern)

    assert "<script>x" not in page(fern)


@pytest.mark.parametrize("weeks", [1, 13])
def test_the_page_asks_the_same_of_the_database_however_many_dates(
    fern, gil, scene, weeks, django_assert_max_num_queries
):
    for number in range(6):
        near_group(scene, f"Group {number}")
    Meeting.objects.filter(starts_at__gt=NOON + timedelta(weeks=weeks)).delete()
    for meeting in Meeting.objects.filter(group=scene.tuesday):
        down(meeting, fern)
    browser = signed_in(fern)

    with django_assert_max_num_queries(18):
        browser.get(ADDRESS)
