"""A coordinator knows that there is a worry, and nothing else."""

from __future__ import annotations

import dataclasses

import pytest

from hearthside.safety import existence
from hearthside.safety.existence import Existence
from hearthside.safety.models import Worry
from tests.cast import NOON


def raised(locality, *, held_by=None) -> None:
    Worry.objects.create(
        locality=locality,
        raised_at=NOON,
        kind=Worry.Kind.ADULT,
        words="words-for-the-lead-alone",
        held_by_id=held_by.person_id if held_by else None,
    )


def test_it_says_how_many_are_held_and_how_many_wait(olu, sol, scene):
    raised(scene.leeds)
    raised(scene.leeds, held_by=sol)
    raised(scene.leeds, held_by=sol)
    raised(scene.hull)

    found = existence.of_localities(olu, [scene.leeds.pk, scene.hull.pk])

    assert found == [Existence(scene.leeds.pk, held=2, waiting=1)]


def test_there_is_no_room_in_it_for_words_or_names():
    names = {field.name for field in dataclasses.fields(Existence)}

    assert names == {"locality_id", "held", "waiting"}


@pytest.mark.parametrize("who", ["fern", "amira", "una", "eve", "hal", "newcomer"])
def test_nobody_else_learns_that_there_is_one(who, scene, request):
    raised(scene.leeds)

    found = existence.of_localities(request.getfixturevalue(who), [scene.leeds.pk])

    assert found == []
