from __future__ import annotations

import pytest

from hearthside.groups.models import FirstTalk, RoleHeld
from tests.cast import NOON, signed_in

WORDS = {"called": "Wren", "words": "A hard week. I would like a talk."}


@pytest.fixture
def address(scene, fern, at_noon) -> str:
    return f"/groups/{scene.tuesday.public_id}/talk-with-us/"


def text(answer) -> str:
    return answer.content.decode()


def test_k5_it_says_honestly_that_nobody_may_read_it_tonight(amira, address):
    page = text(signed_in(amira).get(address))

    assert "Nobody may read this tonight." in page
    assert "somebody answers at any hour" in page
    assert 'href="/help/"' in page


def test_what_was_told_waits_and_can_be_taken_back(amira, address):
    mine = signed_in(amira)

    assert mine.post(address, WORDS).status_code == 302

    page = text(mine.get(address))
    assert "I would like a talk." in page
    mine.post(address, {"stop": "yes"})
    assert not FirstTalk.objects.exists()


def test_the_facilitator_reads_it_at_the_desk(amira, fern, scene, address):
    signed_in(amira).post(address, WORDS)

    page = text(
        signed_in(fern).get(f"/desk/groups/{scene.tuesday.public_id}/newcomers/")
    )

    assert "Wren" in page
    assert "A hard week." in page
    assert "Amira" not in page


def test_what_was_typed_stays_when_something_is_missing(amira, address):
    answer = signed_in(amira).post(address, WORDS | {"called": ""})

    assert answer.status_code == 422
    assert "A hard week." in text(answer)
    assert not FirstTalk.objects.exists()


def test_k5_without_a_facilitator_there_is_no_form(amira, address):
    RoleHeld.objects.filter(role="facilitator").update(ended_at=NOON)
    mine = signed_in(amira)

    page = text(mine.get(address))

    assert "nobody would read it" in page
    assert "<textarea" not in page
    assert mine.post(address, WORDS).status_code == 409


def test_whoever_is_not_a_member_finds_nothing(outsider, fern, newcomer, address):
    for other in (outsider, newcomer):
        assert signed_in(other).get(address).status_code == 404
        assert signed_in(other).post(address, WORDS).status_code == 404
