"""The room of Tuesday's meeting, which is held in writing; keys as a browser would make them."""

from __future__ import annotations

import pytest

from hearthside.circles import delivery, founding, key_packages
from hearthside.circles.auditing import audit
from hearthside.circles.models import Circle
from hearthside.groups.models import Group
from hearthside.meetings.models import Meeting
from hearthside.workflows import come_to_a_meeting, hold_an_evening
from tests.circles_scene import turn
from tests.engines.mls.building import Hand, group_info

PACKAGE = b"\0\1\0\5\0\1\0\1"


@pytest.fixture
def online(scene, tonight):
    """Tuesday's meeting, for people who come from home."""
    Group.objects.filter(id=scene.tuesday.pk).update(attendance="online")
    return tonight


@pytest.fixture
def held(online):
    """Fern has opened the evening."""
    hold_an_evening.open_up(online.fern, online.dated, both_here=True, at=online.before)
    return online


@pytest.fixture
def room(held) -> Circle:
    """Fern has opened the room, and is alone in its keys."""
    open_room(held.fern, held)
    sit(held.fern, held, 1)
    lay(held.fern, the_room(), 1)
    return the_room()


def the_room() -> Circle:
    return Circle.objects.get(kind=Circle.Kind.MEETING)


def open_room(actor, held, **how):
    return come_to_a_meeting.open_room(
        actor, date_id=held.dated.public_id, now=held.before, **how
    )


def sit(actor, held, seed):
    """Come in with the key of this seed; return the seat."""
    return come_to_a_meeting.come_in(
        actor,
        date_id=held.dated.public_id,
        member_id=member(the_room(), seed),
        now=held.before,
    )[1]


def drawn(circle):
    return bytes(Circle.objects.get(pk=circle.pk).mls_id)[:16]


def group(circle):
    return drawn(circle) + b"c" * 16


def member(circle, seed):
    return Hand(seed, circle=drawn(circle)).identity[1:17]


def keys(circle, *seeds, epoch=0):
    hands = [Hand(seed, circle=drawn(circle)) for seed in seeds]
    return group_info(hands, group_id=group(circle), epoch=epoch)


def lay(actor, circle, *seeds, now=None):
    founding.lay_keys(
        actor,
        circle_id=circle.public_id,
        group_info=keys(circle, *seeds),
        audit=audit,
        now=now or tonight_at(circle),
    )


def commit(actor, circle, *seeds, epoch):
    return delivery.commit(
        actor,
        circle_id=circle.public_id,
        frame=turn(group(circle), epoch=epoch - 1),
        group_info=keys(circle, *seeds, epoch=epoch),
        audit=audit,
        now=tonight_at(circle),
    )


def knock(actor, circle, held):
    """Lay a key package at the door."""
    key_packages.lay(
        actor,
        circle_id=circle.public_id,
        device=f"phone{actor.person_id}",
        packages=[PACKAGE + str(actor.person_id).encode().rjust(300)],
        now=held.before,
    )


def tonight_at(circle):
    return Meeting.objects.get(id=circle.room.meeting_id).starts_at
