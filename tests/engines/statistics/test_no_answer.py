"""Where the numbers do not carry an answer, the answer is a sentence."""

from __future__ import annotations

import math
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.statistics.clustered import paired_change
from hearthside.engines.statistics.effects import (
    difference_in_change,
    exact_j,
    hedges_g,
    standardised_change,
    summary,
)
from hearthside.engines.statistics.estimates import CannotCompute
from hearthside.engines.statistics.imputing import combine, impute
from hearthside.engines.statistics.mixed import mixed
from hearthside.engines.statistics.planning import (
    alike,
    people_needed,
    power_of_change,
    smallest_shown,
)
from hearthside.engines.statistics.pooling import Between, pool
from hearthside.engines.statistics.reliable import reliable_change, reliable_value

pytestmark = pytest.mark.engine

NAN = float("nan")
ONES = np.ones((6, 1))


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda: paired_change([], [], []), "There are 0 pairs"),
        (lambda: paired_change([1, 2], [2, 4], ["a", "a"]), "Everybody is of one group"),
        (lambda: paired_change([1, 2, 3], [2, 3, 4], ["a", "b", "c"]), "exactly the same"),
        (lambda: paired_change([1, NAN], [2, 3], ["a", "b"]), "no number"),
        (lambda: paired_change([1, 2], [2], ["a", "b"]), "There are 1 pairs"),
        (lambda: paired_change([1, 2], [2, 9], ["a"]), "not of the same people"),
        (lambda: exact_j(1), "so few people"),
        (lambda: hedges_g([1], [2, 3]), "this needs 2"),
        (lambda: hedges_g([1, 1], [2, 2]), "scored the same"),
        (lambda: summary([1, 1, 1], [2, 3, 4]), "no spread"),
        (lambda: summary([1, 2, 3], [2, 3]), "this needs 3"),
        (lambda: standardised_change(summary([1, 2, 3], [1, 2, 3])), "changed alike"),
        (
            lambda: difference_in_change(
                summary([1, 2, 3], [1, 2, 3]), summary([1, 2, 3], [2, 3, 4])
            ),
            "go together entirely",
        ),
        (lambda: reliable_value(0, 0.9), "spread above 0"),
        (lambda: reliable_value(4, 1), "between 0 and 1"),
        (
            lambda: reliable_change(
                [1], [2], at_least=0, higher_is_better=True, starters=1
            ),
            "more than nought",
        ),
        (lambda: pool([0.2], [0.1]), "There are 1 sites"),
        (lambda: pool([0.2, 0.3], [0.1, 0.0]), "variance above nought"),
        (lambda: pool([0.2, NAN], [0.1, 0.1]), "no number"),
        (lambda: combine([1.0], [0.1], complete_df=9), "this needs 2"),
        (lambda: impute(np.array([[1.0, NAN]] * 9), times=2, seed=1), "has 0 answers"),
        (lambda: impute(np.ones((3, 2)), times=1, seed=1), "2 to 1,000"),
        (lambda: alike([1, 2, 3], ["a", "b", "c"]), "two in one of them"),
        (
            lambda: power_of_change(people=9, groups=1, sd=1, icc=0, difference=1),
            "two groups",
        ),
        (lambda: people_needed(groups=4, sd=1, icc=0, difference=0), "nought"),
        (
            lambda: mixed(np.arange(6.0), ONES, persons=list("aabbcc"), groups=list("xyxxxx")),
            "Somebody is in two groups",
        ),
        (
            lambda: mixed(np.ones(6), ONES, persons=list("aabbcc"), groups=None),
            "nothing is left to chance",
        ),
        (
            lambda: mixed(
                np.arange(6.0),
                np.column_stack([ONES, ONES]),
                persons=list("aabbcc"),
                groups=None,
            ),
            "always go together",
        ),
        (
            lambda: mixed(
                np.array([1, 2, 3, NAN, 5, 6]), ONES, persons=list("aabbcc"), groups=None
            ),
            "no number",
        ),
    ],
)  # fmt: skip
def test_numbers_that_carry_no_answer_say_so(ask, why):
    with pytest.raises(CannotCompute, match=why):
        ask()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_scores_come_the_answer_is_a_number_or_a_sentence(data):
    score = st.integers(0, 24).map(float)
    people = data.draw(st.integers(0, 12))
    before = data.draw(st.lists(score, min_size=people, max_size=people))
    after = data.draw(st.lists(score, min_size=people, max_size=people))
    groups = data.draw(
        st.lists(st.sampled_from("abc"), min_size=people, max_size=people)
    )
    both = np.array(before + after)
    design = np.column_stack(
        [np.ones(2 * people), np.repeat([0.0, 1.0], people)]
    ) if people else np.ones((0, 2))  # fmt: skip
    names = [str(at) for at in range(people)] * 2

    for ask in (
        lambda: paired_change(before, after, groups).estimates[0],
        lambda: standardised_change(summary(before, after)),
        lambda: hedges_g(before, after),
        lambda: mixed(both, design, persons=names, groups=groups * 2).estimates[1],
    ):
        try:
            found = astuple(ask())
        except CannotCompute as no:
            found = (float(no.why.endswith(".")),)
            assert found == (1.0,)
        assert not any(math.isnan(one) for one in found)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(1e-4, 3)), min_size=2, max_size=12),
    st.sampled_from(list(Between)),
)
def test_sites_pool_to_numbers_inside_their_own_limits(pairs, by):
    found = pool([one for one, _ in pairs], [two for _, two in pairs], by=by)

    low, high = found.prediction
    assert low <= found.mean.low <= found.mean.value <= found.mean.high <= high
    assert 0 <= found.tau2_limits[0] <= found.tau2_limits[1]
    assert 0 <= found.i2 <= 1
    assert found.tau2 >= 0


def test_who_got_worse_counts_at_the_line_itself():
    found = reliable_change(
        [10, 10, 10, 10],
        [16, 15, 4, 10],
        at_least=6,
        higher_is_better=False,
        starters=9,
    )

    assert found.deteriorated.people == 1
    assert (found.unchanged.people, found.improved.people) == (2, 1)
    assert (found.deteriorated_of_starters.among, found.not_known) == (9, 5)


def test_power_far_out_is_sure_and_more_people_never_hurt():
    powers = [
        power_of_change(people=people, groups=8, sd=3, icc=0.02, difference=2)
        for people in (8, 16, 64, 1000, 100_000)
    ]

    assert powers == sorted(powers)
    assert powers[-1] == pytest.approx(1)
    needed = people_needed(groups=8, sd=3, icc=0.02, difference=2)
    assert needed is not None
    assert smallest_shown(people=needed, groups=8, sd=3, icc=0.02) <= 2
    assert smallest_shown(people=needed - 1, groups=8, sd=3, icc=0.02) > 2


def test_two_groups_that_are_each_alike_never_show_a_small_change():
    assert people_needed(groups=2, sd=3, icc=0.3, difference=0.5) is None
