"""Answers of persons within groups, added up once so that any covariance is quickly undone."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearthside.engines.statistics.estimates import CannotCompute, Numbers

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the likelihood is made of, with V in units of the rest.

    bread -- (X' V^-1 X)^-1. xy -- X' V^-1 y. squares -- the residuals' squares in V^-1.
    log_size -- log |V|. log_information -- log |X' V^-1 X|.
    """

    bread: Numbers
    xy: Numbers
    squares: float
    log_size: float
    log_information: float


@dataclass(frozen=True, slots=True)
class Nested:
    """Sums of every column, and of y, over each person.

    all_products -- (columns + 1, columns + 1). sums -- (persons, columns + 1). counts --
    (persons,), answers of each. group_of -- (persons,).
    """

    all_products: Numbers
    sums: Numbers
    counts: Numbers
    group_of: Places
    n: int
    persons: int
    groups: int
    has_groups: bool
    has_persons: bool

    @property
    def free(self) -> int:
        """How many answers are left when the columns had theirs."""
        return self.n - (int(self.all_products.shape[0]) - 1)

    @classmethod
    def of(
        cls,
        y: Numbers,
        design: Numbers,
        persons: Sequence[Hashable],
        groups: Sequence[Hashable] | None,
    ) -> Nested:
        """Return the sums.

        Raises CannotCompute.
        """
        n, columns = design.shape
        of_group: Sequence[Hashable] = ["all"] * n if groups is None else groups
        if not (y.shape == (n,) and len(persons) == n == len(of_group)):
            raise CannotCompute(
                "The numbers and the persons are not of the same answers."
            )
        if not (np.isfinite(y).all() and np.isfinite(design).all()):
            raise CannotCompute("Among the answers is something that is no number.")
        if n <= columns + 1 or np.linalg.matrix_rank(design) < columns:
            raise CannotCompute(
                "There are too few answers, or two of the things to be told apart "
                "always go together."
            )
        who, group_of = _placed(persons, of_group)
        both = np.column_stack([design, y])
        sums = np.zeros((len(group_of), columns + 1))
        np.add.at(sums, who, both)
        count = int(group_of.max()) + 1
        return cls(
            all_products=both.T @ both,
            sums=sums,
            counts=np.bincount(who).astype(np.float64),
            group_of=group_of,
            n=n,
            persons=len(group_of),
            groups=count,
            has_groups=groups is not None and 1 < count < len(group_of),
            has_persons=len(group_of) < n,
        )

    def parts(self, group: float, person: float) -> Parts:
        """Return the parts, for two variances in units of the rest's."""
        weight = 1 / (1 + person * self.counts)
        weighted = self.sums * weight[:, None]
        products = self.all_products - person * (self.sums.T @ weighted)
        log_size = float(np.log1p(person * self.counts).sum())
        if group > 0:
            size = np.bincount(self.group_of, weights=self.counts * weight)
            of_group = np.zeros((self.groups, self.sums.shape[1]))
            np.add.at(of_group, self.group_of, weighted)
            shrink = group / (1 + group * size)
            products = products - of_group.T @ (of_group * shrink[:, None])
            log_size += float(np.log1p(group * size).sum())
        information, xy = products[:-1, :-1], products[:-1, -1]
        sign, log_information = np.linalg.slogdet(information)
        if sign <= 0:
            raise CannotCompute(
                "Two of the things to be told apart always go together."
            )
        bread = np.asarray(np.linalg.inv(information), dtype=np.float64)
        squares = float(products[-1, -1] - xy @ bread @ xy)
        return Parts(bread, xy, squares, log_size, float(log_information))


def _placed(
    persons: Sequence[Hashable], groups: Sequence[Hashable]
) -> tuple[Places, Places]:
    """Return for each answer its person's number, and for each person the group's."""
    number: dict[Hashable, int] = {}
    named: dict[Hashable, int] = {}
    home: list[int] = []
    who = np.empty(len(persons), dtype=np.int64)
    for at, (person, group) in enumerate(zip(persons, groups, strict=True)):
        place = named.setdefault(group, len(named))
        if person not in number:
            number[person] = len(number)
            home.append(place)
        elif home[number[person]] != place:
            raise CannotCompute(
                "Somebody is in two groups. Keep each person in the group they began in."
            )
        who[at] = number[person]
    return who, np.array(home, dtype=np.int64)
