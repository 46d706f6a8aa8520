from __future__ import annotations

from math import log2

import pytest

from hearthside.engines.retrieval.measuring import (
    measure,
    ndcg,
    recall,
    reciprocal_rank,
)

pytestmark = pytest.mark.engine

JUDGED = {"a": 3, "b": 2, "c": 0, "d": 1, "bad": -1}


def test_gains_are_counted_as_they_were_judged():
    best = 3 + 2 / log2(3) + 1 / log2(4)

    assert ndcg(["b", "x", "a"], JUDGED) == pytest.approx((2 + 3 / log2(4)) / best)
    assert ndcg(["a", "b", "d"], JUDGED) == 1
    assert ndcg(["bad", "c"], JUDGED) == 0


def test_only_the_first_ten_count():
    ranked = [*"0123456789", "a"]

    assert ndcg(ranked, JUDGED) == recall(ranked, JUDGED) == 0
    assert reciprocal_rank(ranked, JUDGED) == 0


def test_recall_is_of_everything_relevant():
    assert recall(["a", "c"], JUDGED) == pytest.approx(1 / 3)


def test_the_first_relevant_one_gives_the_rank():
    assert reciprocal_rank(["x", "c", "d", "a"], JUDGED) == pytest.approx(1 / 3)


def test_questions_with_nothing_relevant_are_left_out_and_limits_hold_the_mean():
    judged = {"one": {"a": 1}, "two": {"b": 1}, "three": {"c": 0}}

    found = measure({"one": ["a"], "two": ["x", "b"], "three": ["c"]}, judged)

    assert found.mrr_at_10 == pytest.approx(0.75)
    low, high = found.mrr_at_10_limits
    assert 0.5 <= low < found.mrr_at_10 < high <= 1
    assert measure({"one": ["a"], "two": ["x", "b"]}, judged) == found
