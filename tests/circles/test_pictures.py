from __future__ import annotations

import os
from datetime import timedelta

import pytest

from hearthside.circles import erasure, founding, pictures, retention, rosters, seats
from hearthside.circles.models import Circle, Picture, Seat
from hearthside.circles.pictures import CannotKeep
from hearthside.core.refusals import NotFound
from tests.cast import NOON
from tests.circles_scene import seat_of

pytestmark = pytest.mark.django_db
SMALL = min(pictures.SIZES)
DAY = timedelta(days=1)


def drawn() -> bytes:
    return os.urandom(16)


@pytest.fixture
def body() -> bytes:
    return os.urandom(SMALL)


def kept(actor, circle, body, *, now=NOON, name=b"") -> bytes:
    name = name or drawn()
    pictures.keep(actor, circle_id=circle.public_id, drawn=name, body=body, now=now)
    return name


def get(actor, circle, name, *, now=NOON) -> bytes:
    return pictures.sealed(actor, circle_id=circle.public_id, drawn=name, now=now)


def test_everybody_in_the_circle_gets_what_was_kept(amira, fern, circle, body):
    name = kept(amira, circle, body)

    assert get(fern, circle, name) == body
    assert get(amira, circle, name) == body


def test_nobody_else_learns_that_it_is_there_b19(
    amira, bo, outsider, circle, body, scene
):
    name = kept(amira, circle, body)
    Seat.objects.filter(id=seat_of(bo, circle).pk).update(from_seq=None)

    for who in (outsider, bo):
        with pytest.raises(NotFound):
            get(who, circle, name)
        with pytest.raises(NotFound):
            kept(who, circle, body)
        with pytest.raises(NotFound):
            pictures.take_back(who, circle_id=circle.public_id, drawn=name)
    rosters.leave(amira, circle_id=circle.public_id, now=NOON)
    with pytest.raises(NotFound):
        get(amira, circle, name)


@pytest.mark.parametrize("size", [0, 1, SMALL - 1, SMALL + 1, max(pictures.SIZES) + 1])
def test_only_four_sizes_are_sealed_pictures_f7(amira, circle, size):
    with pytest.raises(CannotKeep, match="no sealed picture"):
        kept(amira, circle, b"x" * size)

    assert not Picture.objects.exists()


def test_sent_twice_it_is_kept_once_and_nobody_puts_another_in_its_place_j5(
    amira, bo, circle, body
):
    name = kept(amira, circle, body)

    again = pictures.keep(
        amira, circle_id=circle.public_id, drawn=name, body=body, now=NOON + DAY
    )
    for who in (amira, bo):
        with pytest.raises(CannotKeep, match="another picture"):
            kept(who, circle, os.urandom(SMALL), name=name)

    assert again is False
    assert get(bo, circle, name) == body


def test_twenty_a_day_each_and_tomorrow_again_f7(amira, bo, circle):
    for _number in range(pictures.MOST_A_DAY):
        kept(amira, circle, b"x" * SMALL)

    with pytest.raises(CannotKeep, match="for one day"):
        kept(amira, circle, b"x" * SMALL)
    kept(bo, circle, b"x" * SMALL)
    kept(amira, circle, b"x" * SMALL, now=NOON + DAY)

    assert Picture.objects.count() == pictures.MOST_A_DAY + 2


def test_a_circle_is_not_filled_without_end(amira, circle, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_IN_A_CIRCLE", 2 * SMALL)
    for _number in range(2):
        kept(amira, circle, b"x" * SMALL)

    with pytest.raises(CannotKeep, match="no room"):
        kept(amira, circle, b"x" * SMALL)


def test_only_who_sent_it_takes_it_back_days_later_too(amira, fern, circle, body):
    name = kept(amira, circle, body)

    with pytest.raises(NotFound):
        pictures.take_back(fern, circle_id=circle.public_id, drawn=name)
    assert Picture.objects.count() == 1
    pictures.take_back(amira, circle_id=circle.public_id, drawn=name)

    assert not Picture.objects.exists()


def test_they_go_with_the_circles_own_time(amira, circle, body):
    Circle.objects.update(lifetime_days=7)
    name = kept(amira, circle, body)
    later = NOON + timedelta(days=7)
    retention.forget(now=later)
    assert get(amira, circle, name, now=later) == body

    over = later + timedelta(minutes=1)
    with pytest.raises(NotFound):
        get(amira, circle, name, now=over)
    retention.forget(now=over)

    assert not Picture.objects.exists()


def test_they_go_when_the_circle_ends_and_when_their_sender_is_forgotten(
    amira, bo, fern, circle, body
):
    kept(amira, circle, body)
    kept(amira, circle, body, now=NOON + DAY)
    kept(bo, circle, body)

    erasure.forget(amira.person_id)
    assert Picture.objects.count() == 1
    founding.end(fern, circle_id=circle.public_id, now=NOON)

    assert not Picture.objects.exists()


def test_no_mark_ties_two_days_or_names_a_seat(amira, bo, circle, body):
    for who, on in ((amira, NOON), (amira, NOON + DAY), (bo, NOON)):
        kept(who, circle, body, now=on)

    marks = list(Picture.objects.values_list("whose", flat=True))

    assert len(set(marks)) == 3
    seats = Seat.objects.values_list("whose", "whose_here", "public_id")
    assert not {one for row in seats for one in row} & set(marks)


def test_a_meeting_takes_no_pictures(amira, circle, body):
    Circle.objects.update(kind="meeting", group=None)

    with pytest.raises(NotFound):
        kept(amira, circle, body)


def test_whose_they_are_is_known_after_the_secret_was_changed(
    amira, bo, circle, body, settings
):
    taken, forgotten = kept(amira, circle, body), kept(bo, circle, body)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of this house, as long as the first was"
    seats.seal_anew()

    assert pictures.seal_anew() == 2
    assert pictures.seal_anew() == 0
    settings.SECRET_KEY_FALLBACKS = []

    pictures.take_back(amira, circle_id=circle.public_id, drawn=taken)
    assert pictures.forget_person(bo.person_id) == 1
    assert not Picture.objects.filter(drawn__in=[taken, forgotten]).exists()
