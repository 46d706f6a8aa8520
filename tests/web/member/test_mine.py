from __future__ import annotations

import pytest

from hearthside.groups.models import Group
from hearthside.meetings import following
from hearthside.people.models import Person
from tests.cast import signed_in


def test_a_visitor_reads_what_a_name_is_for(visitor):
    page = visitor.get("/mine/").content.decode()

    assert "You need no name to look at groups or to come." in page
    assert "Choose a name" in page


def test_a_member_sees_their_groups_and_the_name_there(scene, amira, at_noon):
    page = signed_in(amira).get("/mine/").content.decode()

    assert "Tuesday circle, Headingley" in page
    assert "Amira" in page
    assert "Evening at the quay" not in page


def test_letters_asked_for_can_be_stopped_here(scene, amira, at_noon):
    following.ask_to_be_told(amira, group_id=scene.elsewhere.pk)

    page = signed_in(amira).get("/mine/").content.decode()

    assert "Evening at the quay" in page
    assert f"/groups/{scene.elsewhere.public_id}/tell-me/" in page


@pytest.fixture
def strict_keys(settings):
    from dataclasses import replace

    settings.CONFIG = replace(settings.CONFIG, demo=False)


def test_staff_without_a_second_factor_are_told_plainly(
    scene, fern, at_noon, strict_keys
):
    page = signed_in(fern).get("/mine/").content.decode()

    assert "Until you add one, the desk stays closed." in page


def test_a_member_is_not_asked_for_a_second_factor(scene, amira, at_noon, strict_keys):
    page = signed_in(amira).get("/mine/").content.decode()

    assert "the desk stays closed" not in page


def test_nothing_here_says_when_somebody_was_last_here():
    assert "last_login" not in {field.name for field in Person._meta.fields}


def test_mine_takes_few_queries(scene, amira, at_noon, django_assert_max_num_queries):
    client = signed_in(amira)

    with django_assert_max_num_queries(12):
        client.get("/mine/")


def test_a_group_that_left_the_list_is_named_without_a_way_to_it(
    scene, outsider, at_noon
):
    following.ask_to_be_told(outsider, group_id=scene.tuesday.pk)
    address = f'href="/groups/{scene.tuesday.public_id}/"'
    before = signed_in(outsider).get("/mine/").content.decode()
    Group.objects.filter(pk=scene.tuesday.pk).update(state="unlisted")

    after = signed_in(outsider).get("/mine/").content.decode()

    assert address in before
    assert address not in after
    assert "is no longer listed" in after
