from time import monotonic

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from hearthside.core import trail
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.groups import joining, naming, seats, suspensions
from hearthside.groups.models import Membership
from hearthside.groups.suspensions import CannotSuspend
from hearthside.people import sessions, suspending
from hearthside.people.models import Person
from hearthside.people.signing_in import addresses_of
from hearthside.workflows.forget_old_places import forget_old_places
from hearthside.workflows.suspend_somebody import lift_a_suspension, suspend_whoever_is
from tests.cast import NOON, signed_in
from tests.safety.report_scene import BASE


@pytest.fixture
def amira_elsewhere(amira, scene):
    seats.take(
        person_id=amira.person_id, group_id=scene.elsewhere.pk, name_here="Tansy",
        skeleton="tansy", agreement_number=1, now=NOON,
    )  # fmt: skip
    return amira


def suspend(lead, group, called="Amira"):
    suspend_whoever_is(
        lead, group_id=group.pk, called=called, reason="Threats at the door.", now=NOON
    )


def the_only_one(lead):
    return suspensions.standing(lead)[0].public_id


def test_an_open_session_ends_within_five_seconds(amira, bo, sol, scene, monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    phone, laptop, other = signed_in(amira), signed_in(amira), signed_in(bo)
    assert b"You are signed in as" in phone.get("/mine/").content
    began = monotonic()

    suspend(sol, scene.tuesday)
    answers = [browser.get("/mine/").content for browser in (phone, laptop)]

    assert monotonic() - began < 5
    assert not any(b"You are signed in as" in answer for answer in answers)
    assert b"You are signed in as" in other.get("/mine/").content
    whose = [row.get_decoded().get("_auth_user_id") for row in Session.objects.all()]
    assert whose == [str(bo.person_id)]


def test_a_session_that_outlived_it_opens_nothing(amira, sol, scene, monkeypatch):
    monkeypatch.setattr(sessions, "sign_out_everywhere", lambda person_id: 0)
    browser = signed_in(amira)

    suspend(sol, scene.tuesday)

    assert browser.get(f"/groups/{scene.tuesday.public_id}/leave/").status_code == 302


def test_it_reaches_every_name_and_shows_the_lead_only_one(amira_elsewhere, sol, scene):
    suspend(sol, scene.elsewhere, called="tansy")

    person = Person.objects.get(id=amira_elsewhere.person_id)
    assert person.suspended_at == NOON
    shown = suspensions.standing(sol)
    assert [(one.called, one.group_name) for one in shown] == [
        ("tansy", scene.elsewhere.name)
    ]
    # Places rest: nobody acts from them, and they are still theirs.
    assert Membership.objects.filter(left_at=None).count() == 2
    assert addresses_of([person.pk]) == {}


def test_lifted_they_are_as_before(amira, sol, scene):
    suspend(sol, scene.tuesday)

    lift_a_suspension(sol, public_id=the_only_one(sol), base_address=BASE, now=NOON)

    assert not suspending.is_suspended(amira.person_id)
    assert b"Amira" in signed_in(amira).get("/mine/").content
    assert suspensions.standing(sol) == []


def test_suspended_by_two_names_both_are_lifted_first(amira_elsewhere, sol, scene):
    suspend(sol, scene.tuesday)
    suspend(sol, scene.elsewhere, called="Tansy")

    lift_a_suspension(sol, public_id=the_only_one(sol), base_address=BASE, now=NOON)
    assert suspending.is_suspended(amira_elsewhere.person_id)
    lift_a_suspension(sol, public_id=the_only_one(sol), base_address=BASE, now=NOON)
    assert not suspending.is_suspended(amira_elsewhere.person_id)


def test_changing_a_name_is_no_way_out(amira, sol, scene):
    naming.change(amira, group_id=scene.tuesday.pk, name="Little Owl", now=NOON)

    suspend(sol, scene.tuesday, called="Am\u00edra")

    assert suspending.is_suspended(amira.person_id)
    assert [one.called for one in suspensions.standing(sol)] == ["Am\u00edra"]


def test_leaving_is_no_way_out_either(amira, sol, scene):
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)

    suspend(sol, scene.tuesday)

    assert suspending.is_suspended(amira.person_id)


