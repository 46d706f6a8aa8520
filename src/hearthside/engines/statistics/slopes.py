"""Slopes by small steps, sharpened twice.

Source: Richardson's extrapolation; Press et al., Numerical Recipes, 3rd edition, 5.7.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from hearthside.engines.statistics.estimates import Numbers

STEP: Final = 0.02


def second_slopes(
    at: Callable[[Numbers], tuple[float, Numbers]], here: Numbers
) -> tuple[Numbers, Numbers]:
    """Return how a number curves, and how a list of others leans, at one place.

    at -- answers the number and the others, (k,). here -- (d,), all above nought; steps are
    taken as shares of it.
    Returns (d, d) second slopes of the number and (d, k) first slopes of the others.
    """
    coarse = _by(at, here, STEP)
    fine = _by(at, here, STEP / 2)
    finer = _by(at, here, STEP / 4)

    def sharpened(one: int) -> Numbers:
        first = (4 * fine[one] - coarse[one]) / 3
        second = (4 * finer[one] - fine[one]) / 3
        return np.asarray((16 * second - first) / 15)

    return sharpened(0), sharpened(1)


def _by(
    at: Callable[[Numbers], tuple[float, Numbers]], here: Numbers, share: float
) -> tuple[Numbers, Numbers]:
    steps = share * here
    size = here.size
    middle, others = at(here)
    curve, lean = np.zeros((size, size)), np.zeros((size, others.size))
    for one in range(size):
        step = np.zeros(size)
        step[one] = steps[one]
        (up, others_up), (down, others_down) = at(here + step), at(here - step)
        curve[one, one] = (up - 2 * middle + down) / steps[one] ** 2
        lean[one] = (others_up - others_down) / (2 * steps[one])
        for two in range(one):
            across = np.zeros(size)
            across[two] = steps[two]
            corners = (
                at(here + step + across)[0]
                - at(here + step - across)[0]
                - at(here - step + across)[0]
                + at(here - step - across)[0]
            )
            curve[one, two] = curve[two, one] = corners / (4 * steps[one] * steps[two])
    return curve, lean
