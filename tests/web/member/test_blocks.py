"""A name put away: by one of the group, listed under Mine, undone there, told to nobody."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.safety.models import Block
from tests.cast import signed_in

pytestmark = pytest.mark.usefixtures("at_noon")


def address(scene):
    return f"/groups/{scene.tuesday.public_id}/away/"


def test_put_away_listed_and_met_again(scene, amira, bo):
    client = signed_in(amira)
    client.post(address(scene), {"name": "bo"})
    page = client.get("/mine/away/").content.decode()
    client.post("/mine/away/", {"block": Block.objects.get().public_id})

    assert '<bdi class="strong">Bo</bdi>' in page
    assert not Block.objects.exists()


def test_the_other_sees_the_same_bytes_before_and_after(scene, amira, bo):
    other = signed_in(bo)
    paths = ("/", "/mine/", "/mine/said/", "/mine/away/", address(scene),
             f"/groups/{scene.tuesday.public_id}/",
             f"/wrong/group/{scene.tuesday.public_id}/")  # fmt: skip
    before = [other.get(path).content for path in paths]
    signed_in(amira).post(address(scene), {"name": "Bo"})

    assert [other.get(path).content for path in paths] == before


def test_the_other_does_the_same_with_as_many_queries(
    scene, amira, bo, django_assert_num_queries
):
    other = signed_in(bo)
    page = f"/groups/{scene.tuesday.public_id}/"
    with CaptureQueriesContext(connection) as before:
        other.get(page)
    asked = len(before.captured_queries)
    signed_in(amira).post(address(scene), {"name": "Bo"})

    with django_assert_num_queries(asked):
        other.get(page)


def test_what_was_typed_stays_when_nobody_has_that_name(scene, amira):
    answer = signed_in(amira).post(address(scene), {"name": "Nobody Here"})

    assert answer.status_code == 409
    assert "Nobody Here" in answer.content.decode()


@pytest.mark.parametrize("who", ["outsider", "newcomer", "fern", "olu", "sol"])
def test_who_is_not_of_the_group_finds_nothing(who, scene, request):
    client = signed_in(request.getfixturevalue(who))
    nothing = client.get("/there-is-no-such-page/").content

    answer = client.post(address(scene), {"name": "Bo"})
    assert (answer.status_code, answer.content) == (404, nothing)


def test_nobody_undoes_it_for_somebody_else(scene, amira, bo):
    signed_in(amira).post(address(scene), {"name": "Bo"})
    signed_in(bo).post("/mine/away/", {"block": Block.objects.get().public_id})

    assert Block.objects.count() == 1
