"""What people who left might have answered, many times over, and what all of it comes to.

Sources: Rubin (1987), Multiple imputation for nonresponse in surveys; van Buuren and
Groothuis-Oudshoorn (2011), Journal of Statistical Software 45(3), for chained equations with
the normal model; Barnard and Rubin (1999), Biometrika 86, 948-955, for degrees of freedom.
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

ROUNDS: Final = 10
# Added to the diagonal, so that two waves that go together entirely can be undone.
RIDGE: Final = 1e-5
# What is smaller, beside the largest, is nought for a computer.
NOUGHT: Final = 1e-10


@dataclass(frozen=True, slots=True)
class Combined:
    """The answer of all imputations together.

    within, between -- variances. missing_share -- of what there is to know, the share that
    is missing (fraction of missing information), 0 to 1.
    """

    estimate: Estimate
    within: float
    between: float
    missing_share: float
    imputations: int


def impute(
    scores: Numbers, known: Numbers | None = None, *, times: int, seed: int
) -> Numbers:
    """Return the scores completed so many times.

    scores -- (people, waves), nan where missing. known -- (people, columns), complete: what
    else is known of each, such as the arm or the group. The same seed, the same answer.
    Returns (times, people, waves); what was answered stays as it was.

    Raises CannotCompute: a wave has too few answers to learn from.
    """
    gaps = np.isnan(scores)
    people, waves = scores.shape
    others = np.empty((people, 0)) if known is None else known
    if not 2 <= times <= 1000:
        raise CannotCompute("Impute 2 to 1,000 times.")
    columns = waves + others.shape[1]
    for wave in range(waves):
        there = int((~gaps[:, wave]).sum())
        if gaps[:, wave].any() and there < columns + 2:
            raise CannotCompute(
                f"A wave has {there} answers, too few to learn from what the others "
                f"might have said; it takes {columns + 2}."
            )
    dice = np.random.Generator(np.random.PCG64(seed))
    return np.stack([_once(scores, gaps, others, dice) for _ in range(times)])


def _once(
    scores: Numbers,
    gaps: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    others: Numbers,
    dice: np.random.Generator,
) -> Numbers:
    filled = scores.copy()
    waves = scores.shape[1]
    holes = [wave for wave in range(waves) if gaps[:, wave].any()]
    for wave in holes:
        there = scores[~gaps[:, wave], wave]
        filled[gaps[:, wave], wave] = dice.choice(there, int(gaps[:, wave].sum()))
    for _ in range(ROUNDS if len(holes) > 1 else 1):
        for wave in holes:
            missing = gaps[:, wave]
            rest = np.delete(filled, wave, axis=1)
            design = np.column_stack([np.ones(len(filled)), rest, others])
            filled[missing, wave] = _drawn(
                scores[~missing, wave],
                design[~missing],
                _learnable(design[~missing], design[missing], first=waves),
                dice,
            )
    return filled


def _learnable(design: Numbers, missing: Numbers, *, first: int) -> Numbers:
    """Return those who are missing, as somebody the answers can say something about.

    Where nobody of a group answered, nothing tells how it stands: a line drawn for it could
    lead anywhere. Its people are taken to be of an average group. first -- the column from
    which on stands what else is known.
    """
    size = np.sqrt((design**2).sum(axis=0))
    size[size == 0] = 1.0
    spread, ways = np.linalg.eigh((design / size).T @ (design / size))
    unknown = ways[:, spread < NOUGHT * spread[-1]]
    if not unknown.size:
        return missing
    lost = np.abs(missing / size @ unknown).max(axis=1) > math.sqrt(NOUGHT)
    found = missing.copy()
    found[lost, first:] = design[:, first:].mean(axis=0)
    return found


def _drawn(
    y: Numbers, design: Numbers, missing: Numbers, dice: np.random.Generator
) -> Numbers:
    """Return one draw for each missing answer; the line itself is drawn first."""
    products = design.T @ design
    # A column may be nought throughout, so part of the ridge is the same for all.
    ridge = RIDGE * np.diag(products) + RIDGE**2 * float(np.trace(products))
    bread = np.linalg.inv(products + np.diag(ridge))
    beta = bread @ (design.T @ y)
    residuals = y - design @ beta
    df = max(1, len(y) - design.shape[1])
    sigma = math.sqrt(float(residuals @ residuals) / dice.chisquare(df))
    root = np.linalg.cholesky((bread + bread.T) / 2)
    drawn = beta + sigma * (root @ dice.standard_normal(len(beta)))
    return np.asarray(missing @ drawn + sigma * dice.standard_normal(len(missing)))


def combine(
    values: Sequence[float], variances: Sequence[float], *, complete_df: float
) -> Combined:
    """Return what the imputations say together.

    values, variances -- one an imputation. complete_df -- degrees of freedom, had nothing
    been missing; infinity where the answer would have been normal.
    Source: Rubin (1987), 3.1; Barnard and Rubin (1999), equation 3.
    """
    q = numbers(values, "imputations", fewest=2)
    u = numbers(variances, "imputations", fewest=2)
    if q.size != u.size or not (u > 0).all():
        raise CannotCompute(
            "Each imputation needs a value and a variance above nought."
        )
    m = q.size
    within, between = float(u.mean()), float(q.var(ddof=1))
    total = within + (1 + 1 / m) * between
    share = (1 + 1 / m) * between / total
    df = _barnard_rubin(m, share, complete_df)
    r = (1 + 1 / m) * between / within
    missing = (r + 2 / (df + 3)) / (r + 1) if between > 0 else 0.0
    return Combined(
        estimate(float(q.mean()), math.sqrt(total), df),
        within,
        between,
        missing,
        int(m),
    )


def _barnard_rubin(m: int, share: float, complete_df: float) -> float:
    old = (m - 1) / share**2 if share > 1e-12 else math.inf
    if math.isinf(complete_df):
        return old
    seen = (complete_df + 1) / (complete_df + 3) * complete_df * (1 - share)
    return 1 / ((0 if math.isinf(old) else 1 / old) + 1 / seen)
