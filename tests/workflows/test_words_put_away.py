"""Whose words a device folds away: those of a name put away, told to nobody but that device."""

from __future__ import annotations

import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.circles.models import Seat
from hearthside.groups import joining
from hearthside.safety.models import Block
from hearthside.workflows.block_a_name import block_a_name, keys_put_away
from tests.cast import NOON, signed_in
from tests.circles_scene import circle, seat_of
from tests.live.running import letters
from tests.safety.test_blocks import back_as
from tests.web.member.test_our_circle import brought

__all__ = ["circle"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def keyed(amira, bo, fern, circle):
    """Everybody in the circle has a key there."""
    for who in (amira, bo, fern):
        seat = seat_of(who, circle)
        Seat.objects.filter(id=seat.pk).update(member_id=os.urandom(16))
    return circle


def away(actor, scene, name="Bo"):
    block_a_name(actor, group_id=scene.tuesday.pk, name=name, now=NOON)


def keys(actor, keyed, scene):
    return keys_put_away(actor, circle_id=keyed.public_id, group_id=scene.tuesday.pk)


def test_the_key_of_a_name_put_away_comes_to_that_persons_page_alone(
    scene, amira, bo, fern, keyed, monkeypatch
):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    away(amira, scene)
    theirs = bytes(seat_of(bo, keyed).member_id)
    at = f"/groups/{scene.tuesday.public_id}/circle/"

    said = {
        who: brought(signed_in(who).get(at))["put_away"] for who in (amira, bo, fern)
    }

    assert said == {amira: [letters(theirs)], bo: [], fern: []}


def test_met_again_nothing_is_folded(scene, amira, bo, keyed):
    away(amira, scene)
    assert len(keys(amira, keyed, scene)) == 1

    browser = signed_in(amira)
    browser.post("/mine/away/", {"block": Block.objects.get().public_id})

    assert keys(amira, keyed, scene) == []


def test_whoever_came_back_by_another_name_is_not_given_away(scene, amira, bo, keyed):
    away(amira, scene)
    back_as(bo, scene, "Kestrel", left=joining.leave)
    assert seat_of(bo, keyed).ended_on is None

    assert keys(amira, keyed, scene) == []


def test_it_costs_four_questions_at_most(scene, amira, bo, keyed):
    away(amira, scene)

    with CaptureQueriesContext(connection) as asked:
        keys(amira, keyed, scene)

    assert len(asked) == 4
