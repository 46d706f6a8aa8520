from __future__ import annotations

import json

import pytest
from django.test import Client

from hearthside.groups.models import Group
from hearthside.meetings.models import Meeting
from tests.cast import NOON

FEED = "/feeds/meetings.json"


@pytest.fixture
def at_noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


def rows():
    return {row["name"]: row for row in Client().get(FEED).json()}


@pytest.mark.usefixtures("at_noon")
def test_every_group_is_in_the_feed(scene):
    answer = Client().get(FEED)

    assert answer["Content-Type"].startswith("application/json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {row["slug"] for row in answer.json()} == {
        f"{scene.tuesday.public_id}-tue",
        f"{scene.elsewhere.public_id}-tue",
    }


@pytest.mark.usefixtures("at_noon")
def test_an_evening_called_off_is_told_in_the_feed(scene):
    first = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    Meeting.objects.filter(pk=first.pk).update(
        state=Meeting.State.CALLED_OFF, changed_at=NOON
    )

    row = rows()[scene.tuesday.name]

    assert "TC" in row["types"]
    assert row["notes"].startswith("Called off on Tuesday 3 March.")


@pytest.mark.usefixtures("at_noon")
def test_nothing_withheld_is_in_the_feed(scene):
    Group.objects.update(
        address_withheld=True, online_link="https://call.example/j/9?pwd=4711"
    )

    said = json.dumps(rows())

    for secret in ("Cardigan", "Wilfrid", "53.82", "call.example", "4711"):
        assert secret not in said


@pytest.mark.usefixtures("at_noon")
def test_what_somebody_has_already_is_not_sent_again(scene):
    tag = Client().get(FEED)["ETag"]

    assert Client().get(FEED, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.usefixtures("at_noon")
def test_queries_do_not_grow_with_groups(scene, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        Client().get(FEED)
