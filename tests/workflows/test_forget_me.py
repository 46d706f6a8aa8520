"""Leaving for good: rest, think again, be forgotten, and not be brought back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from hearthside.core import outbox
from hearthside.core.actor import Actor, Grant, Role
from hearthside.core.models import Letter, TrailEntry
from hearthside.core.outbox import Words
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, giving_roles, joining, roles, seats
from hearthside.groups.models import Membership, RoleHeld
from hearthside.jobs.rounds import ROUNDS, do_round
from hearthside.meetings import following, holding, rota
from hearthside.meetings.lone_working import check_in, check_out
from hearthside.meetings.models import RotaPlace
from hearthside.people import leaving
from hearthside.people.models import Forgotten, Person
from hearthside.people.signing_in import is_welcome, names_of
from hearthside.safety import chain, evidence, worries
from hearthside.safety.chain import Happened
from hearthside.safety.handing import CannotHandOver
from hearthside.safety.models import Report, Worry
from hearthside.workflows import forget_me
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.forget_me import CannotLeaveYet
from tests.cast import NOON, make_person, make_record, signed_in

LATER = NOON + timedelta(days=21, minutes=1)


def leaver(actor: Actor):
    return leaving.leaver(Person.objects.get(id=actor.person_id))


def test_leaving_rests_everything_and_signs_out_everywhere(scene, amira):
    phone, table = signed_in(amira), signed_in(amira)
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)

    forget_me.leave_for_good(amira, now=NOON)

    assert not Session.objects.exists()
    assert not is_welcome(amira.person_id)
    assert names_of([amira.person_id]) == {amira.person_id: "Somebody who left"}
    for browser in (phone, table):
        assert "Choose a name" in browser.get("/mine/").content.decode()


def test_the_seat_stays_theirs_while_they_think_again(scene, amira, newcomer):
    scene.tuesday.seats = 1
    scene.tuesday.save()

    forget_me.leave_for_good(amira, now=NOON)

    assert "full" in (joining.why_not_join(newcomer, group_id=scene.tuesday.pk) or "")


def test_staying_brings_everything_back(scene, fern, amira):
    give_a_seat(scene, fern)

    forget_me.leave_for_good(fern, now=NOON)
    assert scene.tuesday.pk not in roles.facilitates(fern.person_id)
    forget_me.stay(leaver(fern))

    assert roles.grants_of(fern.person_id) == frozenset(
        {
            Grant(Role.FACILITATOR, scene.tuesday.pk),
            Grant(Role.MEMBER, scene.tuesday.pk),
        }
    )
    assert is_welcome(fern.person_id)
    assert not Forgotten.objects.exists()


def give_a_seat(scene, actor):
    seats.take(
        group_id=scene.tuesday.pk, person_id=actor.person_id, name_here="F",
        skeleton="f", agreement_number=1, now=NOON,
    )  # fmt: skip


def test_a_role_that_had_ended_before_does_not_come_back(scene, fern):
    RoleHeld.objects.create(
        person_id=fern.person_id, role=Role.COORDINATOR, locality=scene.leeds,
        given_at=NOON, ended_at=NOON - timedelta(days=1),
    )  # fmt: skip

    forget_me.leave_for_good(fern, now=NOON)
    forget_me.stay(leaver(fern))

    assert {grant.role for grant in roles.grants_of(fern.person_id)} == {
        Role.FACILITATOR
    }


def test_coming_dates_are_free_for_others_and_stay_so(tonight, noon):
    forget_me.leave_for_good(tonight.ivo, now=noon)

    assert rota.on_the_rota([tonight.id])[tonight.id] == [tonight.fern.person_id]
    forget_me.stay(leaver(tonight.ivo))
    assert rota.on_the_rota([tonight.id])[tonight.id] == [tonight.fern.person_id]


def test_an_evening_that_was_stays_on_the_rota_until_they_are_forgotten(tonight):
    forget_me.leave_for_good(tonight.ivo, now=tonight.after)

    assert RotaPlace.objects.filter(person_id=tonight.ivo.person_id).exists()
    forget_me.forget_who_left(now=tonight.after + timedelta(days=21))
    assert not RotaPlace.objects.filter(person_id=tonight.ivo.person_id).exists()
    assert rota.on_the_rota([tonight.id])[tonight.id] == [tonight.fern.person_id]


@pytest.mark.parametrize("who", ["sol", "hal"])
def test_the_last_lead_or_host_is_asked_to_hand_over_first(who, request):
    actor = request.getfixturevalue(who)

    with pytest.raises(CannotLeaveYet, match="Then you can leave"):
        forget_me.leave_for_good(actor, now=NOON)

    assert is_welcome(actor.person_id)


def test_one_of_two_leads_may_leave(sol):
    other = make_person("Sal")
    RoleHeld.objects.create(person=other, role=Role.LEAD, given_at=NOON)

    forget_me.leave_for_good(sol, now=NOON)

    assert roles.leads() == [other.pk]


def test_nobody_leaves_out_of_an_open_evening(tonight):
    holding.open_up(
        tonight.fern, meeting_id=tonight.id, both_here=True, at=tonight.before
    )

    why = forget_me.why_not_leave(tonight.fern, now=tonight.before)

    assert (
        why == "An evening is open on your phone. Close it first. Then you can leave."
    )
    assert forget_me.why_not_leave(tonight.ivo, now=tonight.before) is None


def test_somebody_checked_in_checks_out_first(tonight):
    check_in(tonight.ivo, meeting_id=tonight.id, at=tonight.before)

    with pytest.raises(CannotLeaveYet, match="Check out first"):
        forget_me.leave_for_good(tonight.ivo, now=tonight.before)

    check_out(tonight.ivo, meeting_id=tonight.id, at=tonight.after)
    forget_me.leave_for_good(tonight.ivo, now=tonight.after)


def test_a_worry_somebody_held_is_free_for_another_lead(sol, runs):
    other = make_person("Sal")
    RoleHeld.objects.create(person=other, role=Role.LEAD, given_at=NOON)
    Worry.objects.update(held_by_id=sol.person_id, held_since=NOON)

    forget_me.leave_for_good(sol, now=NOON)

    lead = Actor(other.pk, frozenset({Grant(Role.LEAD)}), True)
    assert {one.held_by for one in worries.waiting(lead, now=NOON)} == {""}


def test_no_letter_reaches_somebody_who_left(scene, amira):
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    outbox.put(
        Words("A date has changed", "Look."), key="k", address="amira@example.org",
        person_id=amira.person_id, still=f"asks:{scene.tuesday.pk}", now=NOON,
    )  # fmt: skip

    forget_me.leave_for_good(amira, now=NOON)

    assert deliver_the_post(lambda letter: None, now=NOON + timedelta(hours=2)) == 0


def test_on_the_last_day_they_may_still_think_again(scene, amira):
    forget_me.leave_for_good(amira, now=NOON)

    assert forget_me.forget_who_left(now=LATER - timedelta(minutes=2)) == 0
    forget_me.stay(leaver(amira))

    assert forget_me.forget_who_left(now=LATER) == 0
    assert joining.my_places(amira)


def test_after_three_weeks_the_clock_forgets(scene, amira, bo):
    outbox.put(
        Words("To confirm", "x"), key="account:1", address="AMIRA@example.org", now=NOON
    )
    forget_me.leave_for_good(amira, now=NOON)

    do_round(next(one for one in ROUNDS if one.name == "forgetting"), now=LATER)

    assert not Person.objects.filter(called="Amira").exists()
    assert not Letter.objects.exists()
    assert seats.person_behind(Membership.objects.get().pk) == bo.person_id
    assert Forgotten.objects.count() == 1
    with pytest.raises(NotFound):
        directory.handle(amira, public_id="zzzzzzzzzzzz", now=LATER)


def test_the_trail_still_holds_when_somebody_is_forgotten(scene, olu, hal, amira):
    from hearthside.core import trail

    giving_roles.give(
        olu, person_id=amira.person_id, role=Role.FACILITATOR,
        group_id=scene.tuesday.pk, now=NOON,
    )  # fmt: skip
    forget_me.leave_for_good(olu, now=NOON)

    assert any("a number" in one for one in forget_me.what_stays(olu))
    forget_me.forget_who_left(now=LATER)

    assert trail.first_break() is None
    assert TrailEntry.objects.get().by == f"person:{olu.person_id}"


def test_a_worry_stays_for_its_own_time_and_says_nobody(tonight):
    Worry.objects.create(
        raised_by_id=tonight.fern.person_id, raised_at=NOON, kind="other", words="w"
    )
    forget_me.leave_for_good(tonight.fern, now=tonight.after)

    forget_me.forget_who_left(now=tonight.after + timedelta(days=22))

    kept = Worry.objects.get()
    assert (kept.raised_by_id, kept.words) == (None, "w")


def test_said_twice_it_begins_once(scene, amira):
    forget_me.leave_for_good(amira, now=NOON)

    with pytest.raises(NotFound):
        forget_me.leave_for_good(amira, now=NOON + timedelta(days=9))

    assert leaver(amira).since == NOON


def test_the_outsider_loses_nothing(scene, amira, outsider):
    session = signed_in(outsider)
    forget_me.leave_for_good(amira, now=NOON)

    forget_me.forget_who_left(now=LATER)

    assert joining.my_places(outsider)
    assert "Pim" in session.get("/mine/").content.decode()


def test_the_list_beside_the_data_names_nobody(scene, amira, bo, tmp_path):
    forget_me.leave_for_good(amira, now=NOON)
    forget_me.leave_for_good(bo, now=NOON + timedelta(days=9))
    forget_me.forget_who_left(now=LATER)

    forget_me.write_list(tmp_path)

    listed = forget_me.read_list(tmp_path)
    assert [one.is_forgotten for one in listed] == [True, False]
    said = (tmp_path / forget_me.LIST).read_text()
    assert "Amira" not in said
    assert "Bo" not in said


def test_a_damaged_list_is_not_passed_over(tmp_path):
    (tmp_path / forget_me.LIST).write_text('[{"blind": "x"}]')

    with pytest.raises(ValueError, match="cannot be read"):
        forget_me.read_list(tmp_path)


def test_an_open_record_is_handed_on_when_a_backup_brings_its_lead_back(scene, sol):
    record = make_record(scene.leeds, held_by_id=sol.person_id, closed_at=None)
    other = make_person("Sal")
    RoleHeld.objects.create(person=other, role=Role.LEAD, given_at=NOON)

    forget_me.forget(sol.person_id, now=NOON)

    record.refresh_from_db()
    assert record.held_by_id == other.pk
    assert [(one.kind, one.by) for one in chain.lines_of(record)] == [
        (Happened.TAKEN, None)
    ]
    assert chain.first_break() is None


def test_a_host_holds_it_where_no_lead_is_left_and_without_one_nobody_is_forgotten(
    scene, sol, hal
):
    record = make_record(scene.leeds, held_by_id=sol.person_id, closed_at=None)

    forget_me.forget(sol.person_id, now=NOON)

    record.refresh_from_db()
    assert record.held_by_id == hal.person_id
    with pytest.raises(CannotHandOver, match="Name a lead"):
        forget_me.forget(hal.person_id, now=NOON)
    assert Person.objects.filter(id=hal.person_id).exists()


def test_what_somebody_reported_stays_without_its_mark_and_they_are_told(amira):
    mark = evidence.marks_of(amira.person_id)[0]
    report = Report.objects.create(
        kind="group", thing="x", made_at=NOON, reporter_mark=mark, may_come_back=True
    )
    assert any("mark in place of your name" in w for w in forget_me.what_stays(amira))

    forget_me.forget(amira.person_id, now=NOON)

    report.refresh_from_db()
    assert (report.reporter_mark, report.may_come_back) == ("", False)
