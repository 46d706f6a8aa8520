"""Real keys against the seats of the house: who may be in them, and what stops nobody."""

from __future__ import annotations

import pytest

from hearthside.circles import delivery, door, founding, open_circles, rosters
from hearthside.circles.auditing import GONE, CannotAudit, audit
from hearthside.circles.models import Circle, KeyPackage, Seat
from hearthside.core.refusals import NotFound
from tests.cast import NOON
from tests.circles_scene import seat_of, turn
from tests.engines.mls.building import Hand, group_info

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(scene, fern, amira, bo) -> Circle:
    """Fern begins the circle of the Tuesday group; Amira and Bo take seats in it."""
    made = founding.found(fern, group_id=scene.tuesday.pk, now=NOON)
    circle = Circle.objects.get(public_id=made.circle_id)
    for seed, actor in enumerate((fern, amira, bo), start=1):
        sit(actor, circle, seed)
    return circle


def sit(actor, circle, seed):
    return rosters.sit(
        actor, circle_id=circle.public_id, member_id=member(circle, seed), now=NOON
    )


def hand(circle, seed):
    return Hand(seed, circle=drawn(circle))


def drawn(circle):
    return bytes(Circle.objects.get(pk=circle.pk).mls_id)[:16]


def group(circle):
    return drawn(circle) + b"c" * 16


def member(circle, seed):
    return hand(circle, seed).identity[1:17]


def keys(circle, *seeds, epoch=0):
    hands = [hand(circle, seed) for seed in seeds]
    return group_info(hands, group_id=group(circle), epoch=epoch)


def lay(actor, circle, *seeds):
    founding.lay_keys(
        actor,
        circle_id=circle.public_id,
        group_info=keys(circle, *seeds),
        audit=audit,
        now=NOON,
    )


def commit(actor, circle, *seeds, epoch):
    return delivery.commit(
        actor,
        circle_id=circle.public_id,
        frame=turn(group(circle), epoch=epoch - 1),
        group_info=keys(circle, *seeds, epoch=epoch),
        audit=audit,
        now=NOON,
    )


def test_the_first_keys_give_the_circle_the_other_half_of_its_name(fern, amira, begun):
    before = bytes(begun.mls_id)
    lay(fern, begun, 1)

    begun.refresh_from_db()
    assert (len(before), len(bytes(begun.mls_id))) == (16, 32)
    assert bytes(begun.mls_id).startswith(before)
    assert seat_of(fern, begun).from_seq == 0
    assert seat_of(amira, begun).from_seq is None


def test_somebody_let_in_hears_from_then_on(fern, amira, begun):
    lay(fern, begun, 1)

    done = commit(fern, begun, 1, 2, epoch=1)

    assert seat_of(amira, begun).from_seq == done.seq
    assert (
        audit(keys(begun, 1, 2, epoch=1))
        .roster[1]
        .startswith(seat_of(amira, begun).public_id.encode())
    )


def test_a_key_without_a_seat_comes_in_nowhere_i1(fern, begun):
    lay(fern, begun, 1)

    with pytest.raises(CannotAudit, match="no seat"):
        commit(fern, begun, 1, 99, epoch=1)
    begun.refresh_from_db()
    assert begun.epoch == 0


def test_first_keys_with_a_stranger_in_them_are_refused_i1(fern, begun):
    with pytest.raises(CannotAudit, match="no seat"):
        lay(fern, begun, 1, 99)


def test_keys_with_a_byte_turned_are_refused_i2(fern, begun):
    whole = bytearray(keys(begun, 1))
    whole[-3] ^= 1

    with pytest.raises(CannotAudit, match="hang together"):
        audit(bytes(whole))


def test_keys_of_no_circle_here_are_refused(begun):
    with pytest.raises(CannotAudit, match="no circle"):
        audit(group_info([Hand(1)]))


def test_whoever_left_stops_nobody_and_is_named_at_the_door(fern, amira, bo, begun):
    lay(fern, begun, 1)
    commit(fern, begun, 1, 2, 3, epoch=1)
    rosters.leave(bo, circle_id=begun.public_id, now=NOON)

    done = commit(amira, begun, 1, 2, 3, epoch=2)
    there = door.at_the_door(fern, circle_id=begun.public_id)

    assert done.epoch == 2
    assert there.gone == (member(begun, 3),)
    assert [one.partition(b"/")[0] for one in audit(keys(begun, 1, 3)).roster] == [
        seat_of(fern, begun).public_id.encode(),
        GONE.encode(),
    ]
    commit(fern, begun, 1, 2, epoch=3)
    assert door.at_the_door(fern, circle_id=begun.public_id).gone == ()


def test_whoever_was_forgotten_stops_nobody_either(fern, bo, begun):
    lay(fern, begun, 1)
    commit(fern, begun, 1, 3, epoch=1)
    seat_of(bo, begun).delete()

    commit(fern, begun, 1, 3, epoch=2)

    found = door.at_the_door(fern, circle_id=begun.public_id)
    assert found.gone == (member(begun, 3),)


def test_whoever_waits_stands_at_the_door_with_their_key(fern, amira, begun):
    lay(fern, begun, 1)
    seat = seat_of(amira, begun)
    KeyPackage.objects.create(
        seat=seat, device="phone", digest=b"d" * 32, body=b"package", until_minute=1 << 40
    )  # fmt: skip

    there = door.at_the_door(fern, circle_id=begun.public_id)

    assert [(one.seat_id, one.member_id) for one in there.waiting] == [
        (seat.public_id, member(begun, 2))
    ]
    with pytest.raises(NotFound):
        door.at_the_door(amira, circle_id=begun.public_id)


def test_the_same_key_keeps_the_seat_another_key_gets_another(amira, begun):
    first = sit(amira, begun, 2)

    assert sit(amira, begun, 2) == first
    second = sit(amira, begun, 22)
    assert second != first
    assert Seat.objects.get(public_id=first).ended_on is not None


def test_nobody_sits_with_the_key_of_another(amira, bo, begun):
    with pytest.raises(rosters.CannotSit, match="Somebody else"):
        sit(amira, begun, 3)

    assert seat_of(bo, begun).member_id is not None


def test_a_page_learns_of_a_circle_only_where_its_reader_may_sit(
    amira, outsider, scene, begun, fern
):
    found = open_circles.of_group(amira, group_id=scene.tuesday.pk)

    assert found is not None
    assert (found.drawn, found.has_keys) == (drawn(begun), False)
    assert open_circles.among([scene.tuesday.pk]) == frozenset()
    lay(fern, begun, 1)
    assert open_circles.among([scene.tuesday.pk]) == {scene.tuesday.pk}
    with pytest.raises(NotFound):
        open_circles.of_group(outsider, group_id=scene.tuesday.pk)
