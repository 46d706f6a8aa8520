"""Groups made up by the hundred: what is promised of designs of their own is so."""

from __future__ import annotations

import numpy as np
import pytest

from hearthside.engines.statistics.estimates import CannotCompute
from hearthside.engines.statistics.levels import pool_levels
from hearthside.engines.statistics.series import interrupted
from hearthside.engines.statistics.stepped import stepped_wedge

pytestmark = pytest.mark.engine


def towns(dice, *, sites, each, site, group, truth):
    """Make effects of groups of towns, with spreads (standard deviations) of each level."""
    of = np.repeat(np.arange(sites), each)
    v = dice.uniform(0.02, 0.12, of.size)
    effects = (
        truth
        + dice.normal(0, site, sites)[of]
        + dice.normal(0, group, of.size)
        + dice.normal(0, np.sqrt(v))
    )
    return effects.tolist(), v.tolist(), list(range(of.size)), of.tolist()


@pytest.mark.slow
def test_with_eight_sites_the_limits_hold_the_truth_and_new_groups():
    dice = np.random.default_rng(11)
    rounds = 300
    held = by_site = ahead = 0
    for _ in range(rounds):
        effects, v, groups, sites = towns(
            dice, sites=8, each=4, site=0.25, group=0.2, truth=0.3
        )
        found = pool_levels(effects, v, groups=groups, sites=sites)
        held += found.mean.low <= 0.3 <= found.mean.high
        assert found.by_site is not None
        by_site += found.by_site.low <= 0.3 <= found.by_site.high
        new = 0.3 + dice.normal(0, 0.25) + dice.normal(0, 0.2)
        ahead += found.new_group[0] <= new <= found.new_group[1]

    assert 0.92 <= held / rounds <= 0.985
    assert 0.92 <= by_site / rounds <= 0.985
    assert 0.90 <= ahead / rounds <= 0.985


@pytest.mark.slow
def test_with_many_sites_both_spreads_come_out():
    dice = np.random.default_rng(12)
    found = pool_levels_of(dice, sites=400, each=5, site=0.3, group=0.2)

    assert found.site**0.5 == pytest.approx(0.3, abs=0.03)
    assert found.group**0.5 == pytest.approx(0.2, abs=0.02)
    assert found.on_boundary == ()


def pool_levels_of(dice, **of):
    effects, v, groups, sites = towns(dice, truth=0.0, **of)
    return pool_levels(effects, v, groups=groups, sites=sites)


def in_turn(dice, *, groups, each, effect, level=0.8, moods=0.0):
    """Make answers of groups that begin at one of four waves; times get better by themselves.

    moods -- spread of a group's own good and bad times.
    """
    waves = 5
    start = 1 + np.arange(groups) % (waves - 1)
    of, when = (one.ravel() for one in np.indices((groups, waves)))
    own = dice.normal(0, level, groups)[of] + dice.normal(0, moods, of.size)
    of, when, own = (np.repeat(one, each) for one in (of, when, own))
    begun = when >= start[of]
    y = own - 0.5 * when + effect * begun + dice.normal(0, 2, of.size)
    return stepped_wedge(
        y,
        periods=[str(one) for one in when],
        begun=begun,
        groups=of.tolist(),
    )


@pytest.mark.slow
def test_what_time_does_is_not_taken_for_what_beginning_does():
    dice = np.random.default_rng(13)
    rounds = 200
    effects, held = [], 0
    for _ in range(rounds):
        one = in_turn(dice, groups=8, each=6, effect=0.0).effect
        effects.append(one.value)
        held += one.low <= 0 <= one.high

    assert abs(float(np.mean(effects))) < 0.08
    assert 0.92 <= held / rounds <= 0.985


@pytest.mark.slow
def test_where_groups_have_moods_the_limits_are_too_narrow_as_is_said():
    dice = np.random.default_rng(14)
    rounds = 150
    held = 0
    for _ in range(rounds):
        one = in_turn(dice, groups=8, each=6, effect=0.0, moods=1.2).effect
        held += one.low <= 0 <= one.high

    assert held / rounds < 0.9


def a_series(dice, *, n, alike, level):
    left = dice.normal(0, 1, n)
    for at in range(1, n):
        left[at] += alike * left[at - 1]
    time = np.arange(n)
    return 20 + 0.1 * time + level * (time >= n // 2) + left


def series_coverage(*, n, alike, rounds=600):
    dice = np.random.default_rng(15)
    held = 0
    for _ in range(rounds):
        y = a_series(dice, n=n, alike=alike, level=2.0)
        one = interrupted(y.tolist(), before=n // 2).level
        held += one.low <= 2.0 <= one.high
    return held / rounds


@pytest.mark.slow
def test_limits_of_a_short_series_are_too_narrow_as_is_said():
    assert 0.90 <= series_coverage(n=400, alike=0.0) <= 0.97
    assert series_coverage(n=24, alike=0.0) < 0.89
    assert series_coverage(n=24, alike=0.4) < 0.82


def test_a_step_in_a_long_series_is_found():
    y = a_series(np.random.default_rng(16), n=200, alike=0.3, level=6.0)

    found = interrupted(y.tolist(), before=100)

    assert found.level.value == pytest.approx(6, abs=1.5)
    assert found.level.low > 0
    assert found.slope.low <= 0 <= found.slope.high
    assert 0.1 < found.alike < 0.5


def test_a_site_that_decides_alone_has_no_robust_limits_and_keeps_the_others():
    found = pool_levels(
        [0.1, 0.2, 5.0], [1e-8, 1e-8, 1e4], groups=[1, 2, 3], sites=["a", "a", "b"]
    )

    assert found.by_site is None or found.by_site.df > 0
    assert found.mean.df == 1


def test_a_site_of_very_many_groups_is_answered_without_the_robust_limits():
    found = pool_levels_of(
        np.random.default_rng(17), sites=2, each=1001, site=0.2, group=0.2
    )

    assert found.by_site is None
    assert found.group**0.5 == pytest.approx(0.2, abs=0.03)


def test_without_a_single_answer_there_is_a_sentence():
    with pytest.raises(CannotCompute, match="0 groups"):
        in_turn(np.random.default_rng(1), groups=0, each=3, effect=1)
