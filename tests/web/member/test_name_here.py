import pytest

from hearthside.groups.models import Membership
from tests.cast import signed_in


@pytest.fixture
def door(scene) -> str:
    return f"/groups/{scene.tuesday.public_id}/name/"


def test_the_name_one_has_is_shown_and_no_other_suggested(amira, door, at_noon):
    page = signed_in(amira).get(door).content.decode()

    assert "You are <bdi><strong>Amira</strong></bdi> here." in page
    assert 'value=""' in page


def test_the_name_changes(amira, door, at_noon):
    browser = signed_in(amira)

    answer = browser.post(door, {"name_here": "Little Owl"}, follow=True)

    page = answer.content.decode()
    assert "That is your name in this group now." in page
    assert "Little Owl" in page
    assert Membership.objects.get().name_here == "Little Owl"


def test_what_was_typed_stays_typed(amira, bo, door, at_noon):
    answer = signed_in(amira).post(door, {"name_here": "B0"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="B0"' in page
    assert "Somebody in this group has that name" in page


def test_my_place_leads_there(amira, door, at_noon):
    place = signed_in(amira).get(door.replace("/name/", "/mine/"))

    assert f'href="{door}"' in place.content.decode()


def test_an_outsider_finds_nothing_there(outsider, door, at_noon):
    assert signed_in(outsider).get(door).status_code == 404
