import json

import pytest

from hearthside.core.actor import Machine
from hearthside.groups.feeds import Source
from hearthside.groups.models import Group
from hearthside.organisation.models import KnownPlace
from hearthside.workflows import import_listings
from hearthside.workflows.zones_of_places import WHY
from tests.cast import NOON

LONDON = {
    "latitude": 51.51,
    "longitude": -0.13,
    "formatted_address": "1 Soho St, London, UK",
}
BOSTON = {
    "latitude": 42.36,
    "longitude": -71.06,
    "formatted_address": "1 Main St, Boston, MA, USA",
}


@pytest.fixture
def towns(scene):
    for name, latitude, longitude, zone in (
        ("London", 51.51, -0.13, "Europe/London"),
        ("Boston", 42.36, -71.06, "America/New_York"),
        ("Detroit", 42.33, -83.05, "America/Detroit"),
    ):
        KnownPlace.objects.create(
            kind="town", folded=name.lower(), name=name, country="XX",
            latitude=latitude, longitude=longitude, zone=zone,
        )  # fmt: skip


def zone_of(where, **more):
    row = {"name": "Seven", "slug": "seven", "day": 1, "time": "19:00", **where, **more}
    tally = import_listings.import_listings(
        Machine("test"),
        json.dumps([row]).encode(),
        source=Source("A list", "America/New_York", None),
        seen_at=NOON,
        clock=lambda: NOON,
    )
    return Group.objects.get(feed__name="A list").zone, WHY in tally.reasons


def test_a_hall_abroad_keeps_the_time_of_its_town(towns):
    assert zone_of(LONDON) == ("Europe/London", True)


def test_a_hall_at_home_keeps_the_time_of_the_list(towns):
    assert zone_of(BOSTON) == ("America/New_York", False)


def test_a_zone_on_the_same_clock_is_left_as_it_is(towns):
    detroit = {"latitude": 42.33, "longitude": -83.05}

    assert zone_of(BOSTON | detroit) == ("America/New_York", False)


def test_a_call_keeps_the_time_of_the_list_wherever_it_is_pinned(towns):
    online = {"attendance_option": "online", "conference_url": "https://zoom.us/j/1"}

    assert zone_of(LONDON, **online) == ("America/New_York", False)


def test_a_zone_the_row_gives_itself_stands(towns):
    assert zone_of(LONDON, timezone="Europe/Paris") == ("Europe/Paris", False)


def test_far_from_every_town_the_list_decides(towns):
    sea = {"latitude": 10.0, "longitude": -40.0}

    assert zone_of(LONDON | sea) == ("America/New_York", False)
