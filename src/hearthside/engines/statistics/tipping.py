"""How much worse those who left would have to be, before the answer changes.

Source: Cro et al. (2020), Statistics in Medicine 39, 2815-2842: delta-adjusted imputation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hearthside.engines.statistics.estimates import Estimate


@dataclass(frozen=True, slots=True)
class Tipping:
    """Where the answer tips.

    was_shown -- whether there was a change for the better to lose. delta -- how many points
    worse than supposed those who left must be; None where nothing up to `furthest` tips it.
    """

    was_shown: bool
    delta: float | None
    furthest: float


def tipping_point(
    judge: Callable[[float], Estimate],
    *,
    higher_is_better: bool,
    furthest: float,
    near: float = 0.01,
) -> Tipping:
    """Return the smallest shift at which a change for the better is no longer shown.

    judge -- answers the estimate when every imputed score is so many points worse, 0 or
    more; the same imputations each time. furthest -- the widest a score can move.
    near -- how close the answer comes, in points.
    """

    def is_shown(delta: float) -> bool:
        found = judge(delta)
        return found.low > 0 if higher_is_better else found.high < 0

    if not is_shown(0.0):
        return Tipping(False, None, furthest)
    if is_shown(furthest):
        return Tipping(True, None, furthest)
    low, high = 0.0, furthest
    while high - low > near:
        middle = (low + high) / 2
        if is_shown(middle):
            low = middle
        else:
            high = middle
    return Tipping(True, high, furthest)
