"""What others take away from a group's page."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from hearthside.groups.models import Feed, Group
from tests.cast import NOON, signed_in


def page_of(client, group) -> str:
    return client.get(f"/groups/{group.public_id}/").content.decode()


def json_ld(page: str) -> dict:
    (found,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
    )
    return json.loads(found)


def test_a_visitor_finds_the_calendar_beside_the_dates(visitor, scene):
    page = page_of(visitor, scene.tuesday)

    here = f"/feeds/groups/{scene.tuesday.public_id}.ics"
    assert "Add to my calendar" in page
    assert re.search(rf'href="webcal://[^"/]+{here}\?title=neutral"', page)
    assert re.search(rf'href="webcal://[^"/]+{here}"', page)
    assert re.search(rf'href="https?://[^"/]+{here}"', page)


def test_a_search_engine_reads_the_group_and_its_dates(visitor, scene):
    found = json_ld(page_of(visitor, scene.tuesday))

    assert (found["@type"], found["name"]) == ("Event", scene.tuesday.name)
    assert len(found["subEvent"]) == 4


def test_a_name_cannot_end_the_script(visitor, scene):
    nasty = "</script><img src=x onerror=alert(1)>"
    Group.objects.filter(pk=scene.tuesday.pk).update(name=nasty)

    page = page_of(visitor, scene.tuesday)

    assert json_ld(page)["name"] == nasty
    assert "<img src=x" not in page


def test_a_member_may_take_the_calendar_and_gets_no_words_for_search_engines(
    scene, amira, at_noon
):
    Group.objects.filter(pk=scene.tuesday.pk).update(address_withheld=True)

    page = page_of(signed_in(amira), scene.tuesday)

    assert "Add to my calendar" in page
    assert "ld+json" not in page


def test_a_withheld_address_is_not_in_the_words_for_search_engines(visitor, scene):
    Group.objects.filter(pk=scene.tuesday.pk).update(address_withheld=True)

    page = page_of(visitor, scene.tuesday)

    assert json_ld(page)["location"] == {"@type": "Place", "name": "Headingley"}
    assert "Cardigan" not in page


@pytest.mark.parametrize("columns", [{"state": "unlisted"}, {"confirmed_at": NOON - timedelta(days=90)}])  # fmt: skip
def test_what_only_its_own_people_see_is_not_given_away(scene, amira, at_noon, columns):
    Group.objects.filter(pk=scene.tuesday.pk).update(**columns)

    page = page_of(signed_in(amira), scene.tuesday)

    assert "Add to my calendar" not in page
    assert "ld+json" not in page


def test_somebody_elses_listing_is_theirs_to_give_away(visitor, scene):
    feed = Feed.objects.create(name="Vale", zone="Europe/London")
    Group.objects.filter(pk=scene.tuesday.pk).update(feed=feed, feed_key="1")

    page = page_of(visitor, scene.tuesday)

    assert "Add to my calendar" not in page
    assert "ld+json" not in page


def test_the_words_for_search_engines_weigh_little(visitor, scene):
    page = page_of(visitor, scene.tuesday)

    assert len(json.dumps(json_ld(page))) < 4000
