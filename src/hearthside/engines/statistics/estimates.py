"""An estimate with how sure it is, and the no for numbers that carry none."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hearthside.engines.statistics.curves import t_quantile, two_sided

Numbers = NDArray[np.float64]

# Two-sided, 95 in 100.
SURE: Final = 0.975


class CannotCompute(Exception):
    """These numbers do not carry an answer. why -- one sentence, fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number, and between what it lies.

    error -- standard error. df -- degrees of freedom; infinity means the normal curve.
    low, high -- 95 % limits. p -- of a truth of nought, two-sided.
    """

    value: float
    error: float
    df: float
    low: float
    high: float
    p: float


def estimate(value: float, error: float, df: float = math.inf) -> Estimate:
    """Return an estimate with its 95 % limits and its p.

    Raises CannotCompute where there is no spread to judge it by.
    """
    if not (math.isfinite(value) and math.isfinite(error) and df > 0):
        raise CannotCompute("There are too few numbers to say how sure this is.")
    if error <= 0:
        raise CannotCompute(
            "Everybody changed by exactly the same, so nothing can be said of chance."
        )
    reach = t_quantile(SURE, df) * error
    return Estimate(
        value, error, df, value - reach, value + reach, two_sided(value / error, df)
    )


def numbers(values: Iterable[float], what: str, *, fewest: int = 1) -> Numbers:
    """Return the values as an array of finite numbers.

    Raises CannotCompute: one is none, or there are too few.
    """
    found = np.asarray(list(values), dtype=np.float64)
    if found.size and not np.isfinite(found).all():
        raise CannotCompute(f"Among {what} is something that is no number.")
    if found.size < fewest:
        raise CannotCompute(f"There are {found.size} {what}; this needs {fewest}.")
    return found


def spread(values: Numbers, what: str) -> float:
    """Return the standard deviation (n - 1).

    Raises CannotCompute: fewer than two, or all alike.
    """
    if values.size < 2:
        raise CannotCompute(f"There are {values.size} {what}; this needs 2.")
    found = float(np.std(values, ddof=1))
    # Equal numbers differ in their last digit once they were added up.
    if found <= 1e-12 * max(1.0, float(np.abs(values).max())):
        raise CannotCompute(f"All {what} are the same, so they have no spread.")
    return found
