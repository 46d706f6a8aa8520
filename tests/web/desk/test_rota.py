"""The rota of a group at the desk, by the door people use."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.groups.models import RoleHeld
from hearthside.meetings.models import Meeting
from tests.cast import NOON, signed_in
from tests.rota_scene import down, fellow, first, near_group, runs_out, who_leads
from tests.web.desk.desk_scene import at_noon, missing


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def tuesday(scene) -> Meeting:
    return first(scene.tuesday)


@pytest.fixture
def gil(scene):
    return fellow(scene.tuesday, "Gil")


def page(actor, group) -> str:
    address = f"/desk/groups/{group.public_id}/rota/"
    return signed_in(actor).get(address).content.decode()


def send(actor, meeting, what, **fields):
    return signed_in(actor).post(f"/desk/dates/{meeting.public_id}/{what}/", fields)


def put_down(actor, meeting, who, *, part="leads", version=1):
    return send(actor, meeting, "put-down", who=who, part=part, version=version)


def test_the_coming_quarter_says_who_does_what(fern, gil, olu, scene, tuesday):
    down(tuesday, fern)
    down(tuesday, gil, part="shadows")
    down(tuesday, olu, part="waits")

    said = page(fern, scene.tuesday)

    assert said.count('id="d-') == 13
    assert said.index("Fern") < said.index("Gil") < said.index("Olu")
    for words in ("Leads", "Shadows", "Waits by the phone", "Needs one more"):
        assert words in said


def test_until_when_somebody_is_looked_for_is_said(olu, scene, tuesday):
    assert "Without two, it is called off on Monday 2 March, 7.30pm." in page(
        olu, scene.tuesday
    )


def test_somebody_is_put_down_and_taken_off(fern, gil, tuesday, scene):
    browser = signed_in(fern)
    fields = {"who": "Gil", "part": "leads", "version": "1"}
    answer = browser.post(f"/desk/dates/{tuesday.public_id}/put-down/", fields)

    assert answer.url.endswith(f"/rota/#d-{tuesday.public_id}")
    assert who_leads(tuesday) == {gil.person_id}
    said = browser.get(answer.url).content.decode()
    assert "Gil is down for Tuesday 3 March, 7.30pm." in said

    send(fern, tuesday, "take-off", who="Gil")

    assert who_leads(tuesday) == set()


def test_a_no_keeps_what_was_chosen(fern, gil, tuesday, scene):
    runs_out(gil, NOON.date())

    answer = put_down(fern, tuesday, "Gil")

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Whoever leads needs every certificate in date on that day" in said
    assert '<option value="Gil" selected>' in said
    assert "<details" in said
    assert said.count(" open>") == 1


@pytest.mark.parametrize("version", ["", "0", "2", "x", "９", "1" * 30])
def test_a_stale_or_senseless_version_changes_nothing(fern, gil, tuesday, version):
    answer = put_down(fern, tuesday, "Gil", version=version)

    assert answer.status_code == 409
    assert "This date changed while you had it open" in answer.content.decode()
    assert who_leads(tuesday) == set()


@pytest.mark.parametrize("who", ["", "Nobody", "Otto", "1", "Gil\x00", "<b>"])
def test_a_name_that_is_not_on_the_list_is_refused(fern, gil, otto, tuesday, who):
    answer = put_down(fern, tuesday, who)

    assert answer.status_code == 409
    assert "Choose somebody who facilitates this group" in answer.content.decode()


@pytest.mark.parametrize("what", ["put-down", "take-off", "keep-looking"])
@pytest.mark.parametrize("other", ["amira", "outsider", "otto", "una", "sol", "hal"])
def test_what_is_not_theirs_does_not_exist(request, other, what, gil, tuesday):
    answer = send(request.getfixturevalue(other), tuesday, what, who="Gil", version="1")

    assert (answer.status_code, answer.content) == (404, missing())


def test_a_facilitator_whose_role_ended_meanwhile_changes_nothing(fern, gil, tuesday):
    RoleHeld.objects.filter(person_id=fern.person_id).update(ended_at=NOON)

    assert put_down(fern, tuesday, "Gil").status_code == 404
    assert who_leads(tuesday) == set()


def test_a_coordinator_keeps_looking_and_a_facilitator_cannot(
    fern, olu, tuesday, scene
):
    assert "Keep looking" not in page(fern, scene.tuesday)
    assert "Keep looking" in page(olu, scene.tuesday)

    browser = signed_in(olu)
    browser.post(f"/desk/dates/{tuesday.public_id}/keep-looking/")

    said = browser.get(f"/desk/groups/{scene.tuesday.public_id}/rota/").content.decode()
    assert "There is time to look until Tuesday 3 March, 4.30pm." in said
    assert "Without two, it is called off on Tuesday 3 March, 4.30pm." in said
    assert send(fern, tuesday, "keep-looking").status_code == 404


def test_a_date_called_off_that_found_two_says_so(fern, gil, tuesday, scene):
    Meeting.objects.filter(id=tuesday.pk).update(state="called_off")
    down(tuesday, fern, gil)

    said = page(fern, scene.tuesday)

    assert "Two are down for it now." in said
    assert f"/desk/dates/{tuesday.public_id}/" in said


def test_a_coordinator_is_offered_neighbours_and_a_facilitator_is_not(
    fern, olu, scene, tuesday
):
    fellow(near_group(scene), "Ida")

    assert "Ida (from near by)" in page(olu, scene.tuesday)
    assert "Ida" not in page(fern, scene.tuesday)


def test_nobody_by_the_name_on_the_rota_of_somebody_elses_group(fern, scene):
    address = f"/desk/groups/{scene.elsewhere.public_id}/rota/"

    answer = signed_in(fern).get(address)

    assert (answer.status_code, answer.content) == (404, missing())


@pytest.mark.parametrize("weeks", [1, 13])
def test_the_page_asks_the_same_of_the_database_however_many_dates(
    olu, fern, gil, scene, weeks, django_assert_max_num_queries
):
    for number in range(3):
        fellow(near_group(scene, f"Group {number}"), f"Person {number}")
    last = NOON + timedelta(weeks=weeks)
    Meeting.objects.filter(group=scene.tuesday, starts_at__gt=last).delete()
    for meeting in Meeting.objects.filter(group=scene.tuesday):
        down(meeting, fern, gil)
    browser = signed_in(olu)

    with django_assert_max_num_queries(16):
        browser.get(f"/desk/groups/{scene.tuesday.public_id}/rota/")
