"""Who may lead: everything the house asks for in date, and an evening shadowed before."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from hearthside.core.refusals import NotFound
from hearthside.groups.models import RoleHeld
from hearthside.meetings import requirements, rota, schedule, shadowing, training
from hearthside.meetings.models import Holding, LedBefore, Meeting, Training
from hearthside.meetings.requirements import Asked, CannotRequire
from hearthside.organisation import wording
from tests.cast import NOON, make_person

COURSE, CHECK = "Safeguarding adults", "Background check"


@pytest.fixture
def tuesday(scene):
    return Meeting.objects.filter(group=scene.tuesday).earliest("on")


@pytest.fixture
def asks_for_two(hal):
    """A house that asks for a course that lasts two years, and a check without an end."""
    requirements.ask_for(hal, Asked(COURSE, 24, False), now=NOON)
    requirements.ask_for(hal, Asked(CHECK, None, True), now=NOON)


def holds(person, name, *, got_on=date(2025, 6, 1), until=None):
    training.note_certificate(
        person_id=person.person_id, name=name, got_on=got_on, runs_out_on=until
    )


def may_lead(person, meeting):
    """Ask both ways: what the rota counts, and what somebody is told beforehand."""
    rota.put_down(meeting_id=meeting.pk, person_id=person.person_id)
    counted = rota.ready([meeting.pk])[meeting.pk] == 1
    told = training.trained([person.person_id], on=meeting.on) == {person.person_id}
    assert counted == told
    return counted


def held(group, *, weeks_ago, closed=True):
    """An evening gone by that was opened, and closed again unless somebody forgot."""
    day = NOON - timedelta(weeks=weeks_ago, days=5)
    meeting = Meeting.objects.create(
        group=group, on=day.date(), starts_at=day, usual_start=day,
        ends_at=day + timedelta(hours=2),
    )  # fmt: skip
    Holding.objects.create(
        meeting=meeting, opened_at=day, closed_at=meeting.ends_at if closed else None
    )
    return meeting


def test_everything_the_house_asks_for_in_date_is_enough(fern, tuesday, asks_for_two):
    holds(fern, COURSE, until=date(2027, 6, 1))
    holds(fern, CHECK)

    assert may_lead(fern, tuesday)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Another course"},
        {"got_on": date(2026, 4, 1)},
        {"runs_out_on": date(2026, 3, 2)},
    ],
)
def test_one_thing_missing_is_not(fern, tuesday, asks_for_two, change):
    holds(fern, COURSE, until=date(2027, 6, 1))
    holds(fern, CHECK)
    Training.objects.filter(name=COURSE).update(**change)

    assert not may_lead(fern, tuesday)


def test_the_old_course_alone_is_not_once_the_house_asks_for_more(
    fern, tuesday, asks_for_two
):
    assert Training.objects.get().name == training.TO_FACILITATE

    assert not may_lead(fern, tuesday)


def test_what_nobody_asks_for_may_run_out(fern, tuesday, asks_for_two):
    holds(fern, COURSE)
    holds(fern, CHECK)
    holds(fern, "First aid", until=date(2026, 1, 1))

    assert may_lead(fern, tuesday)


def test_until_a_house_says_what_it_asks_for_it_is_the_course_and_nothing_run_out(
    fern, tuesday
):
    assert may_lead(fern, tuesday)

    holds(fern, "First aid", until=date(2026, 1, 1))
    assert rota.ready([tuesday.pk]) == {tuesday.pk: 0}


def test_a_certificate_that_runs_out_tonight_is_good_until_everybody_is_home(
    fern, tuesday, asks_for_two
):
    holds(fern, CHECK)
    holds(fern, COURSE, until=tuesday.on)
    Meeting.objects.filter(pk=tuesday.pk).update(
        ends_at=tuesday.starts_at + timedelta(hours=6)
    )

    assert may_lead(fern, tuesday)

    Training.objects.filter(name=COURSE).update(
        runs_out_on=tuesday.on - timedelta(days=1)
    )
    assert rota.ready([tuesday.pk]) == {tuesday.pk: 0}


@pytest.mark.parametrize(
    ("asked", "may"), [(0, True), (1, True), (2, True), (3, False)]
)
def test_as_many_evenings_shadowed_as_the_house_asks_for(
    fern, tuesday, scene, hal, asked, may
):
    requirements.ask_for_shadowing(hal, evenings=asked, now=NOON)
    for weeks in (1, 2):
        rota.RotaPlace.objects.create(
            meeting=held(scene.tuesday, weeks_ago=weeks),
            person_id=fern.person_id,
            part="shadows",
        )

    assert may_lead(fern, tuesday) == may


@pytest.mark.parametrize("weeks_ago", [1, -4])
def test_an_evening_nobody_held_teaches_nothing(fern, tuesday, scene, hal, weeks_ago):
    requirements.ask_for_shadowing(hal, evenings=1, now=NOON)
    meeting = held(scene.tuesday, weeks_ago=weeks_ago, closed=weeks_ago < 0)
    rota.RotaPlace.objects.create(
        meeting=meeting, person_id=fern.person_id, part="shadows"
    )

    assert not may_lead(fern, tuesday)


def test_waiting_by_the_phone_is_not_shadowing(fern, tuesday, scene, hal):
    requirements.ask_for_shadowing(hal, evenings=1, now=NOON)
    rota.RotaPlace.objects.create(
        meeting=held(scene.tuesday, weeks_ago=1), person_id=fern.person_id, part="waits"
    )

    assert not may_lead(fern, tuesday)


def test_who_led_an_evening_knows_how(fern, tuesday, scene, hal):
    requirements.ask_for_shadowing(hal, evenings=1, now=NOON)
    rota.put_down(
        meeting_id=held(scene.tuesday, weeks_ago=1).pk, person_id=fern.person_id
    )

    assert may_lead(fern, tuesday)


def test_who_led_elsewhere_before_knows_how(fern, tuesday, hal):
    requirements.ask_for_shadowing(hal, evenings=1, now=NOON)
    shadowing.note_led_before(person_id=fern.person_id, now=NOON)

    assert may_lead(fern, tuesday)


def test_a_certificate_counts_however_much_was_shadowed(fern, tuesday, scene, hal):
    requirements.ask_for_shadowing(hal, evenings=1, now=NOON)
    shadowing.note_led_before(person_id=fern.person_id, now=NOON)
    Training.objects.all().delete()

    assert not may_lead(fern, tuesday)


def test_what_was_shadowed_outlives_the_evenings(fern, bo, scene):
    for person, part in ((fern, "shadows"), (bo, "waits")):
        rota.RotaPlace.objects.create(
            meeting=held(scene.tuesday, weeks_ago=1 if person is fern else 2),
            person_id=person.person_id,
            part=part,
        )

    assert shadowing.keep_what_was_shadowed(needed=1, now=NOON) == 1
    assert shadowing.keep_what_was_shadowed(needed=1, now=NOON) == 0
    assert LedBefore.objects.get().person_id == fern.person_id


def test_the_rota_believes_it_in_one_query_however_many_dates(
    fern, scene, asks_for_two, django_assert_num_queries
):
    dates = schedule.next_dates(group_id=scene.tuesday.pk, now=NOON, most=12)
    for dated in dates:
        rota.put_down(meeting_id=dated.id, person_id=fern.person_id)

    with django_assert_num_queries(1):
        rota.ready([dated.id for dated in dates])


def test_many_people_are_asked_about_in_one_query(scene, django_assert_num_queries):
    people = [make_person(f"Helper {number}").pk for number in range(20)]

    with django_assert_num_queries(1):
        assert training.trained(people, on=NOON.date()) == frozenset()


def test_nobody_but_coordinators_and_the_host_says_what_leading_asks_for(
    fern, outsider, sol, olu
):
    for person in (fern, outsider, sol):
        with pytest.raises(NotFound):
            requirements.ask_for(person, Asked(COURSE, 24, False), now=NOON)
        with pytest.raises(NotFound):
            requirements.ask_no_more_for(person, name=COURSE, now=NOON)
        with pytest.raises(NotFound):
            requirements.ask_for_shadowing(person, evenings=3, now=NOON)

    assert not requirements.is_written_down()
    requirements.ask_for(olu, Asked(COURSE, 24, False), now=NOON)
    assert requirements.asked_for() == [Asked(COURSE, 24, False)]


def test_the_same_name_again_changes_it(hal):
    requirements.ask_for(hal, Asked(COURSE, 24, False), now=NOON)
    requirements.ask_for(hal, Asked(COURSE.upper(), 36, True), now=NOON)

    assert requirements.asked_for() == [Asked(COURSE, 36, True)]


def test_there_is_an_end_to_what_can_be_asked(hal):
    for number in range(requirements.MOST):
        requirements.ask_for(hal, Asked(f"Course {number}", None, False), now=NOON)

    with pytest.raises(CannotRequire):
        requirements.ask_for(hal, Asked("One more", None, False), now=NOON)


def test_asking_for_something_no_more_keeps_its_certificates(hal, fern, asks_for_two):
    holds(fern, COURSE)

    requirements.ask_no_more_for(hal, name=COURSE, now=NOON)

    assert [one.name for one in requirements.asked_for()] == [CHECK]
    assert Training.objects.filter(name=COURSE).exists()


def test_asking_for_shadowing_changes_no_other_word_of_the_house(hal, scene):
    before = wording.the_house()

    requirements.ask_for_shadowing(hal, evenings=3, now=NOON)

    after = wording.the_house()
    assert (after.shadows_needed, after.name) == (3, before.name)


@pytest.mark.parametrize(
    ("got_on", "months", "until"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_end_on_a_day_there_is(got_on, months, until):
    assert Asked(COURSE, months, False).runs_out_on(got_on) == until


def test_an_upgrade_throws_nobody_out_who_leads_today(fern, otto, bo, amira, tuesday):
    upgrade = import_module("hearthside.meetings.migrations.0004_training")
    RoleHeld.objects.filter(person_id=otto.person_id).update(ended_at=NOON)
    rota.put_down(meeting_id=tuesday.pk, person_id=bo.person_id)
    rota.RotaPlace.objects.create(
        meeting=tuesday, person_id=amira.person_id, part="shadows"
    )

    upgrade.keep_who_leads(apps, None)

    noted = set(LedBefore.objects.values_list("person_id", flat=True))
    assert noted == {fern.person_id, bo.person_id}
