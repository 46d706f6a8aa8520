"""No small number of a published table can be worked out by subtracting."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.disclosure import Cell, Published, Row, Table, protect, shown
from tests.engines.disclosure.reading_it import (
    every_table_that_fits,
    random_table,
    small_numbers,
    subtract,
    what_was_told,
)

OPEN = 5


def counted(*rows: tuple[int, ...]) -> Table:
    return Table(
        tuple(Row(tuple(Cell(one, one) for one in row), sum(row)) for row in rows)
    )


def test_a_total_is_added_up_first_and_rounded_then():
    published = protect(counted((12, 12), (12, 12), (12, 12)))

    assert published.rows == ((10, 10), (10, 10), (10, 10))
    assert published.row_totals == (25, 25, 25)
    assert published.column_totals == (35, 35)
    assert published.total == 70


def test_one_hidden_number_beside_an_exact_total_takes_a_second_with_it():
    published = protect(counted((1, 59), (20, 40)))

    assert published.rows[0] == (None, None)
    assert published.rows[1] == (20, 40)


def test_where_rounding_hides_it_well_enough_nothing_more_is_hidden():
    published = protect(counted((3, 57), (20, 40)))

    assert published.rows[0] == (None, 55)


def test_a_nought_is_shown_only_where_nothing_could_be():
    empty = Row((None, None), 0)
    nobody_new = Row((Cell(0, 0), Cell(60, 12)), 12)

    published = protect(Table((empty, nobody_new)))

    assert published.rows[0] == (0, 0)
    assert published.rows[1][0] is None


def test_an_empty_table_says_nothing_and_breaks_nothing():
    assert protect(Table(())) == Published((), (), (), 0)


def test_rows_of_different_width_are_no_table():
    with pytest.raises(ValueError, match="as wide"):
        Table((Row((None,), 0), Row((None, None), 0)))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_no_small_number_can_be_worked_out(seed):
    assert _given_away(random_table(random.Random(seed))) == []


@pytest.mark.slow
def test_of_ten_thousand_tables_none_gives_a_small_number_away():
    dice = random.Random(20261121)

    given_away = [
        found for _ in range(10_000) for found in _given_away(random_table(dice))
    ]

    assert given_away == []


def test_a_table_published_without_the_rule_is_read_at_once():
    """The reader is worth fearing: rounding alone leaks."""
    dice, leaks = random.Random(7), 0
    for _ in range(300):
        table = random_table(dice)
        leaks += bool(_worked_out(table, _only_rounded(table)))

    assert leaks > 50


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_reading_every_table_that_fits_finds_no_more(numbers):
    a, b, c, d = numbers
    table = counted((a, b), (c, d))
    told = what_was_told(protect(table), table, knows_rows=True)

    fitting = every_table_that_fits(told, a + b, c + d)

    assert tuple(numbers) in fitting
    for at, number in enumerate(numbers):
        could_be = {one[at] for one in fitting}
        row = (a + b, a + b, c + d, c + d)[at]
        assert number >= 8 or len(could_be) >= min(OPEN, row + 1)


def test_the_same_numbers_give_the_same_table():
    table = random_table(random.Random(3))

    assert protect(table) == protect(table)


def _given_away(table: Table) -> list[str]:
    return _worked_out(table, protect(table))


def _worked_out(table: Table, published: Published) -> list[str]:
    """Return every small number this table lets a reader know too closely."""
    found = []
    for knows_rows in (False, True):
        told = what_was_told(published, table, knows_rows=knows_rows)
        known = subtract(told, table)
        for (row, column), value in small_numbers(table).items():
            if knows_rows and column is None:
                continue
            low, high = known[row, column]
            low = max(low, 0)
            # A star is taken for a small number: that leaves the reader fewer to choose from.
            high = min(high, 7) if value < 8 else high
            wanted = OPEN
            if knows_rows:
                heads = [
                    one.value
                    for at, one in enumerate(table.rows)
                    if row in (None, at) and (column is None or one.cells[column])
                ]
                wanted = min(OPEN, sum(heads) + 1)
            assert low <= value <= high
            if high - low + 1 < wanted and not _could_not_be_helped(table, row):
                found.append(f"{row},{column}: {low} to {high}")
    return found


def _could_not_be_helped(table: Table, row: int | None) -> bool:
    # The only number of a row is its total, whatever is published.
    return (
        row is not None and sum(cell is not None for cell in table.rows[row].cells) < 2
    )


def _only_rounded(table: Table) -> Published:
    down = [[row.cells[at] for row in table.rows] for at in range(table.width)]
    return Published(
        rows=tuple(
            tuple(shown(cell.value, people=cell.people) if cell else 0 for cell in row.cells)
            for row in table.rows
        ),
        row_totals=tuple(
            shown(row.value, people=row.people) if any(row.cells) else 0 for row in table.rows
        ),
        column_totals=tuple(
            shown(sum(one.value for one in cells if one), people=sum(one.people for one in cells if one))
            if any(cells)
            else 0
            for cells in down
        ),
        total=shown(
            sum(row.value for row in table.rows),
            people=sum(row.people for row in table.rows),
        )
        if any(any(row.cells) for row in table.rows)
        else 0,
    )  # fmt: skip
