from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines import words
from hearthside.groups.finding import Point, Wish, find, kilometres_between
from hearthside.groups.models import Feed, Group, NobodyThere
from tests.cast import NOON, make_group

LEEDS = Point(53.80, -1.55)
places = st.builds(
    Point, st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False)
)


def names(wish, now=NOON):
    return [card.name for card in find(wish, now=now).cards]


@given(places, places)
def test_distance_is_the_same_both_ways_and_never_round_the_back(a, b):
    there, back = kilometres_between(a, b), kilometres_between(b, a)

    assert there == pytest.approx(back)
    assert 0 <= there <= 20_016


def test_leeds_to_hull_is_about_eighty_kilometres():
    assert kilometres_between(LEEDS, Point(53.74, -0.33)) == pytest.approx(
        80.6, abs=0.5
    )


def test_nearest_comes_first_then_soonest(scene):
    make_group(scene.leeds, "Later next door", starts_at=time(20, 0))
    make_group(scene.leeds, "Far", latitude=53.95, longitude=-1.58)

    found = names(Wish(near=LEEDS, reach_km=40))

    assert found == ["Tuesday circle, Headingley", "Later next door", "Far"]


def test_what_is_out_of_reach_is_not_found(scene):
    assert names(Wish(near=LEEDS, reach_km=20)) == ["Tuesday circle, Headingley"]


def test_without_a_limit_everything_is_found_nearest_first(scene):
    found = find(Wish(near=LEEDS, reach_km=None), now=NOON)

    assert [card.name for card in found.cards] == [
        "Tuesday circle, Headingley",
        "Evening at the quay",
    ]
    assert found.cards[1].km == pytest.approx(80.6, abs=0.5)


def test_without_a_place_soonest_comes_first(scene):
    make_group(scene.leeds, "Tonight", rule="FREQ=WEEKLY;BYDAY=MO")

    assert names(Wish())[0] == "Tonight"


def test_filters_combine(scene):
    make_group(scene.leeds, "For carers", said=("carers", "step_free", "lang:cy"))
    make_group(scene.leeds, "For carers upstairs", said=("carers", "lang:cy"))
    wish = Wish(near=LEEDS, said=frozenset({"carers", "step_free", "lang:cy"}))

    assert names(wish) == ["For carers"]


def test_a_day_of_the_week_is_kept_to(scene):
    make_group(scene.leeds, "Wednesdays", rule="FREQ=WEEKLY;BYDAY=WE")
    make_group(scene.leeds, "Both", rule="FREQ=WEEKLY;BYDAY=TU,WE")
    make_group(scene.leeds, "Second Wednesday", rule="FREQ=MONTHLY;BYDAY=2WE")

    assert set(names(Wish(weekday=2))) == {"Wednesdays", "Both", "Second Wednesday"}


@pytest.mark.parametrize(
    ("at", "part"),
    [(time(6), "morning"), (time(12), "afternoon"), (time(17), "evening"),
     (time(23), "night"), (time(2), "night")],
)  # fmt: skip
def test_a_part_of_the_day_is_kept_to(scene, at, part):
    make_group(scene.leeds, "Wanted", starts_at=at)

    assert "Wanted" in names(Wish(part_of_day=part))
    others = {"morning", "afternoon", "evening", "night"} - {part}
    assert not any("Wanted" in names(Wish(part_of_day=other)) for other in others)


def test_groups_from_home_are_counted_apart(scene):
    make_group(scene.leeds, "Online", attendance=words.ONLINE)
    make_group(scene.leeds, "By phone", attendance=words.PHONE)

    found = find(Wish(near=LEEDS), now=NOON)

    assert [card.name for card in found.cards] == ["Tuesday circle, Headingley"]
    assert found.from_home == 2


def test_hybrid_is_found_both_ways(scene):
    make_group(scene.leeds, "Hybrid", attendance=words.HYBRID)

    assert "Hybrid" in names(Wish(attendance=words.ONLINE))
    assert "Hybrid" in names(Wish(attendance=words.IN_PERSON, near=LEEDS))


@pytest.mark.parametrize(
    ("days", "faded", "shown"), [(29, False, True), (30, True, True), (90, True, False)]
)
def test_a_listing_fades_at_thirty_days_and_leaves_at_ninety(scene, days, faded, shown):
    Group.objects.filter(id=scene.tuesday.pk).update(
        confirmed_at=NOON - timedelta(days=days)
    )

    cards = {card.name: card for card in find(Wish(), now=NOON).cards}

    assert (scene.tuesday.name in cards) is shown
    if shown:
        assert cards[scene.tuesday.name].is_faded is faded


def test_an_imported_listing_says_whose_it_is(scene):
    feed = Feed.objects.create(
        name="The county list", zone="Europe/London", fetched_at=NOON
    )
    make_group(scene.leeds, "Listed", feed=feed, feed_key="a")

    card = next(c for c in find(Wish(), now=NOON).cards if c.name == "Listed")

    assert (card.listed_by, card.is_ours, card.fetched_at) == (
        "The county list", False, NOON,
    )  # fmt: skip


def test_a_listed_date_is_true_even_when_the_clock_is_late(scene):
    feed = Feed.objects.create(name="The county list", zone="Europe/London")
    make_group(scene.leeds, "Listed", feed=feed, feed_key="a")
    much_later = NOON + timedelta(days=25)

    card = next(c for c in find(Wish(), now=much_later).cards if c.name == "Listed")

    assert card.next_at > much_later


def test_a_caution_is_on_the_card(scene):
    NobodyThere.objects.create(group=scene.tuesday, on=NOON.date(), said_at=NOON)

    cards = {card.name: card.has_caution for card in find(Wish(), now=NOON).cards}

    assert cards == {scene.tuesday.name: True, scene.elsewhere.name: False}


def test_the_queries_do_not_grow_with_the_groups(scene, django_assert_max_num_queries):
    for number in range(45):
        make_group(scene.leeds, f"Group {number}")

    with django_assert_max_num_queries(6):
        found = find(Wish(near=LEEDS, page=2), now=NOON)

    assert (found.total, found.pages, len(found.cards)) == (46, 3, 20)


@pytest.mark.parametrize("page", [-5, 0, 10**9])
def test_a_page_out_of_bounds_is_the_nearest_there_is(scene, page):
    assert find(Wish(page=page), now=NOON).page == 1


def test_a_card_does_not_name_a_place_that_is_not_listed(scene):
    Group.objects.filter(id=scene.tuesday.pk).update(address_withheld=True)

    (card,) = find(Wish(near=LEEDS, reach_km=20), now=NOON).cards

    assert (card.place_name, card.district) == ("", "Headingley")


def test_paused_groups_are_left_out(scene):
    Group.objects.filter(id=scene.tuesday.pk).update(state=Group.State.PAUSED)

    assert scene.tuesday.name not in names(Wish())
