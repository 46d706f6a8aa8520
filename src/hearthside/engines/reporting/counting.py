"""Counts of people as they may leave: small ones hidden, the rest rounded, shares of those."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hearthside.engines.disclosure import Cell, Row, Table, protect, say, shown
from hearthside.engines.shares import wilson

# No mean, no estimate and no row of a table is of fewer people.
FEWEST_FOR_A_MEAN: Final = 10
FEW: Final = "fewer than 8"


def alone(people: int) -> str:
    """Return one count as it may leave."""
    return say(shown(people))


def about(people: int) -> str:
    """Return one count as it stands in a sentence."""
    found = shown(people)
    return FEW if found is None else f"about {found}"


def guarded(rows: Sequence[Sequence[int]]) -> list[list[int | None]]:
    """Return counts of different people, row by row, with each row's total last.

    The last row holds the totals where there is more than one. None is hidden.
    """
    table = Table(
        tuple(Row(tuple(Cell(one, one) for one in row), sum(row)) for row in rows)
    )
    found = protect(table)
    whole = [
        [*cells, total]
        for cells, total in zip(found.rows, found.row_totals, strict=True)
    ]
    if len(rows) > 1:
        whole.append([*found.column_totals, found.total])
    return whole


def share(count: int | None, total: int | None) -> str:
    """Return a share of rounded counts with Wilson's limits, so that it says no more than they."""
    if count is None or not total:
        return say(None)
    limits = wilson(min(count, total), total)
    low, high = limits if limits else (0.0, 1.0)
    return f"{100 * min(count, total) / total:.0f} % ({100 * low:.0f} to {100 * high:.0f} %)"
