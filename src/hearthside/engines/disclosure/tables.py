"""A table of sums before and after: true cells in, numbers that may leave out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One sum.

    value -- people, or visits. people -- how many different people it surely holds.
    """

    value: int
    people: int

    def __post_init__(self) -> None:
        if not 0 <= self.people <= self.value:
            raise ValueError("A sum holds no more people than visits.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, and how many different people all of it surely holds.

    cells -- None where nothing could be, which everybody may know: shown as 0.
    """

    cells: tuple[Cell | None, ...]
    people: int

    @property
    def value(self) -> int:
        return sum(cell.value for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same width. Its totals follow from its cells."""

    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if len({len(row.cells) for row in self.rows}) > 1:
            raise ValueError("Every row of a table is as wide as the others.")

    @property
    def width(self) -> int:
        return len(self.rows[0].cells) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Published:
    """A table as it may leave the room; None is a hidden number."""

    rows: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
