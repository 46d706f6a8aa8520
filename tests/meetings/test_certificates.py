"""Noting certificates: who may, what is refused, and that a newer one takes over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hearthside.core import trail
from hearthside.core.refusals import NotFound
from hearthside.groups.models import RoleHeld
from hearthside.meetings import certificates, training
from hearthside.meetings.certificates import CannotNote, Paper
from hearthside.meetings.models import LedBefore, Training
from tests.cast import NOON

TODAY = NOON.date()
COURSE = Paper("Safeguarding adults", date(2026, 1, 10), date(2028, 1, 10))


def note(actor, person, paper=COURSE):
    certificates.note(actor, paper, person_id=person.person_id, today=TODAY, now=NOON)


def kept(person):
    found = training.certificates_of([person.person_id]).get(person.person_id, [])
    return {one.name: (one.got_on, one.runs_out_on) for one in found}


def test_a_coordinator_notes_what_their_volunteer_brought(olu, fern):
    note(olu, fern)

    assert kept(fern)[COURSE.name] == (COURSE.got_on, COURSE.runs_out_on)
    assert trail.latest(most=1)[0].what == f"person:{fern.person_id}"


def test_nobody_else_does(outsider, una, sol, hal, fern, amira):
    for actor in (outsider, una, sol, hal, fern, amira):
        with pytest.raises(NotFound):
            note(actor, fern)
        with pytest.raises(NotFound):
            certificates.take_away(
                actor,
                person_id=fern.person_id,
                name=training.TO_FACILITATE,
                now=NOON,
            )
        with pytest.raises(NotFound):
            certificates.say_led_before(
                actor, person_id=fern.person_id, has=True, now=NOON
            )

    assert set(kept(fern)) == {training.TO_FACILITATE}
    assert not LedBefore.objects.exists()


def test_who_helps_nowhere_here_cannot_be_told_from_nobody(olu, amira, otto):
    for person in (amira, otto):
        with pytest.raises(NotFound) as said:
            note(olu, person)
        assert said.value.why == NotFound().why


def test_a_volunteer_whose_role_ended_is_nobodys_to_note(olu, fern):
    RoleHeld.objects.filter(person_id=fern.person_id).update(ended_at=NOON)

    with pytest.raises(NotFound):
        note(olu, fern)


def test_a_newer_one_takes_the_older_ones_place(olu, fern):
    note(olu, fern)
    newer = Paper(COURSE.name.upper(), date(2026, 2, 20), date(2028, 2, 20))

    note(olu, fern, newer)

    assert kept(fern)[COURSE.name] == (newer.got_on, newer.runs_out_on)
    assert Training.objects.filter(person_id=fern.person_id).count() == 2


def test_an_older_one_does_not(olu, fern):
    note(olu, fern)

    with pytest.raises(CannotNote, match="newer one is kept"):
        note(olu, fern, Paper(COURSE.name, date(2024, 1, 10), None))

    assert kept(fern)[COURSE.name] == (COURSE.got_on, COURSE.runs_out_on)


def test_another_end_for_the_same_one_is_a_correction(olu, fern):
    note(olu, fern)
    Training.objects.filter(name=COURSE.name).update(told_of=30)

    note(olu, fern, Paper(COURSE.name, COURSE.got_on, date(2029, 1, 10)))

    row = Training.objects.get(name=COURSE.name)
    assert (row.runs_out_on, row.told_of) == (date(2029, 1, 10), None)


@pytest.mark.parametrize(
    ("got_on", "until"),
    [
        (TODAY + timedelta(days=1), None),
        (date(1975, 1, 1), None),
        (date(2026, 1, 10), date(2026, 1, 9)),
        (date(2026, 1, 10), date(2090, 1, 10)),
    ],
)
def test_a_day_that_cannot_be_is_refused(olu, fern, got_on, until):
    with pytest.raises(CannotNote):
        note(olu, fern, Paper(COURSE.name, got_on, until))

    assert COURSE.name not in kept(fern)


@pytest.mark.parametrize(
    ("got_on", "until"), [(TODAY, TODAY), (TODAY, None), (date(1977, 1, 1), None)]
)
def test_a_day_at_the_edge_is_not(olu, fern, got_on, until):
    note(olu, fern, Paper(COURSE.name, got_on, until))

    assert kept(fern)[COURSE.name] == (got_on, until)


def test_there_is_an_end_to_what_is_kept_of_one_person(olu, fern):
    for number in range(certificates.MOST - 1):
        note(olu, fern, Paper(f"Course {number}", TODAY, None))

    with pytest.raises(CannotNote):
        note(olu, fern, Paper("One more", TODAY, None))
    note(olu, fern, Paper("Course 1", TODAY, TODAY))


def test_what_was_noted_by_mistake_is_taken_away(olu, fern):
    note(olu, fern)

    for _ in range(2):
        certificates.take_away(
            olu, person_id=fern.person_id, name=COURSE.name, now=NOON
        )

    assert set(kept(fern)) == {training.TO_FACILITATE}
    # Noted once, taken away once, whatever was tapped twice.
    assert len(trail.latest()) == 2


def test_having_led_before_is_noted_once_and_can_be_taken_back(olu, fern):
    for _ in range(2):
        certificates.say_led_before(olu, person_id=fern.person_id, has=True, now=NOON)
    assert LedBefore.objects.get().person_id == fern.person_id

    certificates.say_led_before(olu, person_id=fern.person_id, has=False, now=NOON)
    assert not LedBefore.objects.exists()


def test_old_certificates_and_old_notes_go(olu, fern):
    long_ago = NOON - timedelta(days=365 * 6 + 2)
    LedBefore.objects.create(person_id=fern.person_id, noted_at=long_ago)
    Training.objects.update(runs_out_on=(NOON - timedelta(days=365 * 6)).date())

    assert training.forget(now=NOON) == 0
    assert training.forget(now=NOON + timedelta(days=2)) == 2
    assert not LedBefore.objects.exists()
