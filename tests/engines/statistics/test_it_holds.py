"""Lives made up by the thousand: what is promised of the methods is so, and of others not."""

from __future__ import annotations

import math

import numpy as np
import pytest

from hearthside.engines.statistics.clustered import clustered, paired_change
from hearthside.engines.statistics.curves import t_quantile
from hearthside.engines.statistics.imputing import combine, impute
from hearthside.engines.statistics.mixed import mixed
from hearthside.engines.statistics.nested import Nested
from hearthside.engines.statistics.tipping import tipping_point

pytestmark = pytest.mark.engine


def a_house(dice, *, groups, each, icc, truth, sd=5.0):
    """Make changes of people whose groups are alike by icc."""
    of = np.repeat(np.arange(groups), each)
    between = dice.normal(0, sd * icc**0.5, groups)[of]
    return truth + between + dice.normal(0, sd * (1 - icc) ** 0.5, of.size), of.tolist()


def coverage(dice, rounds, *, groups, each):
    """Return how often the limits hold the truth: CR2's, and those of a paired t."""
    held = naive = 0
    for _ in range(rounds):
        change, of = a_house(dice, groups=groups, each=each, icc=0.10, truth=-1.0)
        found = clustered(change, np.ones((change.size, 1)), of).estimates[0]
        held += found.low <= -1.0 <= found.high
        reach = (
            t_quantile(0.975, change.size - 1) * change.std(ddof=1) / change.size**0.5
        )
        naive += abs(change.mean() + 1.0) <= reach
    return held / rounds, naive / rounds


@pytest.mark.slow
def test_with_four_groups_the_limits_hold_and_those_of_a_paired_t_do_not():
    held, naive = coverage(np.random.default_rng(4), 2000, groups=4, each=12)

    assert 0.935 <= held <= 0.965
    assert naive < 0.89


@pytest.mark.slow
def test_with_twenty_groups_the_limits_hold_too():
    held, _ = coverage(np.random.default_rng(5), 1000, groups=20, each=8)

    assert 0.935 <= held <= 0.97


def lives(dice, people=120):
    """Make three waves of people; who is worse off at one wave is likelier gone at the next."""
    level = dice.normal(12, 4, people)
    of = np.arange(people) % 12
    shift = dice.normal(0, 0.7, 12)[of]
    scores = np.column_stack(
        [level + shift + change + dice.normal(0, 2.5, people) for change in (0, -1, -2)]
    )
    seen = scores.copy()
    for wave in (1, 2):
        worse = 1 / (1 + np.exp(-(scores[:, wave - 1] - 13) / 1.5))
        gone = (dice.random(people) < 0.7 * worse) | np.isnan(seen[:, wave - 1])
        seen[gone, wave] = np.nan
    return seen, of


def by_model(seen, of):
    people, waves = seen.shape
    person = np.repeat(np.arange(people), waves)
    wave = np.tile(np.arange(waves), people)
    there = ~np.isnan(seen).ravel()
    design = np.column_stack([np.ones(wave.size), wave == 1, wave == 2]).astype(float)
    found = mixed(
        seen.ravel()[there], design[there],
        persons=person[there].tolist(), groups=of[person][there].tolist(),
    )  # fmt: skip
    return found.estimates[2].value


@pytest.mark.slow
def test_where_the_worse_off_leave_the_model_and_the_imputations_find_the_truth():
    dice = np.random.default_rng(6)
    found: dict[str, list[float]] = {
        "model": [],
        "imputed": [],
        "stayed": [],
        "carried": [],
    }
    for number in range(120):
        seen, of = lives(dice)
        found["model"].append(by_model(seen, of))
        filled = impute(seen, times=5, seed=number)
        found["imputed"].append(float((filled[:, :, 2] - filled[:, :, 0]).mean()))
        found["stayed"].append(float(np.nanmean(seen[:, 2]) - np.nanmean(seen[:, 0])))
        last = np.where(np.isnan(seen[:, 1]), seen[:, 0], seen[:, 1])
        carried = np.where(np.isnan(seen[:, 2]), last, seen[:, 2])
        found["carried"].append(float((carried - seen[:, 0]).mean()))

    off = {name: abs(float(np.mean(values)) + 2.0) for name, values in found.items()}
    assert off["model"] < 0.15
    assert off["imputed"] < 0.15
    assert off["stayed"] > 0.5
    assert off["carried"] > 0.5


