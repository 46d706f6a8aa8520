"""Least squares where people of one group are alike: CR2 with Satterthwaite's df.

Sources: Bell and McCaffrey (2002), Survey Methodology 28, 169-181; Pustejovsky and Tipton
(2018), Journal of Business & Economic Statistics 36, 672-683, with an identity working model.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hearthside.engines.statistics.estimates import (
    CannotCompute,
    Estimate,
    Numbers,
    estimate,
    numbers,
)

Places = NDArray[np.int64]

# An eigenvalue below this is nought: the group alone fixes one of the coefficients.
NOUGHT: Final = 1e-10


@dataclass(frozen=True, slots=True)
class Clustered:
    """One estimate for each column of the design. clusters -- how many groups."""

    estimates: tuple[Estimate, ...]
    clusters: int
    n: int


def paired_change(
    before: Sequence[float], after: Sequence[float], groups: Sequence[Hashable]
) -> Clustered:
    """Return the mean change, one pair a person, people of one group alike.

    Raises CannotCompute.
    """
    first, second = (
        numbers(before, "pairs", fewest=2),
        numbers(after, "pairs", fewest=2),
    )
    if first.size != second.size:
        raise CannotCompute("Before and after are not of the same people.")
    return clustered(second - first, np.ones((first.size, 1)), groups)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A design and its groups, made ready once for any number of outcomes.

    design -- (people, columns). solver -- (columns, people), gives the coefficients.
    weights -- (columns, people), what each residual counts in a coefficient's error.
    where -- (people,), each one's group. df -- one for each column.
    """

    design: Numbers
    solver: Numbers
    weights: Numbers
    where: Places
    clusters: int
    df: tuple[float, ...]

    def of(self, y: Numbers) -> Clustered:
        """Return the estimates for one outcome, (people,).

        Raises CannotCompute.
        """
        beta = self.solver @ y
        residuals = y - self.design @ beta
        if not np.any(np.abs(residuals) > 1e-12 * max(1.0, float(np.abs(y).max()))):
            raise CannotCompute(
                "Everybody changed by exactly the same, so nothing can be said of chance."
            )
        found = []
        for value, weights, df in zip(beta, self.weights, self.df, strict=True):
            sums = np.bincount(self.where, weights=weights * residuals)
            found.append(estimate(float(value), float((sums**2).sum()) ** 0.5, df))
        return Clustered(tuple(found), self.clusters, int(y.size))


def clustered(y: Numbers, design: Numbers, groups: Sequence[Hashable]) -> Clustered:
    """Return least-squares coefficients, their CR2 errors and Satterthwaite's df.

    y -- (people,). design -- (people, columns), with its own column of ones.

    Raises CannotCompute: one group alone, or columns that say the same.
    """
    if y.shape != (design.shape[0],):
        raise CannotCompute("The numbers and the groups are not of the same people.")
    return prepared(design, groups).of(y)


def prepared(design: Numbers, groups: Sequence[Hashable]) -> Prepared:
    """Return a design made ready.

    Raises CannotCompute: one group alone, or columns that say the same.
    """
    people, columns = design.shape
    if len(groups) != people:
        raise CannotCompute("The numbers and the groups are not of the same people.")
    where = _numbered(groups)
    count = int(where.max()) + 1
    if count < 2:
        raise CannotCompute(
            "Everybody is of one group, so what is the group's cannot be told from chance."
        )
    if people <= columns or np.linalg.matrix_rank(design) < columns:
        raise CannotCompute("Two of the things to be told apart always go together.")
    bread = np.asarray(np.linalg.inv(design.T @ design), dtype=np.float64)
    weights = np.zeros((columns, people))
    sums = np.zeros((columns, count, columns))
    for cluster, rows in enumerate(_rows_of(where, count)):
        part = design[rows]
        of_rows = _adjusted(part, bread) @ bread
        weights[:, rows] = of_rows.T
        sums[:, cluster] = (part.T @ of_rows).T
    squares = np.stack([np.bincount(where, weights=one**2) for one in weights])
    df = tuple(
        _freedom(squares[column], sums[column], bread) for column in range(columns)
    )
    return Prepared(design, bread @ design.T, weights, where, count, df)


def _rows_of(where: Places, count: int) -> list[Places]:
    order = np.argsort(where, kind="stable")
    return np.split(order, np.searchsorted(where[order], np.arange(1, count)))


def _numbered(groups: Sequence[Hashable]) -> Places:
    seen: dict[Hashable, int] = {}
    return np.array(
        [seen.setdefault(group, len(seen)) for group in groups], dtype=np.int64
    )


def _freedom(squares: Numbers, sums: Numbers, bread: Numbers) -> float:
    """Return Satterthwaite's df of one column.

    squares -- (groups,), of the weights. sums -- (groups, columns), X' times the weights.
    With p the groups' leanings, p_i' p_j is squares_i where i = j, less sums_i' B sums_j;
    so their squares add up without a table of all groups by all.
    """
    own = np.einsum("gc,cd,gd->g", sums, bread, sums)
    products = bread @ (sums.T @ sums)
    trace = float((squares - own).sum())
    total = float(
        (squares**2 - 2 * squares * own).sum() + np.trace(products @ products)
    )
    # One group alone fixes this coefficient: nothing is left to judge it by.
    return trace**2 / total if total > NOUGHT * float(squares.sum()) ** 2 else 0.0


def _adjusted(part: Numbers, bread: Numbers) -> Numbers:
    """Return (I - H)^(-1/2) X of one group, by the symmetric root.

    H leaves all but the columns' own directions as they are, so the root is small.
    """
    directions, rest = np.linalg.qr(part)
    values, vectors = np.linalg.eigh(np.eye(len(rest)) - rest @ bread @ rest.T)
    roots = np.where(values > NOUGHT, 1 / np.sqrt(np.maximum(values, NOUGHT)), 0.0)
    return np.asarray(directions @ ((vectors * roots) @ vectors.T) @ rest)
