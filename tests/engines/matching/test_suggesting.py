from __future__ import annotations

from dataclasses import replace

import pytest

from hearthside.engines.matching import (
    Group,
    Need,
    Point,
    Shelf,
    Wanted,
    Window,
    part_of_day,
    suggest,
    why_not,
)
from hearthside.engines.matching.saying import far_in_km, say, say_miss

LEEDS = Point(53.80, -1.55)
TUESDAY = 0b10


def group(name: str = "a", *said: str, **more: object) -> Group:
    plain = Group(
        id=name,
        ways=frozenset({"in_person"}),
        at=Point(53.81, -1.55),
        weekdays=TUESDAY,
        starts=19 * 60 + 30,
        minutes=90,
        said=frozenset(said),
    )
    return replace(plain, **more)


def wanted(**more: object) -> Wanted:
    sets = {key: frozenset(v) if isinstance(v, set) else v for key, v in more.items()}
    return Wanted(**sets)


def told(person: Wanted, *groups: Group) -> list[str]:
    """Return the reasons of the best group as they are said."""
    best = suggest(person, Shelf(groups)).suggestions[0]
    return [say(reason, far=far_in_km) for reason in best.reasons]


def test_the_reasons_are_in_words_a_person_would_say():
    person = wanted(near=LEEDS, experience={"stoma"}, access={"step_free"})

    said = told(person, group("a", "stoma", "step_free", "newcomers"))

    assert said == [
        "Meets 1.1 km from you, as the crow flies",
        "Says it welcomes people living with a stoma",
        "Step-free",
        "Newcomers especially welcome",
    ]


def test_a_reason_is_never_about_what_the_group_does_not_say():
    person = wanted(near=LEEDS, experience={"stoma", "cancer"}, wishes={"small"})

    said = told(person, group("a", "stoma"))

    assert said[1:] == ["Says it welcomes people living with a stoma"]


def test_what_it_names_comes_before_what_is_close_and_that_before_anything():
    person = wanted(experience={"bereaved_by_suicide"})
    groups = [
        group("a", "any"), group("b", "bereavement"), group("c", "bereaved_by_suicide"),
        group("d", "gambling"),
    ]  # fmt: skip

    found = suggest(person, Shelf(groups))

    assert [one.id for one in found.suggestions] == ["c", "b", "a"][
        : len(found.suggestions)
    ]
    assert found.fitting == 3


def test_sooner_nearer_surer_and_more_at_ease_come_first():
    for better in (
        {"next_in_days": 1.0}, {"at": LEEDS}, {"comfort": 0.2},
        {"said": frozenset({"newcomers"})},
    ):  # fmt: skip
        worse = group("a", next_in_days=20.0, is_sure=False)
        found = suggest(
            wanted(near=LEEDS), Shelf([worse, replace(worse, id="b", **better)])
        )

        assert found.suggestions[0].id == "b", better


def test_comfort_does_not_open_a_door_that_is_shut():
    person = wanted(access={"step_free"})

    found = suggest(person, Shelf([group("a", comfort=1.0)]))

    assert found.suggestions == ()


def test_nobody_needs_a_step_free_way_into_a_call():
    person = wanted(access={"step_free"})
    online = group("a", ways=frozenset({"online"}), at=None)

    assert not why_not(person, online)
    assert why_not(wanted(access={"captions"}), online) == {Need.ACCESS}


@pytest.mark.parametrize(
    ("said", "who", "is_open"),
    [
        ({"men"}, {"men"}, True),
        ({"men"}, set(), False),
        ({"men"}, {"women"}, False),
        ({"men", "women"}, {"women"}, True),
        ({"men", "women"}, set(), True),
        ({"young_adults", "older"}, {"older"}, True),
        ({"young_adults", "older"}, set(), False),
        ({"women", "lgbtq"}, {"women"}, False),
        ({"women", "lgbtq"}, {"women", "lgbtq"}, True),
        ({"carers"}, {"own_experience"}, False),
        ({"carers", "open"}, {"own_experience"}, True),
        ({"carers", "own_experience"}, {"carers"}, True),
        (set(), set(), True),
    ],
)
def test_a_group_for_some_is_suggested_to_them_only(said, who, is_open):
    person = wanted(who=who, experience={"stoma"})

    assert (not why_not(person, group("a", "stoma", *said))) is is_open