def test_the_same_seed_fills_the_same_and_keeps_what_was_said():
    seen, _ = lives(np.random.default_rng(7))

    once, again, other = (impute(seen, times=3, seed=seed) for seed in (1, 1, 2))

    there = ~np.isnan(seen)
    assert (once == again).all()
    assert (once != other).any()
    assert all((one[there] == seen[there]).all() for one in once)
    assert np.isfinite(once).all()


def test_the_answer_tips_where_it_is_said_to():
    dice = np.random.default_rng(8)
    seen, of = lives(dice, people=600)
    filled = impute(seen, times=5, seed=1)
    gone = np.isnan(seen[:, 2])

    def judge(delta):
        found = [
            clustered(one[:, 2] + delta * gone - one[:, 0], np.ones((len(one), 1)), of.tolist())
            .estimates[0]
            for one in filled
        ]  # fmt: skip
        return combine(
            [one.value for one in found],
            [one.error**2 for one in found],
            complete_df=10,
        ).estimate

    tipping = tipping_point(judge, higher_is_better=False, furthest=24)

    assert tipping.was_shown
    assert tipping.delta is not None
    assert judge(tipping.delta).high >= 0 > judge(tipping.delta - 0.02).high


@pytest.mark.parametrize("silent", [0, 3, 5])
def test_of_a_group_where_nobody_answered_nothing_wild_is_said(silent):
    dice = np.random.default_rng(7)
    of = np.repeat(np.arange(6), 12)
    first = dice.normal(10, 2, of.size)
    scores = np.column_stack([first, first + dice.normal(0, 1, of.size)])
    scores[of == silent, 1] = np.nan
    known = np.column_stack([of == other for other in range(1, 6)]).astype(float)

    filled = impute(scores, known, times=20, seed=1)

    changes = filled[:, of == silent, 1] - scores[of == silent, 0]
    assert abs(changes.mean()) < 1
    assert np.abs(changes).max() < 6


def test_what_is_not_shown_cannot_tip():
    before, after = [10, 11, 12, 13], [11, 10, 13, 12]

    found = tipping_point(
        lambda delta: paired_change(before, after, list("abcd")).estimates[0],
        higher_is_better=False,
        furthest=24,
    )

    assert (found.was_shown, found.delta) == (False, None)


def test_a_level_that_is_not_there_is_said_to_be_on_the_boundary():
    dice = np.random.default_rng(9)
    y = dice.normal(size=60)
    y -= np.repeat(y.reshape(6, 10).mean(axis=1), 10)

    found = mixed(
        y, np.ones((60, 1)),
        persons=np.repeat(np.arange(30), 2).tolist(), groups=np.repeat(np.arange(6), 10).tolist(),
    )  # fmt: skip

    assert "group" in found.on_boundary
    assert found.group == 0
    assert found.estimates[0].df > 0


def test_no_spread_of_any_level_fits_better_than_the_one_that_was_found():
    roots = np.concatenate([[0.0], np.geomspace(0.1, 3, 25)])
    for seed in range(8):
        dice = np.random.default_rng(seed)
        person, wave = (one.ravel() for one in np.indices((84, 3)))
        group = person // 6
        y = (
            dice.normal(0, 1.0, 14)[group]
            + dice.normal(0, 3.5, 84)[person]
            + dice.normal(0, 2.2, person.size)
        )
        there = dice.random(person.size) > 0.15
        design = np.column_stack([np.ones(y.size), wave == 1, wave == 2]).astype(float)
        asked = y[there], design[there]
        who, where = person[there].tolist(), group[there].tolist()

        found = mixed(*asked, persons=who, groups=where)

        nested = Nested.of(*asked, who, where)
        tried = min(
            parts.log_size
            + parts.log_information
            + nested.free * (1 + math.log(2 * math.pi * parts.squares / nested.free))
            for one in roots
            for two in roots
            for parts in [nested.parts(one**2, two**2)]
        )
        assert found.minus_twice_log_likelihood <= tried + 1e-6
