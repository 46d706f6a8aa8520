from __future__ import annotations

from random import Random

import pytest

from hearthside.engines.matching import Felt, effects
from hearthside.engines.matching.comfort import FEWEST

PLENTY = {"a": Felt(45, 3, 2), "b": Felt(25, 10, 15), "c": Felt(5, 5, 40)}


def test_where_people_were_at_ease_the_effect_is_above_nothing():
    found = effects(PLENTY)

    assert found["a"] > found["b"] > found["c"]
    assert found["a"] > 0 > found["c"]


def test_few_reflections_move_a_group_less_than_many_of_the_same():
    many = effects(PLENTY | {"d": Felt(50, 0, 0)})
    few = effects(PLENTY | {"d": Felt(5, 0, 0)})

    assert 0 < few["d"] < many["d"]


@pytest.mark.parametrize("number", range(FEWEST))
def test_fewer_than_five_change_nothing_at_all(number):
    assert effects(PLENTY | {"d": Felt(number, 0, 0)}) == effects(PLENTY)


def test_the_fifth_is_heard():
    assert "d" in effects(PLENTY | {"d": Felt(FEWEST, 0, 0)})


def test_two_groups_are_too_few_to_say_how_groups_differ():
    assert effects({"a": Felt(9, 0, 0), "b": Felt(0, 0, 9)}) == {}


def test_groups_that_differ_no_more_than_chance_all_get_nothing():
    same = {name: Felt(6, 2, 2) for name in "abcdef"}

    assert effects(same) == dict.fromkeys(same, 0.0)


def test_a_hand_worked_example():
    # Means 0.9, 0.5, 0.1 of ten each; within = (0.9 + 2.5 + 0.9) / 27.
    felt = {"a": Felt(9, 0, 1), "b": Felt(5, 0, 5), "c": Felt(1, 0, 9)}
    within = 4.3 / 27
    weight = 10 / within
    between = (weight * 0.32 - 2) / (3 * weight - weight)
    pulled = 0.4 * between / (between + within / 10)

    assert effects(felt) == pytest.approx({"a": pulled, "b": 0.0, "c": -pulled})


def test_on_average_it_is_nearer_the_truth_than_the_bare_means():
    random, bare, shrunken = Random(1), 0.0, 0.0
    for _ in range(200):
        truth = {
            f"{n}": min(0.98, max(0.02, random.gauss(0.7, 0.1))) for n in range(20)
        }
        felt = {}
        for name, at_ease in truth.items():
            number = random.randrange(5, 30)
            yes = sum(random.random() < at_ease for _ in range(number))
            felt[name] = Felt(yes, 0, number - yes)
        centre = sum(truth.values()) / len(truth)
        found = effects(felt)
        for name, at_ease in truth.items():
            bare += (felt[name].mean - at_ease) ** 2
            shrunken += (found[name] + centre - at_ease) ** 2

    assert shrunken < 0.75 * bare
