from datetime import date

import pytest

from hearthside.meetings import rota, schedule
from hearthside.meetings.models import Training


@pytest.fixture
def tuesday(scene, noon):
    return schedule.next_dates(group_id=scene.tuesday.pk, now=noon)[0]


def test_two_trained_facilitators_make_it_ready(tuesday, fern, otto):
    for person in (fern, otto):
        rota.put_down(meeting_id=tuesday.id, person_id=person.person_id)

    assert rota.ready([tuesday.id]) == {tuesday.id: 2}


@pytest.mark.parametrize(
    "change",
    [
        {"runs_out_on": date(2026, 3, 2)},
        {"name": "First aid"},
        {"got_on": date(2026, 4, 1)},
    ],
)
def test_somebody_untrained_on_the_day_does_not_count(tuesday, fern, otto, change):
    for person in (fern, otto):
        rota.put_down(meeting_id=tuesday.id, person_id=person.person_id)
    Training.objects.filter(person_id=otto.person_id).update(**change)

    assert rota.ready([tuesday.id]) == {tuesday.id: 1}


def test_training_good_on_the_day_itself_counts(tuesday, fern):
    rota.put_down(meeting_id=tuesday.id, person_id=fern.person_id)
    Training.objects.update(runs_out_on=tuesday.on)

    assert rota.ready([tuesday.id]) == {tuesday.id: 1}


def test_an_empty_date_is_nought(tuesday):
    assert rota.ready([tuesday.id]) == {tuesday.id: 0}


def test_readiness_is_one_query_for_many_dates(scene, noon, django_assert_num_queries):
    dates = schedule.next_dates(group_id=scene.tuesday.pk, now=noon, most=12)

    with django_assert_num_queries(1):
        rota.ready([dated.id for dated in dates])
