from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.engines.matching import Need, Point, Wanted, part_of_day
from hearthside.groups import choosing, finding
from hearthside.groups.choosing import Setting, choose
from hearthside.groups.models import Ease, Feed, Group, NobodyThere
from tests.cast import NOON, make_group

HERE = Setting("Europe/London", "en")
LEEDS = Point(53.80, -1.55)


def names(wanted: Wanted) -> list[str]:
    chosen = choose(wanted, setting=HERE, now=NOON)
    return [chosen.cards[one.id].name for one in chosen.answer.suggestions]


def test_the_group_that_fits_is_named_and_the_far_one_is_not(scene):
    wanted = Wanted(near=LEEDS, reach_km=20.0, ways=frozenset({"in_person"}))

    assert names(wanted) == ["Tuesday circle, Headingley"]


def test_what_is_not_in_the_directory_is_never_named(scene):
    wanted = Wanted(near=LEEDS, reach_km=20.0)
    for columns in ({"state": "unlisted"}, {"state": "paused"},
                    {"state": "listed", "confirmed_at": NOON - timedelta(days=91)}):  # fmt: skip
        Group.objects.filter(id=scene.tuesday.pk).update(**columns)

        assert names(wanted) == []


def test_a_near_miss_comes_with_its_card(scene):
    wanted = Wanted(near=LEEDS, reach_km=20.0, windows=part_of_day("morning"))

    chosen = choose(wanted, setting=HERE, now=NOON)

    (miss,) = chosen.answer.near_misses
    assert [lack.need for lack in miss.lacks] == [Need.TIME]
    assert chosen.cards[miss.id].name == "Tuesday circle, Headingley"


def test_who_names_no_language_meets_in_that_of_the_house(scene):
    make_group(scene.leeds, "Says no language", said=("any",))
    make_group(scene.leeds, "In Welsh", said=("any", "lang:cy"))
    english = Wanted(near=LEEDS, reach_km=20.0, languages=frozenset({"lang:en"}))

    assert set(names(english)) == {"Says no language", "Tuesday circle, Headingley"}


def test_a_group_across_the_sea_is_read_on_our_clock(scene):
    there = make_group(
        scene.leeds, "Across the sea", attendance="online", starts_at=time(20, 0)
    )
    # Tuesday 8pm in New York is Wednesday 1am here, the small hours of Tuesday night.
    Group.objects.filter(id=there.pk).update(zone="America/New_York")
    online = frozenset({"online"})

    assert names(Wanted(ways=online, windows=part_of_day("night", 0b10))) == [
        "Across the sea"
    ]
    assert names(Wanted(ways=online, windows=part_of_day("evening"))) == []


def test_a_doubted_listing_comes_after_a_sure_one(scene):
    same = {"latitude": 53.82, "longitude": -1.58}
    make_group(scene.leeds, "Sure", said=("depression",), seats=6, **same)
    NobodyThere.objects.create(group=scene.tuesday, on=date(2026, 2, 24), said_at=NOON)

    assert names(Wanted(near=LEEDS, reach_km=20.0))[0] == "Sure"


def test_reflections_decide_between_equals(scene):
    other = make_group(scene.leeds, "Same again", seats=6)
    third = make_group(scene.hull, "Far away", latitude=53.74, longitude=-0.33)
    for group, at_ease in ((scene.tuesday, 4), (other, 20), (third, 10)):
        Ease.objects.create(group=group, at_ease=at_ease, not_at_ease=20 - at_ease)
    wanted = Wanted(near=LEEDS, reach_km=20.0)
    Group.objects.update(next_at=NOON + timedelta(days=1))

    assert names(wanted) == ["Same again", "Tuesday circle, Headingley"]


def test_nothing_about_members_is_asked(scene, amira, bo):
    with CaptureQueriesContext(connection) as asked:
        names(Wanted(near=LEEDS))

    tables = " ".join(query["sql"] for query in asked)
    assert "groups_group" in tables
    for private in ("membership", "people_person", "waiting", "might", "counted"):
        assert private not in tables.lower()


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(near=LEEDS, reach_km=20.0)])
def test_two_hundred_groups_cost_six_queries(
    scene, django_assert_max_num_queries, wanted
):
    feed = Feed.objects.create(name="A long list", zone="Europe/London")
    for number in range(200):
        make_group(
            None, f"Circle {number}", feed=feed, feed_key=str(number),
            attendance="online" if number % 3 else "in_person",
        )  # fmt: skip

    with django_assert_max_num_queries(6):
        chosen = choose(wanted, setting=HERE, now=NOON)

    assert len(chosen.answer.suggestions) == 5


def test_only_so_many_are_read_the_nearest_first(scene, monkeypatch):
    monkeypatch.setattr(choosing, "MOST", 1)
    make_group(scene.leeds, "Nearer", latitude=53.80, longitude=-1.55)

    assert names(Wanted(near=LEEDS, reach_km=20.0)) == ["Nearer"]


def test_cards_of_nothing_are_none(scene):
    assert finding.cards_of([], near=None, now=NOON) == []
