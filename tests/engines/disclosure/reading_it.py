"""Readers who subtract, written apart from the rule they try to break."""

from __future__ import annotations

import random
from itertools import product

from hearthside.engines.disclosure import FEWEST, Cell, Published, Row, Table

Bounds = dict[tuple[int | None, int | None], tuple[int, int]]
ENDLESS = 10**6


def random_table(dice: random.Random) -> Table:
    """Make a table like those of a quarter: groups down, first time and been before across."""
    rows = []
    for _ in range(dice.randint(1, 7)):
        if dice.random() < 0.1:
            rows.append(Row((None, None, None), 0))
            continue
        first, been = (
            dice.randint(0, 14),
            dice.choice((dice.randint(0, 14), dice.randint(15, 150))),
        )
        cells = (
            Cell(first, first),
            Cell(been, min(been, dice.randint(1, 14))),
            None if dice.random() < 0.6 else Cell(said := dice.randint(0, 9), said),
        )  # fmt: skip
        people = max(cell.people for cell in cells if cell)
        rows.append(Row(cells, people))
    return Table(tuple(rows))


def what_was_told(
    published: Published, table: Table, *, knows_rows: bool = False
) -> Bounds:
    """Return between what a reader knows each number to lie before any subtracting.

    A star counts as seven at most where the reader may take it for a small number of people.
    """

    def told(number: int | None, *, nothing: bool) -> tuple[int, int]:
        if nothing:
            return 0, 0
        return (0, ENDLESS) if number is None else (number - 2, number + 2)

    found: Bounds = {}
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            number = published.rows[at][column]
            found[at, column] = told(number, nothing=cell is None)
        number = published.row_totals[at]
        found[at, None] = told(number, nothing=not any(row.cells))
    for column, number in enumerate(published.column_totals):
        nobody = all(row.cells[column] is None for row in table.rows)
        found[None, column] = told(number, nothing=nobody)
    nobody = not any(any(row.cells) for row in table.rows)
    found[None, None] = told(published.total, nothing=nobody)
    if knows_rows:
        for at, row in enumerate(table.rows):
            found[at, None] = (row.value, row.value)
        total = sum(row.value for row in table.rows)
        found[None, None] = (total, total)
    return found


def subtract(found: Bounds, table: Table) -> Bounds:
    """Return what is left after subtracting whatever can be, over and over."""
    rows, columns = range(len(table.rows)), range(table.width)
    sums = [((at, None), [(at, column) for column in columns]) for at in rows]
    sums += [((None, column), [(at, column) for at in rows]) for column in columns]
    sums += [((None, None), [(at, None) for at in rows])]
    sums += [((None, None), [(None, column) for column in columns])]
    known, before = dict(found), None
    while known != before:
        before = dict(known)
        for total, parts in sums:
            low = sum(known[part][0] for part in parts)
            high = sum(known[part][1] for part in parts)
            known[total] = (max(known[total][0], low), min(known[total][1], high))
            for part in parts:
                others_low, others_high = low - known[part][0], high - known[part][1]
                known[part] = (
                    max(known[part][0], known[total][0] - others_high),
                    min(known[part][1], known[total][1] - others_low),
                )
                low, high = (
                    others_low + known[part][0],
                    others_high + known[part][1],
                )
    return known


def small_numbers(table: Table) -> dict[tuple[int | None, int | None], int]:
    """Return every number of fewer than eight people, totals among them."""
    found: dict[tuple[int | None, int | None], int] = {}
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if cell and cell.people < FEWEST:
                found[at, column] = cell.value
        if any(row.cells) and row.people < FEWEST:
            found[at, None] = row.value
    for column in range(table.width):
        cells = [row.cells[column] for row in table.rows if row.cells[column]]
        if cells and sum(cell.people for cell in cells if cell) < FEWEST:
            found[None, column] = sum(cell.value for cell in cells if cell)
    return found


def every_table_that_fits(
    told: Bounds, first_row: int, second_row: int
) -> list[tuple[int, int, int, int]]:
    """Return every two by two table with these totals of rows a reader cannot rule out."""

    def fits(where: tuple[int | None, int | None], number: int) -> bool:
        low, high = told[where]
        return low <= number <= high

    return [
        (a, first_row - a, c, second_row - c)
        for a, c in product(range(first_row + 1), range(second_row + 1))
        if fits((0, 0), a) and fits((0, 1), first_row - a)
        if fits((1, 0), c) and fits((1, 1), second_row - c)
        if fits((None, 0), a + c)
        if fits((None, 1), first_row + second_row - a - c)
    ]
