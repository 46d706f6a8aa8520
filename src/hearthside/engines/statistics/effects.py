"""Standardised effects, with the exact correction for few people.

Sources: Hedges (1981), Journal of Educational Statistics 6, 107-128, for J; Becker (1988),
British Journal of Mathematical and Statistical Psychology 41, 257-278, for the standardised
mean change; Morris (2008), Organizational Research Methods 11, 364-386, for d_ppc2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hearthside.engines.statistics.curves import t_quantile
from hearthside.engines.statistics.estimates import (
    SURE,
    CannotCompute,
    numbers,
    spread,
)


@dataclass(frozen=True, slots=True)
class Effect:
    """A standardised effect. variance -- of its sampling. low, high -- 95 % limits."""

    value: float
    variance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Summary:
    """One arm before and after: people, means, the spread before, and how both go together.

    r -- correlation of before and after, -1 to 1.
    """

    n: int
    before: float
    after: float
    sd_before: float
    r: float


def exact_j(df: float) -> float:
    """Return by what a standardised mean is too large with so many degrees of freedom.

    df -- above 1. Returns 0 to 1.
    Source: Hedges (1981), equation 6e: exp(lnG(m/2) - ln sqrt(m/2) - lnG((m-1)/2)).
    """
    if df <= 1:
        raise CannotCompute("With so few people no standardised effect can be said.")
    return math.exp(
        math.lgamma(df / 2) - math.log(math.sqrt(df / 2)) - math.lgamma((df - 1) / 2)
    )


def hedges_g(first: Sequence[float], second: Sequence[float]) -> Effect:
    """Return by how many standard deviations the first group lies above the second.

    Source: Hedges (1981); v = 1/n1 + 1/n2 + g^2 / (2N).
    """
    one, two = numbers(first, "people", fewest=2), numbers(second, "people", fewest=2)
    df = one.size + two.size - 2
    pooled = math.sqrt(
        (one.var(ddof=1) * (one.size - 1) + two.var(ddof=1) * (two.size - 1)) / df
    )
    if pooled <= 0:
        raise CannotCompute("Everybody in each group scored the same.")
    g = exact_j(df) * float(one.mean() - two.mean()) / pooled
    return _effect(g, 1 / one.size + 1 / two.size + g * g / (2 * (one.size + two.size)))


def summary(before: Sequence[float], after: Sequence[float]) -> Summary:
    """Return what the effects of change are made of; one pair a person, in one order.

    Raises CannotCompute: fewer than three pairs, or no spread.
    """
    first, second = (
        numbers(before, "pairs", fewest=3),
        numbers(after, "pairs", fewest=3),
    )
    if first.size != second.size:
        raise CannotCompute("Before and after are not of the same people.")
    sd = spread(first, "scores before")
    # Where all end alike, before says nothing of after.
    flat = float(np.std(second)) <= 1e-12 * max(1.0, float(np.abs(second).max()))
    r = 0.0 if flat else float(np.corrcoef(first, second)[0, 1])
    return Summary(first.size, float(first.mean()), float(second.mean()), sd, r)


def standardised_change(arm: Summary) -> Effect:
    """Return the change in standard deviations of before (SMCR).

    Source: Becker (1988); v = 2(1-r)/n + y^2/(2n).
    """
    y = exact_j(arm.n - 1) * (arm.after - arm.before) / arm.sd_before
    return _effect(y, 2 * (1 - arm.r) / arm.n + y * y / (2 * arm.n))


def difference_in_change(treated: Summary, control: Summary) -> Effect:
    """Return how much further one arm changed than the other (d_ppc2).

    In standard deviations of before, pooled over both arms; r is pooled the same way.
    Source: Morris (2008), equations 8 to 10 and 25.
    """
    n_t, n_c = treated.n, control.n
    df = n_t + n_c - 2
    pooled = math.sqrt(
        ((n_t - 1) * treated.sd_before**2 + (n_c - 1) * control.sd_before**2) / df
    )
    change = (treated.after - treated.before) - (control.after - control.before)
    j = exact_j(df)
    d = j * change / pooled
    r = ((n_t - 1) * treated.r + (n_c - 1) * control.r) / df
    if df <= 2 or r >= 1:
        raise CannotCompute(
            "Before and after go together entirely; nothing is left to chance."
        )
    part = 2 * (1 - r) * (n_t + n_c) / (n_t * n_c)
    return _effect(d, j * j * part * df / (df - 2) * (1 + d * d / part) - d * d)


def _effect(value: float, variance: float) -> Effect:
    if not variance > 0:
        raise CannotCompute("Everybody changed alike, so nothing is left to chance.")
    reach = t_quantile(SURE, math.inf) * math.sqrt(variance)
    return Effect(value, variance, value - reach, value + reach)