def test_the_trail_says_the_place_and_never_the_person(amira, sol, scene):
    suspend(sol, scene.tuesday)
    lift_a_suspension(sol, public_id=the_only_one(sol), base_address=BASE, now=NOON)

    lines = trail.latest(most=2)
    place = Membership.objects.get().pk
    assert [(line.verb, line.what, line.by) for line in lines] == [
        (verb, f"place:{place}", f"person:{sol.person_id}")
        for verb in (Verb.LIFT_A_SUSPENSION, Verb.SUSPEND_SOMEBODY)
    ]


def test_nobody_of_that_name_is_said_so(amira, sol, scene):
    with pytest.raises(CannotSuspend, match="Nobody in that group"):
        suspend(sol, scene.elsewhere)


def test_twice_by_one_name_is_refused(amira, sol, scene):
    suspend(sol, scene.tuesday)

    with pytest.raises(CannotSuspend, match="already"):
        suspend(sol, scene.tuesday)


def test_a_lead_does_not_shut_themselves_out(sol, scene):
    seats.take(
        person_id=sol.person_id, group_id=scene.tuesday.pk, name_here="Wick",
        skeleton="wlck", agreement_number=1, now=NOON,
    )  # fmt: skip

    with pytest.raises(CannotSuspend, match="That is you"):
        suspend(sol, scene.tuesday, called="Wick")


def test_nobody_but_a_lead_may(amira, fern, olu, hal, outsider, sol, scene):
    for actor in (fern, olu, hal, outsider):
        with pytest.raises(NotFound):
            suspend(actor, scene.tuesday)
        with pytest.raises(NotFound):
            suspensions.standing(actor)
    suspend(sol, scene.tuesday)
    for actor in (fern, olu, hal, outsider):
        with pytest.raises(NotFound):
            lift_a_suspension(
                actor, public_id=the_only_one(sol), base_address=BASE, now=NOON
            )


def test_a_place_somebody_is_suspended_by_is_not_forgotten(amira, sol, scene):
    suspend(sol, scene.tuesday)
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)

    assert forget_old_places(now=NOON.replace(year=2028)) == 0
    assert len(suspensions.standing(sol)) == 1


def test_what_is_written_down_names_no_other_name(amira_elsewhere, sol, scene):
    suspend(sol, scene.tuesday)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM groups_suspension")
        kept = str(cursor.fetchall())
    assert "Amira" not in kept
    assert "Tansy" not in kept


def test_signing_in_shows_one_plain_page(amira, sol, scene):
    suspend(sol, scene.tuesday)
    form = {"login": "Amira", "password": "a lamp in the window"}

    answer = Client().post("/account/login/", form, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].startswith("/suspended/")
    assert "You cannot sign in for now" in page
    assert "If you think this is wrong" in page
    assert "Amira" not in page
    assert Session.objects.count() == 0 or not any(
        row.get_decoded().get("_auth_user_id") for row in Session.objects.all()
    )


def test_a_wrong_password_tells_nobody_of_it(amira, sol, scene):
    suspend(sol, scene.tuesday)
    form = {"login": "Amira", "password": "not the one"}

    answer = Client().post("/account/login/", form)

    assert "do not go together" in answer.content.decode()


def test_the_page_is_gone_when_it_is_lifted_and_for_whoever_forges(amira, sol, scene):
    suspend(sol, scene.tuesday)
    address = f"/suspended/{suspending.token_of(amira.person_id)}/"
    browser = Client()

    assert browser.get(address).status_code == 200
    assert suspending.who_asks(suspending.token_of(amira.person_id)) == amira.person_id
    assert browser.get(f"{address[:-3]}xy/").status_code == 404
    lift_a_suspension(sol, public_id=the_only_one(sol), base_address=BASE, now=NOON)
    assert browser.get(address).status_code == 404
