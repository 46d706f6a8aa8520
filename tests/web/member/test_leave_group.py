from __future__ import annotations

from hearthside.groups import seats
from hearthside.groups.models import Membership
from tests.cast import signed_in


def test_a_member_leaves_in_one_step(scene, amira, at_noon):
    address = f"/groups/{scene.tuesday.public_id}/leave/"
    client = signed_in(amira)

    assert client.get(address).status_code == 200
    answer = client.post(address, follow=True)

    assert "You have left." in answer.content.decode()
    assert Membership.objects.get(seats.of(amira.person_id)).left_at is not None


def test_somebody_of_another_group_finds_nothing_there(scene, outsider, at_noon):
    address = f"/groups/{scene.tuesday.public_id}/leave/"
    client = signed_in(outsider)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
