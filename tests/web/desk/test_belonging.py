from __future__ import annotations

import pytest

from hearthside.groups.ways import Ways, ways_of
from tests.cast import signed_in


@pytest.fixture
def door(scene, at_noon) -> str:
    return f"/desk/groups/{scene.tuesday.public_id}/belonging/"


ANSWERS = {"talk": "asked", "break_months": "3", "counts": "all"}


@pytest.mark.parametrize("who", ["fern", "olu"])
def test_a_facilitator_or_coordinator_says_how_people_belong(door, scene, who, request):
    client = signed_in(request.getfixturevalue(who))

    client.post(door, ANSWERS)

    assert ways_of(scene.tuesday.pk) == Ways(3, "asked", "all")
    assert 'value="3"' in client.get(door).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"break_months": "0"}, {"break_months": "25"}, {"break_months": "1e309"},
     {"break_months": "-1"}, {"talk": "always"}, {"counts": ""}],
)  # fmt: skip
def test_answers_that_cannot_be_change_nothing(door, scene, fern, wrong):
    answer = signed_in(fern).post(door, ANSWERS | wrong)

    assert answer.status_code == 422
    assert ways_of(scene.tuesday.pk) == Ways()


@pytest.mark.parametrize("who", ["amira", "otto", "una", "eve"])
def test_for_others_there_is_no_such_page(door, who, request):
    client = signed_in(request.getfixturevalue(who))

    assert client.get(door).status_code == 404
    assert client.post(door, ANSWERS).status_code == 404
