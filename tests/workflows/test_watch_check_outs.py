"""A check-out that does not come: who waits is told at once, once, and nobody too late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from hearthside.core import heartbeats
from hearthside.core.models import Letter
from hearthside.jobs.rounds import ROUNDS, do_round
from hearthside.meetings import debriefing, lone_working
from hearthside.meetings.models import CheckIn, Debrief, RotaPlace
from hearthside.people.models import Person
from hearthside.people.signing_in import suspend
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.watch_check_outs import watch_check_outs

BASE = "https://groups.example.org"


@pytest.fixture
def due(tonight):
    """Fern is in; this is when her check-out is due."""
    lone_working.check_in(tonight.fern, meeting_id=tonight.id, at=tonight.before)
    return tonight.dated.ends_at + lone_working.GRACE


def watch(now):
    return watch_check_outs(base_address=BASE, now=now)


def delivered(now):
    sent = []
    deliver_the_post(sent.append, now=now)
    return [letter.address for letter in sent]


def test_who_waits_is_told_once_and_not_before_it_is_due(due):
    assert watch(due - timedelta(seconds=1)) == 0
    assert watch(due) == 1
    assert watch(due + timedelta(minutes=1)) == 0
    assert delivered(due) == ["wil@example.org"]
    assert CheckIn.objects.get().told_at == due


def test_told_again_never_even_by_two_clocks(due):
    watch(due)
    CheckIn.objects.update(told_at=None)
    watch(due + timedelta(minutes=1))

    assert Letter.objects.count() == 1


def test_whoever_is_out_makes_nobody_worry(due, tonight):
    lone_working.check_out(tonight.fern, meeting_id=tonight.id, at=tonight.after)

    assert watch(due) == 0


def test_a_letter_does_not_leave_after_the_check_out_came(due, tonight):
    watch(due)
    lone_working.check_out(tonight.fern, meeting_id=tonight.id, at=due)

    assert delivered(due) == []
    assert Letter.objects.get().dropped_at == due


def test_a_letter_does_not_reach_somebody_who_no_longer_waits(due):
    watch(due)
    RotaPlace.objects.filter(part="waits").delete()

    assert delivered(due) == []


@pytest.mark.parametrize("why", ["nobody", "no address", "suspended"])
def test_when_nobody_can_wait_the_coordinator_is_told(why, due, olu, tonight):
    wil = tonight.wil.person_id
    if why == "nobody":
        RotaPlace.objects.filter(part="waits").delete()
    elif why == "no address":
        Person.objects.filter(id=wil).update(email="")
    else:
        suspend(person_id=wil, now=due)

    watch(due)

    assert delivered(due) == ["olu@example.org"]


def test_a_coordinator_of_elsewhere_is_not_told(due, una):
    RotaPlace.objects.filter(part="waits").delete()
    Person.objects.filter(id=una.person_id).update(email="una@example.org")

    assert watch(due) == 0
    assert Letter.objects.count() == 0


def test_when_nobody_at_all_can_be_told_it_stays_to_be_told(due, tonight):
    Person.objects.filter(id=tonight.wil.person_id).update(email="")

    assert watch(due) == 0
    Person.objects.filter(id=tonight.wil.person_id).update(email="wil@example.org")

    assert watch(due + timedelta(minutes=1)) == 1


def test_the_letter_says_where_to_look_and_names_nobody(due):
    watch(due)

    letter = Letter.objects.get()
    said = f"{letter.subject} {letter.text} {letter.html}"
    assert f"{BASE}/waiting/" in letter.text
    assert "999 or 112" in letter.text
    for secret in ("Fern", "Wil", "Tuesday", "Headingley", "9.30"):
        assert secret not in said


def test_the_clock_does_it_every_minute_and_says_so(due, settings):
    watching = next(one for one in ROUNDS if one.name == "watch")

    do_round(watching, now=due)
    do_round(next(one for one in ROUNDS if one.name == "post"), now=due)

    assert watching.every == timedelta(minutes=1)
    assert heartbeats.MAY_BE_SILENT["watch"] == timedelta(minutes=5)
    assert heartbeats.beats()["watch"].ended_at == due
    assert [letter.to for letter in mail.outbox] == [["wil@example.org"]]


def test_what_is_over_is_forgotten(due, tonight):
    debriefing.say_how_i_am(
        tonight.fern, meeting_id=tonight.id, how="tired", wants_a_talk=False, now=due
    )
    forgetting = next(one for one in ROUNDS if one.name == "forgetting")

    do_round(forgetting, now=due + timedelta(days=31))
    assert not CheckIn.objects.exists()
    assert Debrief.objects.exists()
    do_round(forgetting, now=due + timedelta(days=366))
    assert not Debrief.objects.exists()