@pytest.mark.parametrize(
    ("experience", "who", "is_open"),
    [
        ({"alcohol"}, {"own_experience"}, True),
        ({"recovery"}, {"own_experience"}, False),
        ({"alcohol"}, set(), False),
        (set(), {"own_experience"}, False),
    ],
)
def test_only_with_this_experience_means_this_one(experience, who, is_open):
    person = wanted(experience=experience, who=who)

    assert (not why_not(person, group("a", "alcohol", "own_experience"))) is is_open


@pytest.mark.parametrize(
    ("window", "is_free"),
    [
        (Window(TUESDAY, 19 * 60, 24 * 60, 21 * 60), True),
        (Window(TUESDAY, 19 * 60, 24 * 60, 20 * 60 + 59), False),
        (Window(TUESDAY, 19 * 60 + 31, 24 * 60, 24 * 60), False),
        (Window(1, 19 * 60, 24 * 60, 22 * 60), False),
        (part_of_day("evening")[0], True),
        (part_of_day("afternoon")[0], False),
    ],
)
def test_who_is_free_is_free_for_the_whole_meeting(window, is_free):
    person = Wanted(windows=(window,))

    assert (Need.TIME not in why_not(person, group())) is is_free


def test_tuesday_night_runs_into_wednesday():
    small_hours = group("a", weekdays=0b100, starts=60)

    assert not why_not(Wanted(windows=part_of_day("night", TUESDAY)), small_hours)
    assert why_not(Wanted(windows=part_of_day("night", 0b100)), small_hours)


def test_at_the_very_edge_of_somebodys_reach_the_distance_is_exact():
    from hearthside.engines.matching import kilometres_between

    far = kilometres_between(LEEDS, Point(53.81, -1.55))
    for reach, fits in ((far, 1), (far - 1e-6, 0), (far + 1e-6, 1)):
        found = suggest(Wanted(near=LEEDS, reach_km=reach), Shelf([group()]))

        assert found.fitting == fits


def test_nothing_fits_and_it_says_what_is_in_the_way():
    person = wanted(
        near=LEEDS, reach_km=5.0, access={"step_free"}, ways={"in_person"},
        windows=part_of_day("evening"), languages={"lang:en"},
    )  # fmt: skip
    groups = [
        group("far", "step_free", "lang:en", at=Point(53.9, -1.55)),
        group("early", "step_free", "lang:en", starts=9 * 60),
        group("steps", "lang:en"),
        group("both", "lang:cy"),
    ]

    found = suggest(person, Shelf(groups))

    assert found.suggestions == ()
    assert [(miss.id, say_miss(miss, far=far_in_km)) for miss in found.near_misses] == [
        ("far", "It meets 11 km away, which is further than you said"),
        ("early", "It meets at another time than you said"),
        ("steps", "It does not say that it has this: Step-free"),
    ]


def test_who_answered_is_not_offered_a_group_for_others():
    women = group("a", "women")

    skipped = suggest(wanted(), Shelf([women])).near_misses
    answered = suggest(wanted(who={"men"}), Shelf([women])).near_misses

    assert (
        say_miss(skipped[0], far=far_in_km) == "It is only for women. You did not say"
    )
    assert answered == ()


def test_a_group_about_something_else_is_no_near_miss():
    found = suggest(
        wanted(experience={"stoma"}), Shelf([group("a", "gambling"), group("b")])
    )

    assert [miss.id for miss in found.near_misses] == ["b"]


def test_never_more_than_five_and_two_where_two_fit():
    many = [group(f"{number}") for number in range(9)]
    one_poor = [
        group("good", "stoma", "newcomers"),
        group("poor", "any", is_sure=False),
    ]

    assert len(suggest(Wanted(), Shelf(many)).suggestions) == 5
    assert len(suggest(wanted(experience={"stoma"}), Shelf(one_poor)).suggestions) == 2


def test_the_third_is_named_only_when_it_is_worth_naming():
    good = [group("a", "stoma"), group("b", "stoma")]
    poor = group("c", "any", is_sure=False)

    found = suggest(wanted(experience={"stoma"}), Shelf([*good, poor]))

    assert [one.id for one in found.suggestions] == ["a", "b"]
    assert found.fitting == 3


def test_where_none_breaks_a_single_need_those_that_break_two_are_named():
    person = wanted(access={"step_free"}, languages={"lang:cy"})
    two, three = group("two"), group("three", starts=9 * 60)

    found = suggest(
        replace(person, windows=part_of_day("evening")), Shelf([two, three])
    )

    (miss,) = found.near_misses
    assert say_miss(miss, far=far_in_km) == (
        "It does not say that it meets in Welsh. "
        "It does not say that it has this: Step-free"
    )
