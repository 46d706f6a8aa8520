"""Changing the rota: whoever it concerns gets one letter, and nobody who is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.models import Letter
from hearthside.core.refusals import NotFound
from hearthside.groups import directory
from hearthside.meetings import swapping
from hearthside.meetings.models import Meeting
from hearthside.people.letters import Kind
from hearthside.people.models import NoLetters
from hearthside.people.signing_in import suspend
from hearthside.workflows import change_the_rota
from hearthside.workflows.deliver_the_post import deliver_the_post
from tests.cast import NOON
from tests.rota_scene import BASE, down, fellow, first, near_group

ASKED, CHANGED, OFFERED = (
    "Could you take an evening?",
    "Your dates have changed",
    "Some evenings want a facilitator",
)


@pytest.fixture
def tuesday(scene) -> Meeting:
    return first(scene.tuesday)


@pytest.fixture
def gil(scene):
    return fellow(scene.tuesday, "Gil")


@pytest.fixture
def ida(scene):
    return fellow(near_group(scene), "Ida")


@pytest.fixture
def about(tuesday):
    return {"public_id": tuesday.public_id, "base_address": BASE, "now": NOON}


def post(now=NOON) -> list[tuple[str, str]]:
    sent: list[object] = []
    deliver_the_post(sent.append, now=now)
    return [(letter.address.partition("@")[0], letter.words.subject) for letter in sent]


def group_of(meeting):
    return directory.handles([meeting.group_id])[meeting.group_id]


def put(actor, who, tuesday, about):
    change_the_rota.put_down(
        actor, group=group_of(tuesday), person_id=who.person_id, part="leads",
        version=1, **about,
    )  # fmt: skip


def test_who_is_put_down_by_another_is_told(fern, gil, tuesday, about):
    put(fern, gil, tuesday, about)

    assert post() == [("gil", CHANGED)]


def test_who_puts_themself_down_is_not(gil, tuesday, about):
    put(gil, gil, tuesday, about)

    assert post() == []


def test_who_is_taken_off_is_told_and_the_near_gap_is_offered(
    fern, gil, ida, tuesday, about
):
    down(tuesday, gil)
    change_the_rota.take_off(
        fern, group=group_of(tuesday), person_id=gil.person_id, **about
    )

    assert sorted(post()) == [("gil", CHANGED), ("ida", OFFERED)]


def test_an_outsider_who_takes_off_writes_to_nobody(una, gil, tuesday, about):
    down(tuesday, gil)

    with pytest.raises(NotFound):
        change_the_rota.take_off(
            una, group=group_of(tuesday), person_id=gil.person_id, **about
        )

    assert Letter.objects.count() == 0


def test_a_swap_is_asked_of_fellows_and_not_of_neighbours(
    fern, gil, ida, otto, tuesday, about
):
    down(tuesday, fern)

    change_the_rota.ask_for_a_swap(fern, **about)

    assert post() == [("gil", ASKED)]


def test_who_took_the_swap_was_asked_and_the_rest_hear_no_more(
    fern, gil, scene, tuesday, about
):
    hana, jun = (fellow(scene.tuesday, name) for name in ("Hana", "Jun"))
    down(tuesday, hana, jun)
    change_the_rota.ask_for_a_swap(hana, **about)

    change_the_rota.take(gil, version=1, **about)

    # The letter to Gil is still waiting, and nothing is asked any more.
    assert post() == [("hana", CHANGED)]


def test_an_offer_by_name_is_one_letter_and_dropped_when_taken_back(
    fern, gil, tuesday, about
):
    down(tuesday, fern)
    change_the_rota.offer_to(fern, person_id=gil.person_id, **about)
    assert Letter.objects.count() == 1

    swapping.keep_it(fern, public_id=tuesday.public_id, now=NOON)

    assert post() == []


def test_whoever_asked_hears_yes_and_no(gil, scene, tuesday, about):
    hana = fellow(scene.tuesday, "Hana")
    down(tuesday, gil)
    change_the_rota.offer_to(gil, person_id=hana.person_id, **about)
    assert post() == [("hana", ASKED)]

    change_the_rota.decline(hana, **about)

    assert post() == [("gil", CHANGED)]
    later = {**about, "now": NOON + timedelta(days=1)}
    change_the_rota.offer_to(gil, person_id=hana.person_id, **later)
    change_the_rota.accept(hana, version=1, **later)
    assert post(later["now"]) == [("gil", CHANGED)]


def test_who_drops_out_two_days_before_makes_coordinators_hear_at_once(
    fern, gil, olu, ida, tuesday, about
):
    down(tuesday, fern, gil)

    change_the_rota.drop_out(fern, **about)

    assert sorted(post()) == [("ida", OFFERED), ("olu", "An evening may be called off")]


def test_who_drops_out_long_before_waits_for_the_day_of_offers(
    fern, gil, ida, scene, about
):
    later = Meeting.objects.filter(group=scene.tuesday).latest("on")
    down(later, fern, gil)

    change_the_rota.drop_out(fern, **{**about, "public_id": later.public_id})

    assert post() == []


def test_a_gap_filled_before_the_post_left_is_offered_to_nobody(
    fern, gil, ida, scene, tuesday, about
):
    hana = fellow(scene.tuesday, "Hana")
    down(tuesday, fern, gil)
    change_the_rota.drop_out(fern, **about)

    change_the_rota.take(hana, version=1, **about)

    assert post() == []


def test_who_stopped_these_letters_or_is_suspended_gets_none(
    fern, gil, ida, tuesday, about
):
    down(tuesday, fern)
    NoLetters.objects.create(person_id=gil.person_id, kind=Kind.ROTA)
    change_the_rota.drop_out(fern, **about)

    suspend(person_id=ida.person_id, now=NOON)

    assert post() == []
