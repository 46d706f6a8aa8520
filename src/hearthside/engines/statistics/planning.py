"""How many people the next wave needs, where people of one group are alike.

Sources: Cohen (1988), Statistical power analysis, for the noncentral t; Donner and Klar
(2000), Design and analysis of cluster randomization trials, for the design effect; Donner
(1986), International Statistical Review 54, 67-82, for the intraclass correlation.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import Final

import numpy as np
from scipy import optimize

from hearthside.engines.statistics.curves import t_above_when_true, t_quantile
from hearthside.engines.statistics.estimates import SURE, CannotCompute, numbers

WANTED: Final = 0.8
MOST_PEOPLE: Final = 100_000


def alike(values: Sequence[float], groups: Sequence[Hashable]) -> float:
    """Return how alike people of one group are (intraclass correlation), 0 to 1.

    By analysis of variance; below 0 counts as 0.
    """
    y = numbers(values, "people", fewest=3)
    seen: dict[Hashable, int] = {}
    where = np.array([seen.setdefault(group, len(seen)) for group in groups])
    count, n = len(seen), y.size
    if not 2 <= count < n:
        raise CannotCompute(
            "How alike groups are takes two groups, and two in one of them."
        )
    sizes = np.bincount(where)
    means = np.bincount(where, weights=y) / sizes
    between = float((sizes * (means - y.mean()) ** 2).sum()) / (count - 1)
    within = float(((y - means[where]) ** 2).sum()) / (n - count)
    usual = (n - float((sizes**2).sum()) / n) / (count - 1)
    below = between + (usual - 1) * within
    return max(0.0, (between - within) / below) if below > 0 else 0.0


def power_of_change(
    *, people: float, groups: int, sd: float, icc: float, difference: float
) -> float:
    """Return how likely a true change is shown by both-waves pairs, 0 to 1.

    people -- with both waves. sd -- of the change. icc -- of the change within a group.
    difference -- the true change.
    """
    if not (sd > 0 and 0 <= icc <= 1 and groups >= 2 and people >= groups):
        raise CannotCompute("Power takes two groups, one person in each, and a spread.")
    wide = 1 + (people / groups - 1) * icc
    df = groups - 1 if icc > 0 else people - 1
    shift = abs(difference) / (sd * math.sqrt(wide / people))
    edge = t_quantile(SURE, df)
    return t_above_when_true(edge, df, shift) + (
        1 - t_above_when_true(-edge, df, shift)
    )


def smallest_shown(
    *, people: float, groups: int, sd: float, icc: float, power: float = WANTED
) -> float:
    """Return the smallest true change that would be shown this often."""

    def short_of(difference: float) -> float:
        found = power_of_change(
            people=people, groups=groups, sd=sd, icc=icc, difference=difference
        )
        return found - power

    high = sd
    while short_of(high) < 0:
        high *= 2
        if high > 1e6 * sd:
            raise CannotCompute("With so few groups no change would be shown.")
    return float(optimize.brentq(short_of, 0.0, high, xtol=1e-12))


def people_needed(
    *, groups: int, sd: float, icc: float, difference: float, power: float = WANTED
) -> int | None:
    """Return how many pairs show this change this often; None where no number would.

    With few groups that are each alike inside, more people in them do not help.
    """
    if difference == 0:
        raise CannotCompute("No number of people shows a change of nought.")

    def shows(people: int) -> bool:
        found = power_of_change(
            people=people, groups=groups, sd=sd, icc=icc, difference=difference
        )
        return found >= power

    low, high = groups, MOST_PEOPLE
    if not shows(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(middle) else (middle + 1, high)
    return low
