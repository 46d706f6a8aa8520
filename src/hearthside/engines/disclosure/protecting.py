"""Which numbers of a table are hidden, so that the others do not give them away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hearthside.engines.disclosure.network import Edge, Network
from hearthside.engines.disclosure.rounding import FEWEST, SLACK, STEP, rounded
from hearthside.engines.disclosure.tables import Published, Table

# A hidden number must stay at least as open as a rounded one: five values possible.
OPEN: Final = STEP
_ENDLESS: Final = 10**9


@dataclass(slots=True)
class _Figure:
    """One number of the table, where it stands, and what becomes of it.

    row, column -- None in the margin. is_fixed -- nothing could be there: 0 for everybody.
    """

    row: int | None
    column: int | None
    value: int
    people: int
    is_fixed: bool
    is_hidden: bool

    @property
    def sums(self) -> int:
        """Return how often it is a total: 0 for a cell, 2 for the total of everything."""
        return (self.row is None) + (self.column is None)

    @property
    def is_small(self) -> bool:
        return not self.is_fixed and self.people < FEWEST


def protect(table: Table) -> Published:
    """Return the table with small numbers hidden, the rest rounded, and none to be undone.

    After it, every small number could still be one of at least five values (or of as many as
    the row has people) for two readers: one who knows only what is published, and one who
    counted every row's heads and so knows the totals of rows exactly.
    """
    figures = list(_figures(table))
    for knows_rows in (False, True):
        reader = _Reader(table, figures, knows_rows=knows_rows)
        for at, figure in enumerate(figures):
            if figure.is_small and not reader.knows(figure):
                reader.open_up(at)
    return _published(figures, table)


def _figures(table: Table) -> Iterator[_Figure]:
    def figure(
        row: int | None, column: int | None, value: int, people: int, *, fixed: bool
    ) -> _Figure:
        hidden = not fixed and people < FEWEST
        return _Figure(row, column, value, people, fixed, hidden)

    down: list[list[tuple[int, int]]] = [[] for _ in range(table.width)]
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            value, people = (cell.value, cell.people) if cell else (0, 0)
            yield figure(at, column, value, people, fixed=cell is None)
            if cell:
                down[column].append((value, people))
        yield figure(at, None, row.value, row.people, fixed=not any(row.cells))
    for column, sums in enumerate(down):
        value, people = sum(one for one, _ in sums), sum(two for _, two in sums)
        yield figure(None, column, value, people, fixed=not sums)
    value = sum(row.value for row in table.rows)
    people = sum(row.people for row in table.rows)
    yield figure(None, None, value, people, fixed=not any(down))


class _Reader:
    """Somebody who subtracts, and what they still cannot tell.

    knows_rows -- they counted the heads of every row themselves.
    """

    def __init__(
        self, table: Table, figures: list[_Figure], *, knows_rows: bool
    ) -> None:
        self._table, self._figures, self._knows_rows = table, figures, knows_rows
        rows = len(table.rows)
        self._network = Network([self._edge(one, rows) for one in figures])

    def knows(self, figure: _Figure) -> bool:
        """Return whether this reader was told the true number by others."""
        return self._knows_rows and figure.column is None

    def open_up(self, at: int) -> None:
        """Hide neighbours of a small number, until what is left no longer gives it away."""
        near: list[tuple[int, int, int]] | None = None
        while not self._is_open(at):
            if near is None:
                near = self._neighbours(self._figures[at])
            if not near:
                return
            hidden = near.pop()[2]
            self._figures[hidden].is_hidden = True
            self._network.edges[hidden].low, self._network.edges[hidden].high = (
                self._told(self._figures[hidden])
            )

    def _neighbours(self, figure: _Figure) -> list[tuple[int, int, int]]:
        return sorted(
            (
                (_distance(figure, other), other.value, at)
                for at, other in enumerate(self._figures)
                if not (other.is_hidden or other.is_fixed or self.knows(other))
            ),
            reverse=True,
        )

    def _is_open(self, at: int) -> bool:
        figure = self._figures[at]
        few = FEWEST - 1 - figure.value
        up, down = self._network.slack(at, up=few if few >= 0 else OPEN, down=OPEN)
        wanted = OPEN
        if self._knows_rows:
            # Whoever counted three heads knows that no part of them is more than three.
            wanted = min(OPEN, _most(figure, self._table) + 1)
        return up + down + 1 >= wanted

    def _edge(self, one: _Figure, rows: int) -> Edge:
        outside, sink = 0, 1
        if one.row is None:
            tail = sink if one.column is None else 2 + rows + one.column
            head = outside if one.column is None else sink
        else:
            tail = outside if one.column is None else 2 + one.row
            head = 2 + one.row if one.column is None else 2 + rows + one.column
        low, high = self._told(one)
        return Edge(tail, head, one.value, low, high)

    def _told(self, one: _Figure) -> tuple[int, int]:
        if one.is_fixed or self.knows(one):
            return one.value, one.value
        if one.is_hidden:
            return 0, _ENDLESS
        near = rounded(one.value)
        return max(FEWEST, near - SLACK), near + SLACK


def _distance(figure: _Figure, other: _Figure) -> int:
    """Return how late this other number is to be hidden: beside it first, sums after."""
    beside, above = other.row == figure.row, other.column == figure.column
    if figure.column is None:
        # The total of a row stands beside the totals of other rows.
        beside, above = above, beside
    return (0 if beside else 2 if above else 4) + (other.sums > figure.sums)


def _most(figure: _Figure, table: Table) -> int:
    """Return how large this number may be for somebody who knows the totals of rows."""
    if figure.row is not None:
        return table.rows[figure.row].value
    column = figure.column
    return sum(
        row.value
        for row in table.rows
        if column is None or row.cells[column] is not None
    )


def _published(figures: list[_Figure], table: Table) -> Published:
    said = {
        (one.row, one.column): None if one.is_hidden else rounded(one.value)
        for one in figures
    }
    columns, rows = range(table.width), range(len(table.rows))
    return Published(
        rows=tuple(tuple(said[row, column] for column in columns) for row in rows),
        row_totals=tuple(said[row, None] for row in rows),
        column_totals=tuple(said[None, column] for column in columns),
        total=said[None, None],
    )
