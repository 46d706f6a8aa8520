"""Effects of groups, groups of sites: pooled with a spread of each (three-level REML).

effect = mean + site + group + sampling, the last with known variance. Because groups lie in
sites, the inverse of the covariance is known in closed form (Sherman and Morrison, twice).
Sources: Konstantopoulos (2011), Research Synthesis Methods 2, 61-76; Cheung (2014),
Psychological Methods 19, 211-229, for the share of each level in the spread, with the typical
variance of Higgins and Thompson (2002), Statistics in Medicine 21, 1539-1558. The limits are
t with as many degrees of freedom as there are sites, less one (what metafor's rma.mv calls
test="t", dfs="contain"); beside them stand those of CR2 by site with Satterthwaite's df
(Pustejovsky and Tipton 2018, Journal of Business & Economic Statistics 36, 672-683).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import optimize

from hearthside.engines.statistics.curves import chi_square_above, t_quantile
from hearthside.engines.statistics.estimates import (
    SURE,
    CannotCompute,
    Estimate,
    Numbers,
    estimate,
    numbers,
)
from hearthside.engines.statistics.robust import robust_mean
from hearthside.engines.statistics.within import Within

# In units of the middle sampling variance: below this a spread is nought.
BOUNDARY: Final = 1e-9
# Worse than anything a search will meet, and still a number.
NOWHERE: Final = 1e300
LEVELS: Final = ("site", "group")
# CR2 takes a table of a site's effects by themselves.
MOST_OF_A_SITE: Final = 1000


@dataclass(frozen=True, slots=True)
class ThreeLevel:
    """All groups of all sites together.

    mean -- with t of sites - 1. by_site -- the same mean with CR2 by site; None where one
    site alone decides it or has more than a thousand effects. new_group -- where the truth of a new group at a new site would
    lie, 95 %; new_site -- that of a whole new site. site, group -- variances between sites,
    and between groups of one site. i2_site, i2_group -- their shares of all spread, 0 to 1.
    on_boundary -- the levels whose variance was estimated as nought. q, q_p -- Cochran's
    test that all groups are alike.
    """

    mean: Estimate
    by_site: Estimate | None
    new_group: tuple[float, float]
    new_site: tuple[float, float]
    site: float
    group: float
    i2_site: float
    i2_group: float
    on_boundary: tuple[str, ...]
    q: float
    q_p: float
    minus_twice_log_likelihood: float
    effects: int
    groups: int
    sites: int


def pool_levels(
    effects: Sequence[float],
    variances: Sequence[float],
    *,
    groups: Sequence[Hashable],
    sites: Sequence[Hashable],
) -> ThreeLevel:
    """Return the groups' effects pooled.

    effects, variances -- one an effect, variances above nought. groups, sites -- where each
    is of; a group's name counts within its site.

    Raises CannotCompute: one site alone, one group in each, or a variance that is none.
    """
    y, v = numbers(effects, "effects", fewest=3), numbers(variances, "variances")
    if not y.size == v.size == len(groups) == len(sites):
        raise CannotCompute("The effects, groups and sites are not of the same groups.")
    if not (v > 0).all():
        raise CannotCompute("Each group needs an effect and a variance above nought.")
    sums = Within.of(y, v, groups, sites)
    site, group = (sums.unit * one for one in _best(sums))
    parts = sums.parts(site / sums.unit, group / sums.unit)
    count = sums.sites
    mean = parts.mean * math.sqrt(sums.unit) + sums.middle
    error = math.sqrt(sums.unit / parts.weight)
    total = estimate(mean, error, count - 1)
    reach = t_quantile(SURE, count - 1)
    far = reach * math.sqrt(site + group + error**2)
    near = reach * math.sqrt(site + error**2)
    fixed = 1 / v
    df = y.size - 1
    typical = df * fixed.sum() / (fixed.sum() ** 2 - (fixed**2).sum())
    q = sums.parts(0.0, 0.0).squares
    return ThreeLevel(
        mean=total,
        by_site=_by_site(y, v, sums, site, group),
        new_group=(mean - far, mean + far),
        new_site=(mean - near, mean + near),
        site=site,
        group=group,
        i2_site=float(site / (site + group + typical)),
        i2_group=float(group / (site + group + typical)),
        on_boundary=tuple(
            level for level, one in zip(LEVELS, (site, group), strict=True) if one == 0
        ),
        q=q,
        q_p=chi_square_above(q, df),
        # The constant and the unit are put back, so that it can be laid beside others.
        minus_twice_log_likelihood=parts.criterion
        + df * math.log(2 * math.pi * sums.unit),
        effects=int(y.size),
        groups=sums.groups,
        sites=count,
    )


def _best(sums: Within) -> tuple[float, float]:
    """Return the two variances, the sites' and the groups', that fit best.

    The likelihood may have more than one top: it is looked at everywhere before climbing,
    and the edges too, because a search inside would only come near them.
    """
    span = math.sqrt(_highest(sums))
    roots = np.concatenate([[0.0], np.geomspace(1e-3, span, 40)])
    everywhere = sums.criteria(roots**2, roots**2)

    def at(found: Sequence[float], used: Sequence[int]) -> float:
        both = [0.0, 0.0]
        for level, root in zip(used, found, strict=True):
            if abs(root) > 2 * span:
                return NOWHERE
            both[level] = float(root) ** 2
        return sums.parts(*both).criterion

    both_at = np.unravel_index(int(np.argmin(everywhere)), everywhere.shape)
    starts: dict[tuple[int, ...], list[float]] = {
        (0,): [float(roots[int(np.argmin(everywhere[:, 0]))])],
        (1,): [float(roots[int(np.argmin(everywhere[0]))])],
        (0, 1): [float(roots[one]) for one in both_at],
    }
    best, lowest = (0.0, 0.0), at([], [])
    for used, start in starts.items():
        found = optimize.minimize(
            at,
            np.maximum(start, 1e-3),
            args=(used,),
            method="Nelder-Mead",
            options={"xatol": 1e-8, "fatol": 1e-11, "maxiter": 4000, "maxfev": 4000},
        )
        if found.fun < lowest - 1e-9:
            both = [0.0, 0.0]
            for level, root in zip(used, found.x, strict=True):
                both[level] = float(root**2) if root**2 > BOUNDARY else 0.0
            best, lowest = (both[0], both[1]), float(found.fun)
    return best


def _highest(sums: Within) -> float:
    """Return a spread between groups that is surely too much, in units."""
    means = sums.wy / sums.w
    return float(10 * (means.var(ddof=1) + (1 / sums.w).max()) + 10)


def _by_site(
    y: Numbers, v: Numbers, sums: Within, site: float, group: float
) -> Estimate | None:
    """Return the mean with CR2 by site, the fitted covariance as working model."""
    where = sums.site_of[sums.group_of]
    if np.bincount(where).max() > MOST_OF_A_SITE:
        return None
    blocks = []
    for place in range(sums.sites):
        rows = np.flatnonzero(where == place)
        of = sums.group_of[rows]
        covariance = np.diag(v[rows]) + site + group * (of[:, None] == of[None, :])
        blocks.append((y[rows], covariance))
    try:
        return robust_mean(blocks)
    except CannotCompute:
        return None
