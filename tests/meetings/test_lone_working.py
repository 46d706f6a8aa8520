"""Checking in and out: said twice it is one, said late it does not undo what came after."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.refusals import NotFound
from hearthside.meetings import lone_working
from hearthside.meetings.lone_working import CannotCheckIn
from hearthside.meetings.models import CheckIn, Meeting

HALF_AN_HOUR = timedelta(minutes=30)


def check_in(tonight, at=None, who=None):
    lone_working.check_in(
        who or tonight.fern, meeting_id=tonight.id, at=at or tonight.before
    )


def check_out(tonight, at=None):
    lone_working.check_out(tonight.fern, meeting_id=tonight.id, at=at or tonight.after)


def mine(tonight):
    return lone_working.my_check(tonight.fern, meeting_id=tonight.id)


def late(now):
    return [one.person_id for one in lone_working.who_is_late(now=now)]


def test_checking_in_says_until_when_somebody_waits(tonight):
    check_in(tonight)

    found = mine(tonight)
    assert found.is_in
    assert found.due_out_at == tonight.dated.ends_at + HALF_AN_HOUR


def test_each_facilitator_checks_in_for_themself(tonight):
    check_in(tonight)
    check_in(tonight, who=tonight.ivo)

    assert CheckIn.objects.count() == 2


def test_checking_in_twice_keeps_the_first_time(tonight):
    check_in(tonight)
    check_in(tonight, at=tonight.after)

    assert mine(tonight).in_at == tonight.before


def test_checking_out_twice_keeps_the_first_time(tonight):
    check_in(tonight)
    check_out(tonight)
    check_out(tonight, at=tonight.after + HALF_AN_HOUR)

    assert mine(tonight).out_at == tonight.after


def test_a_check_in_that_arrives_after_the_check_out_changes_nothing(tonight):
    check_in(tonight)
    check_out(tonight)
    check_in(tonight)

    assert not mine(tonight).is_in


def test_somebody_who_comes_back_is_waited_for_again(tonight):
    check_in(tonight)
    check_out(tonight, at=tonight.before + timedelta(minutes=5))
    check_in(tonight, at=tonight.dated.starts_at)

    assert mine(tonight).is_in
    assert late(tonight.dated.ends_at + HALF_AN_HOUR) == [tonight.fern.person_id]


def test_checking_out_without_checking_in_is_said(tonight):
    with pytest.raises(CannotCheckIn, match="did not check in"):
        check_out(tonight)


def test_two_hours_before_is_early_enough(tonight):
    early = tonight.dated.starts_at - timedelta(hours=2)

    with pytest.raises(CannotCheckIn, match="too early"):
        check_in(tonight, at=early - timedelta(seconds=1))
    check_in(tonight, at=early)


def test_nobody_checks_in_for_an_evening_called_off(tonight):
    Meeting.objects.filter(id=tonight.id).update(state="called_off")

    with pytest.raises(CannotCheckIn, match="called off"):
        check_in(tonight)


def test_late_is_half_an_hour_after_the_end_and_not_sooner(tonight):
    check_in(tonight)
    due = tonight.dated.ends_at + HALF_AN_HOUR

    assert late(due - timedelta(seconds=1)) == []
    assert late(due) == [tonight.fern.person_id]


def test_whoever_is_out_is_not_late(tonight):
    check_in(tonight)
    check_out(tonight)

    assert late(tonight.after + timedelta(hours=2)) == []


def test_a_house_that_slept_for_days_frightens_nobody_about_last_week(tonight):
    check_in(tonight)

    assert late(tonight.dated.ends_at + timedelta(hours=24)) == [tonight.fern.person_id]
    assert late(tonight.dated.ends_at + timedelta(hours=25)) == []


def test_it_is_told_once(tonight):
    check_in(tonight)
    found = lone_working.who_is_late(now=tonight.after + HALF_AN_HOUR)[0]

    assert found.waiting == (tonight.wil.person_id,)
    assert lone_working.note_told(found.id, now=tonight.after)
    assert not lone_working.note_told(found.id, now=tonight.after)
    assert late(tonight.after + HALF_AN_HOUR) == []


def test_it_is_forgotten_after_thirty_days(tonight):
    check_in(tonight)
    due = tonight.dated.ends_at + HALF_AN_HOUR

    assert lone_working.forget(now=due + timedelta(days=30)) == 0
    assert lone_working.forget(now=due + timedelta(days=30, seconds=1)) == 1


@pytest.mark.parametrize("who", ["olu", "otto", "amira", "hal"])
def test_nobody_else_checks_in_or_looks(who, tonight, request):
    actor = request.getfixturevalue(who)

    with pytest.raises(NotFound):
        check_in(tonight, who=actor)
    with pytest.raises(NotFound):
        lone_working.my_check(actor, meeting_id=tonight.id)
