"""Swapping and handing over a place on the rota."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.meetings import gaps, my_dates, rota, swapping
from hearthside.meetings.gaps import CannotTake
from hearthside.meetings.models import Meeting
from hearthside.meetings.swapping import CannotSwap
from tests.cast import NOON
from tests.racing import at_once, where_threads_may_meet
from tests.rota_scene import (
    down,
    fellow,
    first,
    near_group,
    place_of,
    runs_out,
    who_leads,
)


@pytest.fixture
def tuesday(scene) -> Meeting:
    return first(scene.tuesday)


@pytest.fixture
def gil(scene):
    return fellow(scene.tuesday, "Gil")


@pytest.fixture
def on_it(fern, tuesday):
    down(tuesday, fern)
    return {"public_id": tuesday.public_id, "now": NOON}


def test_who_asks_for_a_swap_stays_down_and_counts(fern, tuesday, on_it):
    swapping.ask_for_a_swap(fern, **on_it)

    assert who_leads(tuesday) == {fern.person_id}
    assert rota.ready([tuesday.pk])[tuesday.pk] == 1


def test_asking_twice_keeps_the_first_moment(fern, tuesday, on_it):
    swapping.ask_for_a_swap(fern, **on_it)
    later = NOON + timedelta(hours=1)
    swapping.ask_for_a_swap(fern, public_id=tuesday.public_id, now=later)

    assert place_of(fern, tuesday).wants_a_swap_since == NOON


def test_who_keeps_it_after_all_is_not_swapped(fern, gil, tuesday, on_it):
    down(tuesday, gil)
    swapping.ask_for_a_swap(fern, **on_it)
    swapping.keep_it(fern, **on_it)

    assert gaps.of_date(tuesday.pk, now=NOON) is None


def test_a_place_offered_by_name_changes_hands_when_they_say_yes(
    fern, gil, tuesday, on_it
):
    swapping.offer_to(fern, person_id=gil.person_id, **on_it)
    assert who_leads(tuesday) == {fern.person_id}

    swapping.accept(gil, version=1, **on_it)

    assert who_leads(tuesday) == {gil.person_id}
    assert my_dates.asked_of(gil, now=NOON) == []


def test_a_place_offered_to_one_is_nobody_elses_to_take(fern, gil, scene, on_it):
    swapping.offer_to(fern, person_id=gil.person_id, **on_it)

    with pytest.raises(CannotSwap, match="not offered to you"):
        swapping.accept(fellow(scene.tuesday, "Ida"), version=1, **on_it)


def test_saying_yes_twice_is_said(fern, gil, on_it):
    swapping.offer_to(fern, person_id=gil.person_id, **on_it)
    swapping.accept(gil, version=1, **on_it)

    with pytest.raises(CannotSwap, match="down for that evening already"):
        swapping.accept(gil, version=1, **on_it)


def test_an_offer_taken_back_cannot_be_accepted(fern, gil, tuesday, on_it):
    swapping.offer_to(fern, person_id=gil.person_id, **on_it)
    swapping.keep_it(fern, **on_it)

    with pytest.raises(CannotSwap, match="not offered to you any more"):
        swapping.accept(gil, version=1, **on_it)

    assert who_leads(tuesday) == {fern.person_id}


def test_who_says_no_leaves_it_as_it_was(fern, gil, tuesday, on_it):
    swapping.offer_to(fern, person_id=gil.person_id, **on_it)

    swapping.decline(gil, public_id=tuesday.public_id)

    assert who_leads(tuesday) == {fern.person_id}
    assert place_of(fern, tuesday).offered_to_id is None


def test_a_date_moved_after_it_was_offered_is_looked_at_again(
    fern, gil, tuesday, on_it
):
    swapping.offer_to(fern, person_id=gil.person_id, **on_it)
    Meeting.objects.filter(id=tuesday.pk).update(version=2)

    with pytest.raises(ChangedMeanwhile):
        swapping.accept(gil, version=1, **on_it)


def test_a_busy_or_untrained_person_cannot_be_asked(fern, gil, scene, tuesday, on_it):
    down(first(near_group(scene)), gil)
    with pytest.raises(CannotSwap, match="another evening at that time"):
        swapping.offer_to(fern, person_id=gil.person_id, **on_it)

    ida = fellow(scene.tuesday, "Ida")
    runs_out(ida, NOON.date())
    with pytest.raises(CannotSwap, match="every certificate in date"):
        swapping.offer_to(fern, person_id=ida.person_id, **on_it)


@pytest.mark.parametrize("nobody", [None, "self"])
def test_a_place_is_offered_to_somebody_else(fern, on_it, nobody):
    who = fern.person_id if nobody == "self" else None

    with pytest.raises(CannotSwap, match="Choose who"):
        swapping.offer_to(fern, person_id=who, **on_it)


def test_who_drops_out_makes_the_date_unconfirmed_at_once(fern, gil, tuesday, on_it):
    down(tuesday, gil)
    assert rota.ready([tuesday.pk])[tuesday.pk] == 2

    swapping.drop_out(fern, **on_it)

    assert rota.ready([tuesday.pk])[tuesday.pk] == 1
    with pytest.raises(CannotSwap, match="not down for that evening any more"):
        swapping.drop_out(fern, **on_it)


@pytest.mark.parametrize("stranger", ["amira", "outsider", "otto", "una", "eve"])
def test_a_stranger_learns_nothing_of_a_date(request, stranger, on_it):
    who = request.getfixturevalue(stranger)
    public_id, now = on_it["public_id"], on_it["now"]

    for act in (
        partial(swapping.ask_for_a_swap, now=now),
        partial(swapping.keep_it, now=now),
        partial(swapping.offer_to, person_id=who.person_id, now=now),
        partial(swapping.accept, version=1, now=now),
        swapping.decline,
        partial(swapping.drop_out, now=now),
    ):
        with pytest.raises(NotFound):
            act(who, public_id=public_id)


def test_who_waits_by_the_phone_asks_by_name(gil, tuesday):
    down(tuesday, gil, part="waits")

    with pytest.raises(CannotSwap, match="ask somebody by name"):
        swapping.ask_for_a_swap(gil, public_id=tuesday.public_id, now=NOON)


def test_an_evening_that_has_begun_keeps_its_rota(fern, tuesday, on_it):
    with pytest.raises(CannotSwap, match="has begun"):
        swapping.drop_out(fern, public_id=tuesday.public_id, now=tuesday.starts_at)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_place_offered_and_open_is_taken_once(scene, tmp_path):
    tuesday = first(scene.tuesday)
    gil, hana, ida, jun = (
        fellow(scene.tuesday, name) for name in ("Gil", "Hana", "Ida", "Jun")
    )
    down(tuesday, gil, hana)
    about = {"public_id": tuesday.public_id, "now": NOON}
    swapping.ask_for_a_swap(gil, **about)
    swapping.offer_to(gil, person_id=ida.person_id, **about)

    with where_threads_may_meet(tmp_path):
        refusals = at_once(
            [
                partial(swapping.accept, ida, version=1, **about),
                partial(gaps.take, jun, version=1, **about),
                partial(swapping.accept, ida, version=1, **about),
            ]
        )
        leads = who_leads(tuesday)

    assert sum(why is None for why in refusals) == 1
    assert {type(why) for why in refusals if why} <= {CannotSwap, CannotTake}
    assert len(leads) == 2
    assert gil.person_id not in leads
