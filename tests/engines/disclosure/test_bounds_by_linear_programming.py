"""A reader with a solver: the tightest bounds on every small number of a published table."""

from __future__ import annotations

import random

import numpy as np
import pytest
from scipy.optimize import linprog

from hearthside.engines.disclosure import Published, Table, protect
from tests.engines.disclosure.reading_it import (
    ENDLESS,
    random_table,
    small_numbers,
    what_was_told,
)

pytestmark = pytest.mark.engine

Place = tuple[int | None, int | None]


def bounds_of(
    table: Table, published: Published, place: Place, *, knows_rows: bool
) -> tuple[float, float]:
    """Return the least and the most a number may be, by linear programming."""
    told = what_was_told(published, table, knows_rows=knows_rows)
    places = list(told)
    number = {one: at for at, one in enumerate(places)}
    sums = []
    for total in places:
        row, column = total
        if row is None and column is None:
            sums.append((total, [(at, None) for at in range(len(table.rows))]))
            sums.append((total, [(None, at) for at in range(table.width)]))
        elif column is None:
            sums.append((total, [(row, at) for at in range(table.width)]))
        elif row is None:
            sums.append((total, [(at, column) for at in range(len(table.rows))]))
    equal = np.zeros((len(sums), len(places)))
    for at, (total, parts) in enumerate(sums):
        equal[at, number[total]] = -1
        for part in parts:
            equal[at, number[part]] += 1
    ask = np.zeros(len(places))
    ask[number[place]] = 1
    limits = [
        (max(0, low), None if high >= ENDLESS else high) for low, high in told.values()
    ]
    found = []
    for sign in (1, -1):
        solved = linprog(
            sign * ask,
            A_eq=equal,
            b_eq=np.zeros(len(sums)),
            bounds=limits,
            method="highs",
        )
        found.append(float(sign * solved.fun) if solved.status == 0 else float(ENDLESS))
    return found[0], found[1]


def re_identified(table: Table) -> list[str]:
    """Return every small number a solver narrows to fewer than five possible values."""
    published = protect(table)
    found = []
    for (row, column), value in small_numbers(table).items():
        low, high = bounds_of(table, published, (row, column), knows_rows=False)
        # A star is taken for a small number: that leaves the reader fewer to choose from.
        high = min(high, 7) if value < 8 else high
        assert low - 1e-6 <= value <= high + 1e-6
        if np.floor(high + 1e-6) - np.ceil(low - 1e-6) + 1 < 5:
            only = row is not None and sum(map(bool, table.rows[row].cells)) < 2
            if not only:
                found.append(f"{row},{column}: {low} to {high}")
    return found


def test_a_solver_finds_no_small_number_in_five_tables():
    dice = random.Random(11)

    assert [one for _ in range(5) for one in re_identified(random_table(dice))] == []


@pytest.mark.slow
def test_l1_a_solver_re_identifies_nothing_in_a_thousand_tables():
    dice = random.Random(20261122)

    assert [one for _ in range(1000) for one in re_identified(random_table(dice))] == []
