"""Putting people down for a date, by those who keep its rota."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from hearthside.core.models import TrailEntry
from hearthside.core.policy import Place
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups.models import Group, RoleHeld
from hearthside.meetings import placing, rota
from hearthside.meetings.models import Meeting
from hearthside.meetings.placing import CannotPutDown
from hearthside.people.signing_in import suspend
from tests.cast import NOON
from tests.rota_scene import down, fellow, first, near_group, runs_out, who_leads


@pytest.fixture
def here(scene) -> Place:
    return Place(scene.tuesday.pk, scene.leeds.pk)


@pytest.fixture
def tuesday(scene) -> Meeting:
    return first(scene.tuesday)


@pytest.fixture
def gil(scene):
    return fellow(scene.tuesday, "Gil")


def put(actor, who, meeting, place, *, part="leads", version=1, now=NOON) -> None:
    placing.put_down(
        actor,
        public_id=meeting.public_id,
        place=place,
        person_id=who.person_id if who else None,
        part=part,
        version=version,
        now=now,
    )


@pytest.mark.parametrize("keeper", ["fern", "olu"])
def test_those_who_keep_the_rota_put_people_down(request, keeper, gil, tuesday, here):
    put(request.getfixturevalue(keeper), gil, tuesday, here)

    assert who_leads(tuesday) == {gil.person_id}
    assert TrailEntry.objects.latest("id").what == f"meeting:{tuesday.pk}"


@pytest.mark.parametrize("stranger", ["amira", "outsider", "otto", "una", "eve", "sol"])
def test_nobody_else_can_tell_that_the_date_is_there(
    request, stranger, gil, tuesday, here
):
    with pytest.raises(NotFound):
        put(request.getfixturevalue(stranger), gil, tuesday, here)

    assert who_leads(tuesday) == set()


def test_a_place_claimed_for_a_date_of_another_group_opens_nothing(
    una, otto, tuesday, scene
):
    with pytest.raises(NotFound):
        put(una, otto, tuesday, Place(scene.elsewhere.pk, scene.hull.pk))


def test_the_same_person_twice_is_one_place(fern, gil, tuesday, here):
    put(fern, gil, tuesday, here)

    with pytest.raises(CannotPutDown, match="down for this evening already"):
        put(fern, gil, tuesday, here, part="shadows")


def test_who_waits_by_the_phone_cannot_be_one_who_leads(fern, gil, tuesday, here):
    put(fern, gil, tuesday, here, part="waits")

    with pytest.raises(CannotPutDown, match="down for this evening already"):
        put(fern, gil, tuesday, here)


def test_one_person_waits_and_a_second_is_too_many(fern, gil, tuesday, here, olu):
    put(fern, gil, tuesday, here, part="waits")

    with pytest.raises(CannotPutDown, match="nobody missing for that"):
        put(fern, olu, tuesday, here, part="waits")


def test_a_coordinator_may_wait_but_not_lead(olu, tuesday, here):
    put(olu, olu, tuesday, here, part="waits")
    placing.take_off(
        olu, public_id=tuesday.public_id, place=here, person_id=olu.person_id, now=NOON
    )

    with pytest.raises(CannotPutDown, match="facilitates this group or one near it"):
        put(olu, olu, tuesday, here)


def test_somebody_out_of_date_that_day_may_shadow_and_not_lead(
    fern, gil, tuesday, here
):
    runs_out(gil, tuesday.on - timedelta(days=1))

    with pytest.raises(CannotPutDown, match="every certificate in date"):
        put(fern, gil, tuesday, here)
    put(fern, gil, tuesday, here, part="shadows")

    assert rota.ready([tuesday.pk])[tuesday.pk] == 0


def test_a_certificate_that_runs_out_tonight_is_good_tonight(fern, gil, tuesday, here):
    runs_out(gil, tuesday.on)

    put(fern, gil, tuesday, here)

    assert rota.ready([tuesday.pk])[tuesday.pk] == 1


def test_a_date_moved_past_a_certificate_does_not_count_its_holder(gil, tuesday):
    down(tuesday, gil)
    runs_out(gil, tuesday.on)
    later = timedelta(days=2)

    Meeting.objects.filter(id=tuesday.pk).update(
        starts_at=tuesday.starts_at + later, ends_at=tuesday.ends_at + later
    )

    assert rota.ready([tuesday.pk])[tuesday.pk] == 0


def test_somebody_the_house_is_closed_to_does_not_count(gil, tuesday):
    down(tuesday, gil)

    suspend(person_id=gil.person_id, now=NOON)

    assert rota.ready([tuesday.pk])[tuesday.pk] == 0
    assert not rota.everybody_down([tuesday.pk])[tuesday.pk][0].counts


def test_nobody_is_in_two_places_at_once(olu, gil, tuesday, here, scene):
    other = near_group(scene)
    down(first(other), gil)

    with pytest.raises(CannotPutDown, match="another evening at that time"):
        put(olu, gil, tuesday, here)


def test_an_evening_that_ends_when_the_next_begins_is_no_clash(
    olu, gil, tuesday, here, scene
):
    other = near_group(scene, starts_at=time(18, 0))
    down(first(other), gil)

    put(olu, gil, tuesday, here)

    assert gil.person_id in who_leads(tuesday)


def test_a_stranger_to_the_neighbourhood_cannot_be_put_down(olu, otto, tuesday, here):
    with pytest.raises(CannotPutDown, match="facilitates this group or one near it"):
        put(olu, otto, tuesday, here)


def test_a_name_that_is_nobody_on_the_list_is_refused(olu, tuesday, here):
    with pytest.raises(CannotPutDown, match="facilitates this group or one near it"):
        put(olu, None, tuesday, here)


def test_a_form_from_before_the_date_moved_is_refused(fern, gil, tuesday, here):
    Meeting.objects.filter(id=tuesday.pk).update(version=2)

    with pytest.raises(ChangedMeanwhile):
        put(fern, gil, tuesday, here, version=1)

    assert who_leads(tuesday) == set()


def test_an_evening_that_has_begun_keeps_its_rota(fern, gil, tuesday, here):
    down(tuesday, fern)

    with pytest.raises(CannotPutDown, match="has begun"):
        put(fern, gil, tuesday, here, now=tuesday.starts_at)
    with pytest.raises(CannotPutDown, match="has begun"):
        placing.take_off(
            fern,
            public_id=tuesday.public_id,
            place=here,
            person_id=fern.person_id,
            now=tuesday.starts_at,
        )

    assert who_leads(tuesday) == {fern.person_id}


def test_a_group_that_takes_a_pause_needs_nobody(fern, gil, tuesday, here, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(state="paused")

    with pytest.raises(CannotPutDown, match="taking a pause"):
        put(fern, gil, tuesday, here)


def test_two_can_be_found_for_a_date_that_is_called_off(fern, gil, tuesday, here):
    Meeting.objects.filter(id=tuesday.pk).update(state="called_off")

    put(fern, gil, tuesday, here)

    assert rota.ready([tuesday.pk])[tuesday.pk] == 1


def test_taking_somebody_off_twice_is_said(fern, gil, tuesday, here):
    down(tuesday, gil)

    def off() -> None:
        placing.take_off(
            fern,
            public_id=tuesday.public_id,
            place=here,
            person_id=gil.person_id,
            now=NOON,
        )

    off()
    with pytest.raises(CannotPutDown, match="not down for this evening any more"):
        off()

    assert rota.ready([tuesday.pk])[tuesday.pk] == 0


def test_of_two_dates_that_come_to_clash_the_one_changed_last_loses_people(
    gil, fern, tuesday, scene
):
    other = first(near_group(scene))
    down(tuesday, gil, fern)
    down(other, gil)
    Meeting.objects.filter(id=other.pk).update(changed_at=NOON)

    lost = placing.untangle(now=NOON)

    assert lost == [(gil.person_id, other.pk)]
    assert who_leads(tuesday) == {gil.person_id, fern.person_id}
    assert placing.untangle(now=NOON) == []


def test_one_phone_can_wait_for_two_evenings(gil, tuesday, scene):
    other = first(near_group(scene))
    down(tuesday, gil, part="waits")
    down(other, gil, part="waits")

    assert placing.untangle(now=NOON) == []


def test_who_facilitates_nowhere_any_more_is_taken_off(gil, fern, olu, tuesday):
    down(tuesday, gil, fern)
    down(tuesday, olu, part="waits")
    RoleHeld.objects.filter(person_id=gil.person_id).update(ended_at=NOON)

    assert placing.take_off_who_left(now=NOON) == 1
    assert {one.person_id for one in rota.everybody_down([tuesday.pk])[tuesday.pk]} == {
        fern.person_id,
        olu.person_id,
    }


def test_a_facilitator_is_shown_fellows_and_a_coordinator_their_locality(
    fern, gil, olu, otto, here, scene
):
    other = near_group(scene)
    ida = fellow(other, "Ida")
    near = [scene.tuesday.pk, other.pk, scene.elsewhere.pk]

    fellows = placing.may_be_asked(fern, place=here, neighbours=near)
    all_here = placing.may_be_asked(olu, place=here, neighbours=near)

    assert set(fellows) == {fern.person_id, gil.person_id}
    assert set(all_here) == {
        fern.person_id,
        gil.person_id,
        ida.person_id,
        olu.person_id,
    }
