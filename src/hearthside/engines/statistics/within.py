"""Effects of groups within sites, added up once so that any covariance is quickly undone."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearthside.engines.statistics.estimates import CannotCompute, Numbers

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WithinParts:
    """What the likelihood is made of.

    weight -- 1' V^-1 1. squares -- the residuals' squares in V^-1. criterion -- minus
    twice the restricted log-likelihood, without its constant.
    """

    weight: float
    mean: float
    squares: float
    criterion: float


@dataclass(frozen=True, slots=True)
class Within:
    """Sums over each group, in units of the middle variance and around the middle effect.

    w, wy, wyy -- (groups,). site_of -- (groups,). group_of -- (effects,).
    """

    w: Numbers
    wy: Numbers
    wyy: Numbers
    log_size: float
    site_of: Places
    group_of: Places
    groups: int
    sites: int
    unit: float
    middle: float

    @classmethod
    def of(
        cls,
        y: Numbers,
        v: Numbers,
        groups: Sequence[Hashable],
        sites: Sequence[Hashable],
    ) -> Within:
        """Return the sums.

        Raises CannotCompute: the two levels cannot be told apart.
        """
        named: dict[Hashable, int] = {}
        number: dict[Hashable, int] = {}
        home: list[int] = []
        group_of = np.empty(y.size, dtype=np.int64)
        for at, (group, site) in enumerate(zip(groups, sites, strict=True)):
            place = named.setdefault(site, len(named))
            if (site, group) not in number:
                number[site, group] = len(number)
                home.append(place)
            group_of[at] = number[site, group]
        if len(named) < 2:
            raise CannotCompute(
                "All groups are of one site, so what is the site's cannot be told from chance."
            )
        if len(number) == len(named):
            raise CannotCompute(
                "Each site has one group only, so what is the site's cannot be told from "
                "what is the group's."
            )
        unit, middle = float(np.median(v)), float((y / v).sum() / (1 / v).sum())
        weights, level = unit / v, (y - middle) / math.sqrt(unit)

        def added(values: Numbers) -> Numbers:
            return np.bincount(group_of, weights=values).astype(np.float64)

        return cls(
            w=added(weights),
            wy=added(weights * level),
            wyy=added(weights * level**2),
            log_size=-float(np.log(weights).sum()),
            site_of=np.array(home, dtype=np.int64),
            group_of=group_of,
            groups=len(number),
            sites=len(named),
            unit=unit,
            middle=middle,
        )

    def parts(self, site: float, group: float) -> WithinParts:
        """Return the parts, for two variances in units of the middle one."""
        shrink = 1 / (1 + group * self.w)
        a = np.bincount(self.site_of, weights=self.w * shrink)
        b = np.bincount(self.site_of, weights=self.wy * shrink)
        c = float((self.wyy - group * self.wy**2 * shrink).sum())
        within = 1 / (1 + site * a)
        weight, product = float((a * within).sum()), float((b * within).sum())
        squares = max(
            0.0, c - float((site * b**2 * within).sum()) - product**2 / weight
        )
        size = self.log_size - float(np.log(shrink).sum() + np.log(within).sum())
        return WithinParts(
            weight, product / weight, squares, size + math.log(weight) + squares
        )

    def criteria(self, site: Numbers, group: Numbers) -> Numbers:
        """Return the criterion of every pair of variances, (sites', groups')."""
        order = np.argsort(self.site_of, kind="stable")
        first = np.searchsorted(self.site_of[order], np.arange(self.sites))
        w, wy, wyy = (one[order] for one in (self.w, self.wy, self.wyy))
        shrink = 1 / (1 + group[:, None] * w)
        a = np.add.reduceat(w * shrink, first, axis=1)
        b = np.add.reduceat(wy * shrink, first, axis=1)
        c = wyy.sum() - (group[:, None] * wy**2 * shrink).sum(axis=1)
        size = self.log_size - np.log(shrink).sum(axis=1)
        found = np.empty((site.size, group.size))
        for at, one in enumerate(site):
            within = 1 / (1 + one * a)
            weight, product = (a * within).sum(axis=1), (b * within).sum(axis=1)
            squares = c - (one * b**2 * within).sum(axis=1) - product**2 / weight
            found[at] = size - np.log(within).sum(axis=1) + np.log(weight) + squares
        return found
