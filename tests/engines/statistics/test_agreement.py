"""What we compute is what R computes, of the same numbers."""

from __future__ import annotations

import pytest

from bench.agreement import PAGE, page
from tests.engines.statistics.agreeing import answers, expected, is_near

pytestmark = pytest.mark.engine

ANSWERS = list(answers())


@pytest.mark.parametrize(("name", "ours", "near"), ANSWERS, ids=[a[0] for a in ANSWERS])
def test_r_says_the_same(name, ours, near):
    assert is_near(ours, expected()[name].value, near), expected()[name]


def test_everything_r_was_asked_is_answered():
    assert {name for name, _, _ in ANSWERS} == set(expected())


def test_a_number_that_is_off_is_seen():
    assert not is_near(1.00001, 1, 1e-6)
    assert not is_near(float("nan"), 1, 1e9)


def test_the_table_on_the_page_is_what_is_computed():
    assert PAGE.read_text() == page()
