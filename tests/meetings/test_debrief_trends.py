"""How I was: my own words, for my own eyes; and who wants a talk, and no more than that."""

from __future__ import annotations

import inspect
from datetime import timedelta

import pytest

from hearthside.core import policy
from hearthside.core.actor import Role
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.meetings import debrief_trends, talks
from hearthside.meetings.debrief_trends import MOST, my_trend
from hearthside.meetings.models import Debrief, Meeting
from tests.cast import NOON


def evenings(group, how_many):
    return list(Meeting.objects.filter(group=group).order_by("on")[:how_many])


def said(person, group, *words, talk=False, at=NOON):
    for meeting, how in zip(evenings(group, len(words)), words, strict=True):
        Debrief.objects.create(
            meeting=meeting,
            person_id=person.person_id,
            how=how,
            wants_a_talk=talk,
            written_at=at,
        )


def test_my_words_come_back_oldest_first(fern, scene):
    said(fern, scene.tuesday, "tired", "steady", "", "steady")

    trend = my_trend(fern)

    assert [evening.how for evening in trend.evenings] == ["tired", "steady", "steady"]
    assert trend.often == "steady"
    assert not trend.is_hard


def test_only_the_last_twelve(fern, scene):
    said(fern, scene.tuesday, "shaken", *["steady"] * MOST)

    assert [evening.how for evening in my_trend(fern).evenings] == ["steady"] * MOST


def test_nothing_said_is_nothing_shown(fern):
    assert my_trend(fern) == debrief_trends.Trend((), "", False)


@pytest.mark.parametrize(
    ("words", "is_hard"),
    [
        (("heavy", "shaken"), True),
        (("heavy", "steady", "heavy"), True),
        (("heavy", "heavy", "steady", "steady"), False),
        (("steady", "heavy"), False),
    ],
)
def test_some_hard_evenings_in_a_row_are_seen(fern, scene, words, is_hard):
    said(fern, scene.tuesday, *words)

    assert my_trend(fern).is_hard == is_hard


def test_of_two_words_as_often_the_later_is_said(fern, scene):
    said(fern, scene.tuesday, "heavy", "steady", "heavy", "steady")

    assert my_trend(fern).often == "steady"


def test_nobody_sees_anybody_elses(fern, olu, scene):
    said(fern, scene.tuesday, "heavy", "shaken")

    assert my_trend(olu).evenings == ()


def test_there_is_no_way_to_ask_for_somebody_elses():
    asked = {
        name: set(inspect.signature(one).parameters)
        for name, one in inspect.getmembers(debrief_trends, inspect.isfunction)
        if one.__module__ == debrief_trends.__name__
    }

    assert asked.pop("put_down")
    assert asked == {"my_trend": {"actor"}}


def test_a_role_that_does_not_lead_has_no_door_to_it(sol, eve, hal, amira):
    assert policy.TABLE[Verb.SEE_MY_TRAINING] == {Role.FACILITATOR, Role.COORDINATOR}
    for actor in (sol, eve, hal, amira):
        with pytest.raises(NotFound):
            my_trend(actor)


def test_a_coordinator_learns_who_and_nothing_else(fern, olu, scene):
    said(fern, scene.tuesday, "shaken", "heavy", talk=True)

    assert talks.who_wants_one(olu) == [fern.person_id]
    assert talks.i_want_one(fern)


def test_of_another_locality_nothing(fern, una, sol, hal, outsider, scene):
    said(fern, scene.tuesday, "shaken", talk=True)

    assert talks.who_wants_one(una) == []
    for actor in (sol, hal, outsider, fern):
        with pytest.raises(NotFound):
            talks.who_wants_one(actor)


def test_after_the_talk_it_is_off_the_list_and_the_words_stay_mine(fern, olu, scene):
    said(fern, scene.tuesday, "shaken", talk=True)

    talks.we_talked(olu, person_id=fern.person_id, seen_at=NOON, now=NOON)

    assert talks.who_wants_one(olu) == []
    assert not talks.i_want_one(fern)
    assert my_trend(fern).evenings[0].how == "shaken"


def test_who_asked_again_meanwhile_stays_on_the_list(fern, olu, scene):
    said(fern, scene.tuesday, "shaken", talk=True, at=NOON + timedelta(minutes=1))

    talks.we_talked(olu, person_id=fern.person_id, seen_at=NOON, now=NOON)

    assert talks.who_wants_one(olu) == [fern.person_id]


def test_nobody_else_takes_somebody_off_the_list(fern, olu, una, sol, outsider, scene):
    said(fern, scene.tuesday, "shaken", talk=True)

    for actor in (una, sol, outsider, fern):
        with pytest.raises(NotFound):
            talks.we_talked(actor, person_id=fern.person_id, seen_at=NOON, now=NOON)

    assert talks.who_wants_one(olu) == [fern.person_id]


def test_somebody_who_asked_for_nothing_is_not_there(fern, olu, scene):
    said(fern, scene.tuesday, "steady")

    with pytest.raises(NotFound):
        talks.we_talked(olu, person_id=fern.person_id, seen_at=NOON, now=NOON)
