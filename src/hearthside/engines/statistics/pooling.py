"""Several sites, one answer: random effects with the modified Hartung-Knapp error.

Sources: DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177-188; Paule and Mandel
(1982), Journal of Research of the NBS 87, 377-385; Viechtbauer (2005), Journal of Educational
and Behavioral Statistics 30, 261-293, for REML; Hartung and Knapp (2001), Statistics in
Medicine 20, 1771-1782, with max(1, q) after Roever et al. (2015), BMC Medical Research
Methodology 15:99; Higgins et al. (2009), Journal of the Royal Statistical Society A 172,
137-159, and IntHout et al. (2016), BMJ Open 6:e010247, for the prediction interval with k - 1
degrees of freedom; Viechtbauer (2007), Statistics in Medicine 26, 37-52, for Q-profile.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from scipy import optimize

from hearthside.engines.statistics.curves import (
    chi_square_above,
    chi_square_quantile,
    t_quantile,
)
from hearthside.engines.statistics.estimates import (
    SURE,
    CannotCompute,
    Estimate,
    Numbers,
    estimate,
    numbers,
)

FINE: Final = 1e-13


class Between(StrEnum):
    """How the spread between sites is estimated."""

    REML = "reml"
    DERSIMONIAN_LAIRD = "dl"
    PAULE_MANDEL = "pm"


@dataclass(frozen=True, slots=True)
class Pooled:
    """All sites together.

    mean -- with t of k - 1. prediction -- where a new site's truth would lie, 95 %. tau2 --
    variance between sites, tau2_limits by Q-profile. i2 -- share of the spread that is
    between sites, 0 to 1. q, q_p -- Cochran's test that all sites are alike.
    """

    mean: Estimate
    prediction: tuple[float, float]
    tau2: float
    tau2_limits: tuple[float, float]
    i2: float
    q: float
    q_p: float
    sites: int
    by: Between


def pool(
    effects: Sequence[float],
    variances: Sequence[float],
    *,
    by: Between = Between.REML,
) -> Pooled:
    """Return the sites' effects pooled.

    effects, variances -- one a site, variances above nought.

    Raises CannotCompute: fewer than two sites, or a variance that is none.
    """
    y, v = numbers(effects, "sites", fewest=2), numbers(variances, "sites", fewest=2)
    if y.size != v.size or not (v > 0).all():
        raise CannotCompute("Each site needs an effect and a variance above nought.")
    # One unit for all, so that the same data in other units are searched alike.
    unit = float(np.median(v))
    tau2 = _TAU2[by](y / math.sqrt(unit), v / unit) * unit
    weights = 1 / (v + tau2)
    mean = float(weights @ y / weights.sum())
    df = y.size - 1
    q = float(weights @ (y - mean) ** 2) / df
    error = math.sqrt(max(1.0, q) / weights.sum())
    reach = t_quantile(SURE, df) * math.sqrt(tau2 + error**2)
    fixed = 1 / v
    alike = _generalised_q(0.0, y, v)
    typical = df * fixed.sum() / (fixed.sum() ** 2 - (fixed**2).sum())
    return Pooled(
        mean=estimate(mean, error, df),
        prediction=(mean - reach, mean + reach),
        tau2=tau2,
        tau2_limits=_profile(y, v),
        i2=float(tau2 / (tau2 + typical)),
        q=alike,
        q_p=chi_square_above(alike, df),
        sites=int(y.size),
        by=by,
    )


def _generalised_q(tau2: float, y: Numbers, v: Numbers) -> float:
    weights = 1 / (v + tau2)
    mean = weights @ y / weights.sum()
    return float(weights @ (y - mean) ** 2)


def _highest(y: Numbers, v: Numbers) -> float:
    """Return a spread between sites that is surely too much."""
    return float(100 * (y.var(ddof=1) + v.max()) + 100)


def _dersimonian_laird(y: Numbers, v: Numbers) -> float:
    w = 1 / v
    scale = w.sum() - (w**2).sum() / w.sum()
    return max(0.0, float((_generalised_q(0.0, y, v) - (y.size - 1)) / scale))


def _paule_mandel(y: Numbers, v: Numbers) -> float:
    return _where_q_is(y.size - 1, y, v)


def _where_q_is(wanted: float, y: Numbers, v: Numbers) -> float:
    """Return the spread at which the generalised Q comes down to this; 0 if it is below."""
    if _generalised_q(0.0, y, v) <= wanted:
        return 0.0
    high = _highest(y, v)
    while _generalised_q(high, y, v) > wanted:
        high *= 10
    return float(
        optimize.brentq(
            lambda tau2: _generalised_q(tau2, y, v) - wanted, 0.0, high, xtol=FINE
        )
    )


def _reml(y: Numbers, v: Numbers) -> float:
    """Return the spread that maximises the restricted likelihood."""

    def criterion(tau2: float) -> float:
        weights = 1 / (v + tau2)
        return float(
            np.log(v + tau2).sum()
            + math.log(weights.sum())
            + _generalised_q(tau2, y, v)
        )

    def slope(tau2: float) -> float:
        weights = 1 / (v + tau2)
        total = weights.sum()
        mean = weights @ y / total
        return float(total - (weights**2).sum() / total - weights**2 @ (y - mean) ** 2)

    # The likelihood may have more than one top: look everywhere before climbing.
    steps = np.concatenate([[0.0], np.geomspace(1e-6, _highest(y, v), 400)])
    best = int(np.argmin([criterion(float(one)) for one in steps]))
    if best == 0:
        return _edge(slope, steps)
    low, high = float(steps[best - 1]), float(steps[min(best + 1, len(steps) - 1)])
    if slope(low) < 0 < slope(high):
        return float(optimize.brentq(slope, low, high, xtol=FINE))
    found = optimize.minimize_scalar(
        criterion, bounds=(low, high), method="bounded", options={"xatol": 1e-10}
    )
    return float(found.x)


def _edge(slope: Callable[[float], float], steps: Numbers) -> float:
    """Return 0, or the top that lies between it and the first step."""
    if slope(0.0) >= 0 or slope(float(steps[1])) <= 0:
        return 0.0
    return float(optimize.brentq(slope, 0.0, float(steps[1]), xtol=FINE))


def _profile(y: Numbers, v: Numbers) -> tuple[float, float]:
    unit = float(np.median(v))
    y, v = y / math.sqrt(unit), v / unit
    df = y.size - 1
    low = _where_q_is(chi_square_quantile(SURE, df), y, v)
    high = _where_q_is(chi_square_quantile(1 - SURE, df), y, v)
    return low * unit, high * unit


_TAU2: Final[dict[Between, Callable[[Numbers, Numbers], float]]] = {
    Between.REML: _reml,
    Between.DERSIMONIAN_LAIRD: _dersimonian_laird,
    Between.PAULE_MANDEL: _paule_mandel,
}
