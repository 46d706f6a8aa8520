"""A linear mixed model: persons within groups, each with a level of their own (REML).

y = X b + group + person + rest. Because both levels are nested and only shift a whole person
or a whole group, the inverse of the covariance is known in closed form (Sherman and Morrison,
twice), and one pass over the persons' sums answers the likelihood.
Sources: Laird and Ware (1982), Biometrics 38, 963-974; Bates et al. (2015), Journal of
Statistical Software 67(1), for the profiled criterion; Giesbrecht and Burns (1985),
Biometrics 41, 477-486, and Kuznetsova et al. (2017), Journal of Statistical Software 82(13),
for Satterthwaite's degrees of freedom.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from scipy import optimize

from hearthside.engines.statistics.estimates import (
    CannotCompute,
    Estimate,
    Numbers,
    estimate,
)
from hearthside.engines.statistics.nested import Nested, Parts
from hearthside.engines.statistics.slopes import second_slopes

# A share of the rest below this is nought: the fit lies on the boundary.
BOUNDARY: Final = 1e-7
# A root of a share this large means that nothing is left of the rest.
ENDLESS: Final = 4e3
# Roots of shares a search begins at: little and much of each level.
STARTS: Final = (0.3, 1.5)
# Worse than anything a search will meet, and still a number.
NOWHERE: Final = 1e300
LEVELS: Final = ("group", "person")


@dataclass(frozen=True, slots=True)
class Mixed:
    """A fitted model.

    estimates -- one for each column of the design. group, person, rest -- variances.
    on_boundary -- the levels whose variance was estimated as nought.
    """

    estimates: tuple[Estimate, ...]
    covariance: Numbers
    group: float
    person: float
    rest: float
    on_boundary: tuple[str, ...]
    minus_twice_log_likelihood: float
    n: int
    persons: int
    groups: int


def mixed(
    y: Numbers,
    design: Numbers,
    *,
    persons: Sequence[Hashable],
    groups: Sequence[Hashable] | None,
) -> Mixed:
    """Return the model fitted by REML.

    y -- (answers,). design -- (answers, columns). persons -- whose answer it is. groups --
    which group that person is in, the same for all their answers; None leaves groups out.

    Raises CannotCompute: too few, a person in two groups, columns that say the same.
    """
    nested = Nested.of(y, design, persons, groups)
    found = _best(nested)
    parts = nested.parts(*found)
    rest = parts.squares / nested.free
    if not rest > 1e-12 * max(1.0, float(np.abs(y).max()) ** 2):
        raise CannotCompute(
            "The answers follow the plan exactly; nothing is left to chance."
        )
    covariance = rest * parts.bread
    beta = parts.bread @ parts.xy
    variances = (found[0] * rest, found[1] * rest, rest)
    freedom = _freedom(nested, variances, covariance)
    return Mixed(
        estimates=tuple(
            estimate(float(value), math.sqrt(covariance[at, at]), freedom[at])
            for at, value in enumerate(beta)
        ),
        covariance=covariance,
        group=variances[0],
        person=variances[1],
        rest=rest,
        on_boundary=tuple(
            level
            for level, ratio, is_there in zip(
                LEVELS, found, (nested.has_groups, nested.has_persons), strict=True
            )
            if is_there and ratio == 0
        ),
        minus_twice_log_likelihood=_criterion(nested, parts),
        n=nested.n,
        persons=nested.persons,
        groups=nested.groups,
    )


def _criterion(nested: Nested, parts: Parts) -> float:
    """Return minus twice the restricted log-likelihood, the rest profiled out."""
    if not parts.squares > 0:
        return NOWHERE
    free = nested.free
    return (
        parts.log_size
        + parts.log_information
        + free * (1 + math.log(2 * math.pi * parts.squares / free))
    )


def _best(nested: Nested) -> tuple[float, float]:
    """Return the two ratios to the rest, group's and person's, that fit best."""
    levels = [
        at
        for at, is_there in enumerate((nested.has_groups, nested.has_persons))
        if is_there
    ]

    def at(roots: Sequence[float], used: Sequence[int]) -> float:
        ratios = [0.0, 0.0]
        for level, root in zip(used, roots, strict=True):
            if abs(root) > ENDLESS:
                return NOWHERE
            ratios[level] = root * root
        return _criterion(nested, nested.parts(*ratios))

    best, lowest = (0.0, 0.0), at([], [])
    # The edges too: a search inside would only come near them. A root may pass through
    # nought, which is the same on both sides; held there, the search would stay on the edge.
    for used in [[one] for one in levels] + ([levels] if len(levels) == 2 else []):
        for start in product(STARTS, repeat=len(used)):
            found = optimize.minimize(
                at,
                start,
                args=(used,),
                method="Nelder-Mead",
                options={
                    "xatol": 1e-7,
                    "fatol": 1e-10,
                    "maxiter": 4000,
                    "maxfev": 4000,
                },
            )
            if found.fun < lowest - 1e-8:
                ratios = [0.0, 0.0]
                for level, root in zip(used, found.x, strict=True):
                    one = float(root * root)
                    ratios[level] = one if one > BOUNDARY else 0.0
                best, lowest = (ratios[0], ratios[1]), float(found.fun)
    return best


def _freedom(
    nested: Nested, variances: tuple[float, float, float], covariance: Numbers
) -> list[float]:
    """Return Satterthwaite's degrees of freedom, one for each column.

    Twice the squared variance over the variance of that variance, by the delta method; a
    level on the boundary is held there.
    """
    inside = [at for at, one in enumerate(variances) if one > 0]

    def spread_at(values: Numbers) -> tuple[float, Numbers]:
        full = [0.0, 0.0, 0.0]
        for at, value in zip(inside, values, strict=True):
            full[at] = float(value)
        parts = nested.parts(full[0] / full[2], full[1] / full[2])
        rest = full[2]
        deviance = (
            nested.n * math.log(rest)
            + parts.log_size
            + parts.log_information
            - parts.bread.shape[0] * math.log(rest)
            + parts.squares / rest
        )
        return deviance, np.diag(rest * parts.bread)

    here = np.array([variances[at] for at in inside])
    curvature, slopes = second_slopes(spread_at, here)
    try:
        uncertain = 2 * np.linalg.inv(curvature)
    except np.linalg.LinAlgError:
        return [float(nested.free)] * covariance.shape[0]
    found = []
    for at in range(covariance.shape[0]):
        wobble = float(slopes[:, at] @ uncertain @ slopes[:, at])
        df = 2 * float(covariance[at, at]) ** 2 / wobble if wobble > 0 else nested.free
        found.append(float(df))
    return found
