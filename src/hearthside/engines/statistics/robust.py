"""A weighted mean whose error trusts no model: CR2, with the weights of a fitted covariance.

Source: Pustejovsky and Tipton (2018), Journal of Business & Economic Statistics 36, 672-683,
equations 11 to 13, with a mean alone in the design; the roots are Cholesky's, as in
clubSandwich.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from hearthside.engines.statistics.estimates import (
    CannotCompute,
    Estimate,
    Numbers,
    estimate,
)

NOUGHT: Final = 1e-12


def robust_mean(blocks: Sequence[tuple[Numbers, Numbers]]) -> Estimate:
    """Return the mean weighted by the covariances, its CR2 error and Satterthwaite's df.

    blocks -- for each cluster its values, (n,), and their covariance, (n, n).

    Raises CannotCompute: fewer than two clusters, or one of them decides it alone.
    """
    if len(blocks) < 2:
        raise CannotCompute("This takes two clusters.")
    weights = [np.linalg.solve(v, np.ones(y.size)) for y, v in blocks]
    bread = 1 / sum(float(one.sum()) for one in weights)
    mean = bread * sum(
        float(one @ y) for one, (y, _) in zip(weights, blocks, strict=True)
    )
    total = 0.0
    own, leaning = np.zeros(len(blocks)), np.zeros(len(blocks))
    for at, (one, (y, v)) in enumerate(zip(weights, blocks, strict=True)):
        by = bread * (_adjustment(v, bread).T @ one)
        total += float(by @ (y - mean)) ** 2
        own[at], leaning[at] = float(by @ v @ by), float(by.sum()) ** 2
    trace = float((own - bread * leaning).sum())
    squares = float(
        (own**2 - 2 * bread * own * leaning).sum() + (bread * leaning.sum()) ** 2
    )
    if not squares > NOUGHT * own.sum() ** 2:
        raise CannotCompute("One cluster alone decides this.")
    return estimate(mean, math.sqrt(total), trace**2 / squares)


def _adjustment(v: Numbers, bread: float) -> Numbers:
    """Return A with A (V - 1 b 1') A' = V, the one that lies symmetric between the roots."""
    root = np.linalg.cholesky(v).T
    inner = root @ (v - bread) @ root.T
    values, vectors = np.linalg.eigh(inner)
    least = NOUGHT * float(values.max())
    roots = np.where(values > least, 1 / np.sqrt(np.maximum(values, least)), 0.0)
    return np.asarray(root.T @ ((vectors * roots) @ vectors.T) @ root)
