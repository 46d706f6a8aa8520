"""Reminders: in time, once each, and to nobody whom it no longer concerns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail

from hearthside.core.models import Letter
from hearthside.groups.models import RoleHeld
from hearthside.jobs.rounds import ROUNDS, do_round
from hearthside.meetings import training
from hearthside.meetings.models import Training
from hearthside.people.models import Person
from hearthside.people.signing_in import suspend
from hearthside.workflows.remind_of_training import remind_of_training
from tests.cast import NOON
from tests.post import the_post_leaves

TODAY = NOON.date()
BASE = "https://notices.example.org"


@pytest.fixture
def holder(fern):
    Person.objects.filter(id=fern.person_id).update(email="fern@example.org")
    return fern


def runs_out(days, *, person):
    Training.objects.filter(person_id=person.person_id).update(
        runs_out_on=TODAY + timedelta(days=days)
    )


def remind(*, now=NOON):
    return remind_of_training(base_address=BASE, now=now)


def sent(*, now=NOON):
    the_post_leaves(now=now)
    found = [(letter.to[0], letter.subject) for letter in mail.outbox]
    mail.outbox.clear()
    return found


SOON = ("fern@example.org", "Something of yours runs out soon")
OVER = ("fern@example.org", "Something of yours has run out")
DESK = ("olu@example.org", "Something at your desk wants a look")


@pytest.mark.parametrize(
    ("days", "letters"),
    [
        (61, []),
        (60, [SOON]),
        (31, [SOON]),
        (30, [SOON]),
        (8, [SOON]),
        (7, [SOON, DESK]),
        (0, [SOON, DESK]),
        (-1, [OVER, DESK]),
        (-30, [OVER, DESK]),
        (-31, []),
    ],
)
def test_who_is_told_and_when(holder, olu, days, letters):
    runs_out(days, person=holder)

    remind()

    assert sent() == letters


def test_from_sixty_days_to_the_end_it_is_said_four_times_and_never_more(holder, olu):
    runs_out(65, person=holder)

    told = []
    for day in range(110):
        now = NOON + timedelta(days=day)
        remind(now=now)
        remind(now=now + timedelta(hours=1))
        told += [(day, *letter) for letter in sent(now=now + timedelta(hours=2))]

    assert told == [
        (5, *SOON), (35, *SOON), (58, *SOON), (58, *DESK), (66, *OVER), (66, *DESK),
    ]  # fmt: skip


def test_a_clock_that_stood_still_for_a_month_says_it_once(holder):
    runs_out(60, person=holder)
    remind()
    sent()

    remind(now=NOON + timedelta(days=55))

    assert sent(now=NOON + timedelta(days=55)) == [SOON]


def test_renewed_before_the_letter_left_it_does_not_leave(holder, olu):
    runs_out(5, person=holder)
    remind()

    training.note_certificate(
        person_id=holder.person_id,
        name=training.TO_FACILITATE,
        got_on=TODAY,
        runs_out_on=date(2028, 3, 2),
    )

    assert sent() == []
    assert Letter.objects.filter(dropped_at=None).count() == 0


def test_a_new_end_is_a_new_reminder(holder):
    runs_out(5, person=holder)
    remind()
    sent()
    training.note_certificate(
        person_id=holder.person_id,
        name=training.TO_FACILITATE,
        got_on=TODAY,
        runs_out_on=TODAY + timedelta(days=50),
    )

    remind()

    assert sent() == [SOON]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("how", ["suspended", "no volunteer any more"])
def test_nobody_is_told_of_somebody_who_helps_no_longer(holder, olu, how, when):
    runs_out(5, person=holder)
    if when == "after":
        remind()

    if how == "suspended":
        suspend(person_id=holder.person_id, now=NOON)
    else:
        RoleHeld.objects.filter(person_id=holder.person_id).update(ended_at=NOON)
    remind()

    assert sent() == []


def test_a_coordinator_who_stopped_coordinating_is_not_told(holder, olu):
    runs_out(5, person=holder)
    remind()

    RoleHeld.objects.filter(person_id=olu.person_id).update(ended_at=NOON)

    assert sent() == [SOON]


def test_a_coordinator_elsewhere_is_not_told(holder, una):
    Person.objects.filter(id=una.person_id).update(email="una@example.org")
    runs_out(5, person=holder)

    remind()

    assert sent() == [SOON]


def test_the_coordinators_own_is_told_them_once(olu, scene):
    Training.objects.create(
        person_id=olu.person_id, name="First aid", got_on=TODAY, runs_out_on=TODAY
    )

    remind()

    assert sent() == [("olu@example.org", SOON[1])]


def test_no_letter_says_what_for_or_whose(holder, olu):
    runs_out(5, person=holder)

    remind()

    said = [f"{one.subject} {one.text} {one.html}" for one in Letter.objects.all()]
    assert len(said) == 2
    assert "Saturday 7 March" in said[0]
    assert f"{BASE}/desk/my-training/" in said[0]
    for name in ("Fern", "Facilitating", "Tuesday", "Leeds", "Harbour", "group"):
        assert not [words for words in said if name in words]


def test_a_clock_years_ahead_tells_nobody_that_all_is_over(holder, olu):
    training_round = next(one for one in ROUNDS if one.name == "training")
    forgetting = next(one for one in ROUNDS if one.name == "forgetting")
    do_round(forgetting, now=NOON)
    runs_out(900, person=holder)

    do_round(training_round, now=NOON + timedelta(days=905))

    assert not Letter.objects.exists()


def test_the_day_is_the_houses_day(holder):
    # Half past eleven at night in July: in London it is tomorrow already.
    runs_out(0, person=holder)
    Training.objects.update(runs_out_on=date(2026, 7, 1))

    remind(now=NOON.replace(month=7, day=1, hour=22, minute=59))
    assert Letter.objects.get().subject == SOON[1]
    remind(now=NOON.replace(month=7, day=1, hour=23, minute=1))

    assert {letter.subject for letter in Letter.objects.all()} == {SOON[1], OVER[1]}
