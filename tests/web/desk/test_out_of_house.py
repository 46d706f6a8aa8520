"""Out of the house: from a report or at once, with its reason, and somebody else who looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hearthside.core import trail
from hearthside.core.actor import Role
from hearthside.core.models import Letter, Note
from hearthside.core.refusals import NotFound
from hearthside.groups import joining, seats, suspensions
from hearthside.groups.models import Membership
from hearthside.people import suspending
from hearthside.people.models import Person
from hearthside.safety import evidence, out_of_house, reading
from hearthside.safety.ladder import CannotAnswer, Rung, Towards
from hearthside.safety.models import Report, Response
from hearthside.workflows import answer_a_report
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.suspend_somebody import lift_a_suspension, suspend_whoever_is
from tests.cast import NOON, _role, make_person, signed_in
from tests.safety.report_scene import BASE, place, row_of, say, say_name

pytestmark = pytest.mark.usefixtures("at_noon")
LATER = NOON + timedelta(hours=1)
REASON = "You waited for her at the bus stop."


@pytest.fixture
def sky(scene):
    return _role(make_person("Sky", email="sky@example.org"), Role.LEAD)


@pytest.fixture
def bo_elsewhere(bo, scene):
    seats.take(
        person_id=bo.person_id, group_id=scene.elsewhere.pk, name_here="Tansyholt",
        skeleton="tansyholt", agreement_number=1, now=NOON,
    )  # fmt: skip
    return bo


def open_it(actor, public_id, now=NOON):
    reading.open_report(actor, own_places(actor), public_id=public_id, now=now)


def put_out(actor, made, towards, reason=REASON):
    public_id = row_of(made).public_id
    open_it(actor, public_id)
    answer_a_report.answer_a_report(
        actor, public_id=public_id, rung=Rung.OUT_OF_HOUSE, towards=towards,
        reason=reason, days=0, now=NOON,
    )  # fmt: skip


@pytest.fixture
def bo_out(scene, amira, bo_elsewhere, sol):
    made = say_name(amira, scene, "Bo")
    here = Membership.objects.get(name_here="Bo").pk
    put_out(sol, made, Towards(place_id=here))
    return made


def page_of(person):
    return f"/suspended/{suspending.token_of(person.person_id)}/"


def appeal(person, words="It was not me."):
    response = Response.objects.latest("id")
    return Client().post(
        page_of(person), {"response": response.public_id, "own_words": words}
    )


def look_again(actor, *, stands, now=LATER):
    response = Response.objects.latest("id")
    report = response.report
    open_it(actor, report.public_id, now=now)
    return answer_a_report.read_appeal(
        actor, report_id=report.public_id, response_id=response.public_id,
        stands=stands, words="We asked two others.", base_address=BASE, now=now,
    )  # fmt: skip


def test_out_of_the_house_reaches_every_name_and_shows_the_lead_one(
    bo_out, bo, sol, scene
):
    client = signed_in(sol)
    report = client.get(f"/desk/reports/{row_of(bo_out).public_id}/").content.decode()
    list_of_them = client.get("/desk/suspend/").content.decode()

    assert suspending.is_suspended(bo.person_id)
    assert [one.called for one in suspensions.standing(sol)] == ["Bo"]
    assert "Out of the house" in report
    for page in (report, list_of_them):
        assert "Tansyholt" not in page


def test_it_is_chosen_at_the_report_like_any_other_rung(scene, amira, bo, sol):
    made = say_name(amira, scene, "Bo")
    path = f"/desk/reports/{row_of(made).public_id}/"
    lead = signed_in(sol)
    lead.post(f"{path}open/")
    page = lead.get(path).content.decode()
    towards = page.split('name="towards"')[1].split('value="')[2].split('"')[0]
    form = {"do": "answer", "rung": "out_house", "towards": towards, "reason": REASON}

    answer = lead.post(path, form)

    assert "under any name they have" in page
    assert answer.status_code == 302
    assert suspending.is_suspended(bo.person_id)


def test_whoever_is_out_reads_why_and_no_name_and_no_group(bo_out, bo, scene):
    page = Client().get(page_of(bo)).content.decode()

    assert REASON in page
    assert "never the person who decided" in page
    for word in ("Bo<", "Tansyholt", scene.tuesday.name, "Sol", "Amira"):
        assert word not in page.split("<main")[1]


def test_their_appeal_goes_to_another_lead_than_who_decided(bo_out, bo, sol, sky):
    answer = appeal(bo)

    written = Letter.objects.filter(key__startswith="appeal:")
    report = Response.objects.get().report
    assert answer.status_code == 302
    assert [one.person_id for one in written] == [sky.person_id]
    assert not report.round_leads
    with pytest.raises(CannotAnswer, match="You decided this"):
        look_again(sol, stands=False)
    assert suspending.is_suspended(bo.person_id)


def test_with_the_only_lead_who_decided_the_host_looks(bo_out, bo, hal):
    appeal(bo)

    look_again(hal, stands=False)

    assert Response.objects.get().report.round_leads
    assert not suspending.is_suspended(bo.person_id)


def test_a_lead_who_is_out_is_not_who_looks_at_it(scene, amira, sol, sky, hal):
    # Only their name in the group is reported: nothing says that it is a lead's.
    seats.take(
        person_id=sky.person_id, group_id=scene.tuesday.pk, name_here="Heron",
        skeleton="heron", agreement_number=1, now=NOON,
    )  # fmt: skip
    made = say_name(amira, scene, "Heron")
    put_out(sol, made, Towards(place_id=place(sky)))

    appeal(sky)

    assert Response.objects.get().report.round_leads


def test_lifted_on_appeal_the_suspension_ends_and_is_told(bo_out, bo, sky, scene):
    Person.objects.filter(id=bo.person_id).update(email="bo@example.org")
    appeal(bo)

    look_again(sky, stands=False)

    assert not suspending.is_suspended(bo.person_id)
    assert suspensions.standing(sky) == []
    (letter,) = Letter.objects.filter(person_id=bo.person_id)
    note = Note.objects.get(person_id=bo.person_id)
    response = Response.objects.get()
    assert letter.subject == note.words == "Something of yours has changed"
    # A key lies open: it says nothing of which decision this is.
    assert response.public_id not in letter.key
    assert str(response.pk) not in note.key.split(":")
    page = signed_in(bo).get(f"/mine/said/{response.public_id}/").content.decode()
    assert "holds no longer" in page
    assert "We asked two others." in page


def test_if_it_stays_they_read_that_where_they_asked(bo_out, bo, sky):
    appeal(bo)

    look_again(sky, stands=True)

    page = Client().get(page_of(bo)).content.decode()
    assert "What was decided stays." in page
    assert "We asked two others." in page
    assert suspending.is_suspended(bo.person_id)
    assert not Letter.objects.filter(person_id=bo.person_id).exists()


def test_another_look_is_asked_for_once_and_with_words(bo_out, bo):
    empty = appeal(bo, words="")
    first = appeal(bo)
    again = appeal(bo, words="Once more.")

    assert (empty.status_code, first.status_code, again.status_code) == (400, 302, 409)
    assert "Write a few words." in empty.content.decode()


def test_a9_nobody_appeals_on_a_page_that_is_not_theirs(bo_out, bo, sol, amira, scene):
    suspend_whoever_is(
        sol, group_id=scene.tuesday.pk, called="Amira", reason="Why.", now=NOON
    )
    theirs = Response.objects.earliest("id").public_id
    form = {"response": theirs, "own_words": "Let me in."}

    forged = Client().post(page_of(amira)[:-3] + "xy/", form)
    other = Client().post(page_of(amira), form)

    assert (forged.status_code, other.status_code) == (404, 404)
    assert not Response.objects.exclude(appeal="").exists()


def test_suspended_without_a_report_they_read_why_and_can_appeal(scene, bo, sol, sky):
    suspend_whoever_is(
        sol, group_id=scene.tuesday.pk, called="Bo", reason=REASON, now=NOON
    )
    waited = reading.waiting(sky, [])

    page = Client().get(page_of(bo)).content.decode()
    appeal(bo)

    assert waited == []
    assert REASON in page
    (one,) = reading.waiting(sky, [])
    assert (one.kind, one.appeal_waits) == ("away", True)
    look_again(sky, stands=False)
    assert not suspending.is_suspended(bo.person_id)


def test_lifted_at_the_desk_it_holds_no_longer_and_is_told(bo_out, bo, sol):
    lift_a_suspension(
        sol, public_id=suspensions.standing(sol)[0].public_id, base_address=BASE,
        now=LATER,
    )  # fmt: skip

    assert not suspending.is_suspended(bo.person_id)
    assert Response.objects.get().ended_at == LATER
    assert Note.objects.filter(person_id=bo.person_id).count() == 1


def test_an_appeal_of_one_name_does_not_open_the_house_of_another(
    bo_out, bo, sol, sky, scene
):
    appeal(bo)
    suspend_whoever_is(
        sol, group_id=scene.elsewhere.pk, called="Tansyholt", reason="Why.", now=NOON
    )
    first = Response.objects.earliest("id")
    open_it(sky, first.report.public_id)
    answer_a_report.read_appeal(
        sky, report_id=first.report.public_id, response_id=first.public_id,
        stands=False, words="Sorry.", base_address=BASE, now=NOON,
    )  # fmt: skip

    assert suspending.is_suspended(bo.person_id)
    assert [one.called for one in suspensions.standing(sol)] == ["Tansyholt"]


def test_somebody_who_helps_is_put_out_by_the_name_they_lead_with(
    scene, amira, fern, sol, sky
):
    made = say(amira, scene, "leader")
    put_out(sol, made, Towards(person_id=fern.person_id))

    away = signed_in(sol).get("/desk/suspend/").content.decode()
    assert suspending.is_suspended(fern.person_id)
    assert "Fern" in away
    assert REASON in Client().get(page_of(fern)).content.decode()
    appeal(fern)
    look_again(sky, stands=False)
    assert not suspending.is_suspended(fern.person_id)
    assert out_of_house.volunteers(sol) == []


def test_somebody_who_helps_is_let_in_again_at_the_desk(scene, amira, fern, sol):
    put_out(sol, say(amira, scene, "leader"), Towards(person_id=fern.person_id))
    (one,) = out_of_house.volunteers(sol)

    answer = signed_in(sol).post(f"/desk/suspend/{one.public_id}/lift/")

    assert answer.status_code == 302
    assert not suspending.is_suspended(fern.person_id)
    assert trail.latest(most=1)[0].what == f"person:{fern.person_id}"


@pytest.mark.parametrize("who", ["amira", "fern", "olu", "otto", "eve", "hal"])
def test_a10_nobody_but_a_lead_lets_a_volunteer_in(
    who, scene, amira, fern, sol, request
):
    put_out(sol, say(amira, scene, "leader"), Towards(person_id=fern.person_id))
    public_id = Response.objects.get().public_id

    with pytest.raises(NotFound):
        lift_a_suspension(
            request.getfixturevalue(who), public_id=public_id, base_address=BASE,
            now=NOON,
        )  # fmt: skip


def test_out_by_a_name_and_by_their_part_both_are_lifted_first(scene, amira, fern, sol):
    seats.take(
        person_id=fern.person_id, group_id=scene.elsewhere.pk, name_here="Heron",
        skeleton="heron", agreement_number=1, now=NOON,
    )  # fmt: skip
    put_out(sol, say(amira, scene, "leader"), Towards(person_id=fern.person_id))
    suspend_whoever_is(
        sol, group_id=scene.elsewhere.pk, called="Heron", reason="Why.", now=NOON
    )
    by_name = suspensions.standing(sol)[0].public_id
    by_part = out_of_house.volunteers(sol)[0].public_id

    lift_a_suspension(sol, public_id=by_name, base_address=BASE, now=NOON)
    assert suspending.is_suspended(fern.person_id)
    lift_a_suspension(sol, public_id=by_part, base_address=BASE, now=NOON)
    assert not suspending.is_suspended(fern.person_id)


def test_a_name_that_is_suspended_already_is_said_so_and_nothing_is_kept(
    scene, amira, bo, sol
):
    suspend_whoever_is(
        sol, group_id=scene.tuesday.pk, called="Bo", reason="Why.", now=NOON
    )
    made = say_name(amira, scene, "Bo")

    with pytest.raises(CannotAnswer, match="already"):
        put_out(sol, made, Towards(place_id=place(bo)))
    assert Response.objects.count() == 1


def test_why_somebody_is_out_is_not_forgotten_while_they_are(bo_out, bo, sol):
    Report.objects.update(settled_at=NOON)
    joining.leave(
        bo, group_id=Membership.objects.get(name_here="Bo").group_id, now=NOON
    )
    much_later = NOON.replace(year=2029)

    evidence.forget(now=much_later)
    assert REASON in Client().get(page_of(bo)).content.decode()
    lift_a_suspension(
        sol, public_id=suspensions.standing(sol)[0].public_id, base_address=BASE,
        now=much_later,
    )  # fmt: skip
    evidence.forget(now=much_later)
    assert not Report.objects.exists()
