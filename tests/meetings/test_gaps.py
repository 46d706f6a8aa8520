"""Gaps: who is offered one, and taking it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from hearthside.core.actor import Role
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import near
from hearthside.groups.models import Group
from hearthside.meetings import gaps, rota, swapping
from hearthside.meetings.gaps import CannotTake
from hearthside.meetings.models import Meeting, RotaPlace
from tests.cast import NOON
from tests.racing import at_once, where_threads_may_meet
from tests.rota_scene import down, fellow, first, near_group, runs_out, who_leads

MONTH = NOON + timedelta(days=30)


@pytest.fixture
def tuesday(scene) -> Meeting:
    return first(scene.tuesday)


@pytest.fixture
def gil(scene):
    return fellow(scene.tuesday, "Gil")


def take(actor, meeting, *, version=1, now=NOON):
    return gaps.take(actor, public_id=meeting.public_id, version=version, now=now)


def test_a_gap_is_taken_by_a_facilitator_of_the_group(fern, gil, tuesday):
    take(fern, tuesday)
    take(gil, tuesday)

    assert rota.ready([tuesday.pk])[tuesday.pk] == 2


def test_a_neighbour_steps_in_and_has_this_evening_only(scene, tuesday):
    ida = fellow(near_group(scene), "Ida")

    take(ida, tuesday)

    grants = rota.grants_for_tonight(ida.person_id, now=NOON)
    assert [(grant.role, grant.meeting_id, grant.group_id) for grant in grants] == [
        (Role.TONIGHT, tuesday.pk, None)
    ]


@pytest.mark.parametrize(
    ("north", "is_near"), [(0.20, True), (0.24, False)], ids=["22 km", "27 km"]
)
def test_near_is_the_same_locality_or_25_kilometres(scene, north, is_near):
    other = near_group(scene, latitude=53.82 + north)
    Group.objects.filter(id=other.pk).update(locality=scene.hull)

    assert (other.pk in near.near_any_of([scene.tuesday.pk])) == is_near


def test_two_groups_without_a_locality_are_not_neighbours_for_that(scene):
    Group.objects.update(locality=None, latitude=None, longitude=None)

    assert near.near_any_of([scene.tuesday.pk]) == {scene.tuesday.pk}


@pytest.mark.parametrize("stranger", ["amira", "outsider", "otto", "olu", "sol"])
def test_nobody_else_can_tell_that_the_gap_is_there(request, stranger, tuesday):
    with pytest.raises(NotFound):
        take(request.getfixturevalue(stranger), tuesday)


def test_a_third_is_told_that_nobody_is_missing(fern, gil, scene, tuesday):
    down(tuesday, fern, gil)

    with pytest.raises(CannotTake, match="Somebody else has taken it"):
        take(fellow(scene.tuesday, "Ida"), tuesday)


def test_a_second_tap_is_one_place(fern, tuesday):
    take(fern, tuesday)

    with pytest.raises(CannotTake, match="You are down for that evening already"):
        take(fern, tuesday)

    assert RotaPlace.objects.count() == 1


def test_who_is_busy_at_that_time_is_told_so(fern, scene, tuesday):
    down(first(near_group(scene)), fern)

    with pytest.raises(CannotTake, match="You are down for another evening"):
        take(fern, tuesday)


def test_who_is_out_of_date_that_day_is_told_so(fern, tuesday):
    runs_out(fern, tuesday.on - timedelta(days=1))

    with pytest.raises(CannotTake, match="You may shadow"):
        take(fern, tuesday)


def test_a_date_moved_meanwhile_is_looked_at_again(fern, tuesday):
    Meeting.objects.filter(id=tuesday.pk).update(version=2)

    with pytest.raises(ChangedMeanwhile):
        take(fern, tuesday)


def test_a_date_called_off_meanwhile_needs_nobody(fern, tuesday):
    Meeting.objects.filter(id=tuesday.pk).update(state="called_off")

    with pytest.raises(CannotTake, match="called off"):
        take(fern, tuesday)


def test_a_swap_is_taken_when_nobody_is_missing(fern, gil, scene, tuesday):
    ida = fellow(scene.tuesday, "Ida")
    down(tuesday, fern, gil)
    swapping.ask_for_a_swap(fern, public_id=tuesday.public_id, now=NOON)

    taken = take(ida, tuesday)

    assert taken.giver == fern.person_id
    assert who_leads(tuesday) == {gil.person_id, ida.person_id}
    assert not RotaPlace.objects.exclude(wants_a_swap_since=None).exists()


def test_an_empty_place_goes_before_a_swap(fern, gil, tuesday):
    down(tuesday, fern)
    swapping.ask_for_a_swap(fern, public_id=tuesday.public_id, now=NOON)

    assert take(gil, tuesday).giver is None
    assert who_leads(tuesday) == {fern.person_id, gil.person_id}


def test_gaps_concern_those_near_in_date_and_not_down_already(
    fern, gil, otto, scene, tuesday
):
    ida = fellow(near_group(scene), "Ida")
    runs_out(gil, tuesday.on - timedelta(days=1))
    down(tuesday, fern)

    concern = gaps.whom_they_concern(
        gaps.open_gaps([scene.tuesday.pk], now=NOON, until=NOON + timedelta(days=3))
    )

    assert set(concern) == {ida.person_id}


def test_gaps_near_me_leave_out_evenings_i_have(fern, scene):
    other = near_group(scene)
    down(first(other), fern)

    found = gaps.near_me(fern, now=NOON, until=MONTH)

    # Four Tuesdays of my own group but the one on which I am elsewhere, and as many there.
    assert first(scene.tuesday).pk not in {gap.dated.id for gap in found}
    assert len(found) == 8 - 2 + 2


def test_many_gaps_cost_no_more_to_look_at(fern, scene, django_assert_max_num_queries):
    for number in range(12):
        near_group(scene, f"Group {number}")

    with django_assert_max_num_queries(9):
        assert len(gaps.near_me(fern, now=NOON, until=MONTH)) > 40


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["gap", "swap"])
def test_of_six_who_reach_for_one_place_one_has_it(scene, tmp_path, kind):
    tuesday = first(scene.tuesday)
    gil, hana = fellow(scene.tuesday, "Gil"), fellow(scene.tuesday, "Hana")
    down(tuesday, gil)
    if kind == "swap":
        down(tuesday, hana)
        swapping.ask_for_a_swap(hana, public_id=tuesday.public_id, now=NOON)
    names = ("Ida", "Jun", "Kofi", "Lena", "Mona", "Nell")
    takers = [fellow(scene.tuesday, name) for name in names]

    with where_threads_may_meet(tmp_path):
        refusals = at_once([partial(take, taker, tuesday) for taker in takers])
        leads = who_leads(tuesday)

    assert [why for why in refusals if why is None] == [None]
    assert {type(why) for why in refusals if why} == {CannotTake}
    assert len(leads) == 2
    assert gil.person_id in leads
    assert hana.person_id not in leads


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_person_who_says_yes_to_two_evenings_at_once_has_one(scene, tmp_path):
    gil = fellow(scene.tuesday, "Gil")
    both = [first(scene.tuesday), first(near_group(scene))]

    with where_threads_may_meet(tmp_path):
        refusals = at_once([partial(take, gil, meeting) for meeting in both])
        places = RotaPlace.objects.filter(person_id=gil.person_id).count()

    assert [type(why) for why in refusals if why] == [CannotTake]
    assert places == 1
