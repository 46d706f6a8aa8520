"""Of designs of their own: where the numbers carry no answer, the answer is a sentence."""

from __future__ import annotations

import math
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.statistics.estimates import CannotCompute, Estimate
from hearthside.engines.statistics.levels import pool_levels
from hearthside.engines.statistics.robust import robust_mean
from hearthside.engines.statistics.series import interrupted
from hearthside.engines.statistics.stepped import stepped_wedge

pytestmark = pytest.mark.engine

NAN = float("nan")
V3 = [0.1, 0.1, 0.1]


def levels(effects, variances, groups, sites):
    return pool_levels(effects, variances, groups=list(groups), sites=list(sites))


def wedge(scores, waves, begun, groups, persons=None):
    return stepped_wedge(
        np.array(scores, dtype=float),
        periods=list(waves),
        begun=np.array(begun, dtype=bool),
        groups=list(groups),
        persons=persons,
    )


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda: levels([], [], "", ""), "There are 0 effects"),
        (lambda: levels([1, 2], [1, 1], "ab", "xy"), "this needs 3"),
        (lambda: levels([1, 2, 3], V3, "abc", "xxx"), "All groups are of one site"),
        (lambda: levels([1, 2, 3], V3, "abc", "xyz"), "one group only"),
        (lambda: levels([1, 2, 3], [0.1, 0, 0.1], "abc", "xxy"), "above nought"),
        (lambda: levels([1, 2, 3], [0.1, -1, 0.1], "abc", "xxy"), "above nought"),
        (lambda: levels([1, NAN, 3], V3, "abc", "xxy"), "no number"),
        (lambda: levels([1, 2, 3], V3, "ab", "xxy"), "not of the same groups"),
        (lambda: robust_mean([(np.ones(2), np.eye(2))]), "two clusters"),
        (lambda: wedge([1, 2], "01", [0, 1], "ab"), "There are answers of 2 groups"),
        (lambda: wedge([], "", [], ""), "There are answers of 0 groups"),
        (lambda: wedge([1, 2], "01", [0], "ab"), "not of the same answers"),
        (
            lambda: wedge(range(8), "00001111", [0] * 4 + [1] * 4, "abcdabcd"),
            "At no wave",
        ),
        (
            lambda: wedge([3] * 12, "000011112222", [0] * 4 + [1, 1, 0, 0] + [1] * 4, "abcd" * 3),
            "nothing is left to chance",
        ),
        (
            lambda: wedge([1, 2, 3, 4], "0000", [1, 0, 1, 0], "abcd", list("pppp")),
            "Somebody is in two groups",
        ),
        (lambda: interrupted([], before=0), "0 periods before and 0 after"),
        (lambda: interrupted([1.0] * 15, before=7), "needs 8 of each"),
        (lambda: interrupted([1.0] * 15, before=8), "7 after"),
        (lambda: interrupted([1.0] * 20, before=25), "0 after"),
        (lambda: interrupted([3.0] * 20, before=10), "follows its lines exactly"),
        (lambda: interrupted([float(n) for n in range(20)], before=10), "exactly"),
        (lambda: interrupted([1.0, NAN] * 10, before=10), "no number"),
        (lambda: interrupted([1.0, 2.0] * 10, before=10, lag=6), "A lag of 6 is too long"),
    ],
)  # fmt: skip
def test_numbers_that_carry_no_answer_say_so(ask, why):
    with pytest.raises(CannotCompute, match=why):
        ask()


def or_a_sentence(ask):
    try:
        return ask()
    except CannotCompute as no:
        return no.why


def all_finite(found) -> bool:
    """Return whether no number in it is nan, and every estimate has its limits in order."""
    if isinstance(found, Estimate):
        assert found.low <= found.value <= found.high
        return not any(math.isnan(one) for one in astuple(found))
    if isinstance(found, tuple):
        return all(all_finite(one) for one in found)
    return not (isinstance(found, float) and math.isnan(found))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(-3, 3),
            st.floats(1e-4, 3),
            st.sampled_from("abc"),
            st.sampled_from("xyz"),
        ),
        max_size=14,
    )
)
def test_whatever_effects_come_the_answer_is_numbers_inside_their_limits(rows):
    columns = [list(one) for one in zip(*rows, strict=True)] or [[], [], [], []]
    found = or_a_sentence(lambda: levels(*columns))
    if isinstance(found, str):
        assert found.endswith(".")
        return

    for one in (found.mean, found.by_site, found.new_group, found.new_site):
        assert all_finite(one)
    assert found.new_group[0] <= found.new_site[0] <= found.mean.low
    assert 0 <= found.i2_site + found.i2_group <= 1
    assert ("site" in found.on_boundary) == (found.site == 0)
    assert ("group" in found.on_boundary) == (found.group == 0)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_scores_come_of_turns_the_answer_is_a_number_or_a_sentence(data):
    answers = data.draw(st.integers(0, 30))
    draw = {
        "scores": st.integers(0, 4).map(float),
        "waves": st.sampled_from("0123"),
        "begun": st.booleans(),
        "groups": st.sampled_from("abcde"),
    }
    columns = {
        name: data.draw(st.lists(one, min_size=answers, max_size=answers))
        for name, one in draw.items()
    }
    found = or_a_sentence(lambda: wedge(**columns))
    if isinstance(found, str):
        assert found.endswith(".")
        return

    assert all_finite(found.effect)
    assert 0 <= found.alike <= 1
    assert found.answers_begun + found.answers_waiting == answers


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 3).map(float), max_size=40),
    st.integers(0, 40),
    st.none() | st.integers(0, 12),
)
def test_whatever_is_counted_the_answer_is_a_number_or_a_sentence(values, before, lag):
    found = or_a_sentence(lambda: interrupted(values, before=before, lag=lag))
    if isinstance(found, str):
        assert found.endswith(".")
        return

    for one in (found.level, found.slope, found.at_end, found.slope_before):
        assert all_finite(one)
    assert -1 <= found.alike <= 1


def test_the_unit_of_the_effects_does_not_change_the_answer():
    effects = [0.2, 0.5, -0.1, 0.9, 0.4, 0.3, 0.8]
    variances = [0.05, 0.02, 0.04, 0.1, 0.03, 0.02, 0.06]

    one = levels(effects, variances, "abcdefg", "xxyyzzz")
    many = levels(
        [1e5 * e for e in effects], [1e10 * v for v in variances], "abcdefg", "xxyyzzz"
    )

    assert many.mean.value == pytest.approx(1e5 * one.mean.value)
    assert many.site == pytest.approx(1e10 * one.site, abs=1e-3)
    assert many.group == pytest.approx(1e10 * one.group, rel=1e-4)
    assert many.i2_group == pytest.approx(one.i2_group, rel=1e-4)


def test_a_group_counts_within_its_site():
    apart = levels([1, 2, 3, 5], [0.1] * 4, "abcd", "xxyy")
    named_alike = levels([1, 2, 3, 5], [0.1] * 4, "abab", "xxyy")

    assert named_alike == apart
    assert apart.groups == 4
