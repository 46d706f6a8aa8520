from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.refusals import NotFound
from hearthside.signposting import directory, doubts
from hearthside.signposting.doubts import CannotSayDoubt
from hearthside.signposting.models import Doubt, Service
from tests.services_scene import a_service


@pytest.fixture
def rooms(scene):
    return a_service()


def test_the_same_said_twice_is_one_row_with_days_and_no_name(rooms, noon):
    doubts.say(rooms.public_id, what="closed", now=noon)
    doubts.say(rooms.public_id, what="closed", now=noon + timedelta(days=2))

    (row,) = Doubt.objects.values()
    assert (row["times"], row["first_on"], row["last_on"]) == (
        2, noon.date(), noon.date() + timedelta(days=2),
    )  # fmt: skip
    assert set(row) == {"id", "service_id", "what", "times", "first_on", "last_on"}


@pytest.mark.parametrize("what", ["", "rude words", "CLOSED"])
def test_only_what_is_offered_can_be_said(rooms, noon, what):
    with pytest.raises(CannotSayDoubt):
        doubts.say(rooms.public_id, what=what, now=noon)

    assert not Doubt.objects.exists()


def test_a_service_that_is_right_says_when_it_was_checked(rooms, olu, noon):
    doubts.say(rooms.public_id, what="number", now=noon)
    doubts.answer(olu, rooms.public_id, answered="right", now=noon)

    assert not Doubt.objects.exists()
    assert directory.sheet(rooms.public_id, now=noon).checked_on == noon.date()


def test_a_service_taken_off_is_shown_to_nobody(rooms, olu, noon):
    doubts.say(rooms.public_id, what="closed", now=noon)
    doubts.answer(olu, rooms.public_id, answered="off", now=noon)

    with pytest.raises(NotFound):
        directory.sheet(rooms.public_id, now=noon)


def test_a_page_that_is_old_does_not_put_back_what_was_taken_off(rooms, olu, noon):
    doubts.say(rooms.public_id, what="closed", now=noon)
    doubts.answer(olu, rooms.public_id, answered="off", now=noon)

    for answered in ("right", "off"):
        with pytest.raises(CannotSayDoubt, match="Somebody answered this meanwhile"):
            doubts.answer(olu, rooms.public_id, answered=answered, now=noon)

    with pytest.raises(NotFound):
        directory.sheet(rooms.public_id, now=noon)


def test_what_was_taken_off_by_mistake_is_shown_again_once(rooms, olu, noon):
    doubts.say(rooms.public_id, what="closed", now=noon)
    doubts.answer(olu, rooms.public_id, answered="off", now=noon)
    assert [one.public_id for one in doubts.taken_off(olu)] == [rooms.public_id]

    doubts.answer(olu, rooms.public_id, answered="again", now=noon)

    assert directory.sheet(rooms.public_id, now=noon).checked_on is None
    assert doubts.taken_off(olu) == []
    with pytest.raises(CannotSayDoubt):
        doubts.answer(olu, rooms.public_id, answered="again", now=noon)


def test_nobody_else_sees_or_answers_a_doubt(rooms, amira, fern, outsider, noon):
    doubts.say(rooms.public_id, what="closed", now=noon)

    for actor in (amira, fern, outsider):
        with pytest.raises(NotFound):
            doubts.waiting(actor)
        with pytest.raises(NotFound):
            doubts.taken_off(actor)
        with pytest.raises(NotFound):
            doubts.answer(actor, rooms.public_id, answered="off", now=noon)
    assert Service.objects.get().taken_off_at is None
