"""One number a month, before and after something began: an interrupted time series.

Two straight lines by least squares, the errors after Newey and West because a month is like
the one before it. Sources: Wagner et al. (2002), Journal of Clinical Pharmacy and
Therapeutics 27, 299-309, for the segments; Newey and West (1987), Econometrica 55, 703-708,
for the errors, corrected by n / (n - 4) and judged by t of n - 4; Newey and West (1994),
Review of Economic Studies 61, 631-653, for the lag; Penfold and Zhang (2013), Academic
Pediatrics 13, S38-S44, for how many points it takes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hearthside.engines.statistics.estimates import (
    CannotCompute,
    Estimate,
    Numbers,
    estimate,
    numbers,
)

# On each side.
FEWEST: Final = 8
COLUMNS: Final = 4


@dataclass(frozen=True, slots=True)
class Interrupted:
    """Two lines. Levels are in units of the series, slopes in units a period.

    level -- by how much it lay off the earlier line in the first period after. slope -- by
    how much steeper it then ran. at_end -- by how much it lay off the earlier line in the
    last period. slope_before -- how it ran before. lag -- how many periods errors are taken
    to go together. alike -- how much what is left over goes with that of the period before,
    -1 to 1.
    """

    level: Estimate
    slope: Estimate
    at_end: Estimate
    slope_before: Estimate
    lag: int
    before: int
    after: int
    alike: float


def usual_lag(periods: int) -> int:
    """Return the lag for so many periods where nobody names one: 4 (n / 100)^(2/9)."""
    return math.floor(4 * math.pow(periods / 100, 2 / 9))


def longest_lag(periods: int) -> int:
    """Return the longest lag that so many periods carry."""
    return periods // 4


def interrupted(
    values: Sequence[float], *, before: int, lag: int | None = None
) -> Interrupted:
    """Return the change at the interruption.

    values -- one a period, none left out, in order. before -- how many lie before it.
    lag -- None for the usual one.

    Raises CannotCompute: too few on a side, too long a lag, or nothing left to chance.
    """
    y = numbers(values, "periods", fewest=0)
    n, after = int(y.size), int(y.size) - before
    if before < FEWEST or after < FEWEST:
        raise CannotCompute(
            f"There are {max(before, 0)} periods before and {max(after, 0)} after; this "
            f"needs {FEWEST} of each, because a line through fewer may go anywhere."
        )
    used = usual_lag(n) if lag is None else lag
    if not 0 <= used <= longest_lag(n):
        raise CannotCompute(
            f"A lag of {used} is too long for {n} periods; {longest_lag(n)} is the longest."
        )
    design = _design(n, before)
    bread = np.asarray(np.linalg.inv(design.T @ design), dtype=np.float64)
    beta = bread @ (design.T @ y)
    left = y - design @ beta
    if not np.any(np.abs(left) > 1e-10 * max(1.0, float(np.abs(y).max()))):
        raise CannotCompute(
            "The series follows its lines exactly; nothing is left to chance."
        )
    covariance = n / (n - COLUMNS) * bread @ _meat(design * left[:, None], used) @ bread

    def of(weights: Sequence[float]) -> Estimate:
        one = np.array(weights)
        square = max(0.0, float(one @ covariance @ one))
        return estimate(float(one @ beta), math.sqrt(square), n - COLUMNS)

    return Interrupted(
        level=of([0, 0, 1, 0]),
        slope=of([0, 0, 0, 1]),
        at_end=of([0, 0, 1, after - 1]),
        slope_before=of([0, 1, 0, 0]),
        lag=used,
        before=before,
        after=after,
        alike=float(left[1:] @ left[:-1] / (left @ left)),
    )


def _design(n: int, before: int) -> Numbers:
    """Return (n, 4): level, time from the interruption, after it, and time since."""
    time = np.arange(n, dtype=np.float64) - before
    after = (time >= 0).astype(np.float64)
    return np.column_stack([np.ones(n), time, after, after * time])


def _meat(scores: Numbers, lag: int) -> Numbers:
    """Return the scores' covariance, with Bartlett's weights on those of other periods."""
    found = scores.T @ scores
    for apart in range(1, lag + 1):
        across = scores[apart:].T @ scores[:-apart]
        found = found + (1 - apart / (lag + 1)) * (across + across.T)
    return np.asarray(found)
