"""How good a ranking is, against what people judged relevant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

import numpy as np

DEEP: Final = 10
# Enough for limits that stand still in the second digit; the seed makes them the same twice.
DRAWS: Final = 2000
SEED: Final = 20261121

Limits = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over the questions, 0 to 1, each with its 95 % limits.

    The limits are of the mean over other questions like these: bootstrap percentiles
    (Efron 1979) from 2,000 draws.
    """

    ndcg_at_10: float
    recall_at_10: float
    mrr_at_10: float
    ndcg_at_10_limits: Limits
    recall_at_10_limits: Limits
    mrr_at_10_limits: Limits


def measure(
    ranked: Mapping[str, Sequence[str]], judged: Mapping[str, Mapping[str, int]]
) -> Measured:
    """Return how good rankings are. ranked -- question to texts, the best first.

    judged -- question to text to how relevant it is: 0 and below not at all. Questions
    without a relevant text are left out; there must be one with.
    """
    asked = [one for one in judged if one in ranked and max(judged[one].values()) > 0]
    rows = np.array(
        [
            (
                ndcg(ranked[one], judged[one]),
                recall(ranked[one], judged[one]),
                reciprocal_rank(ranked[one], judged[one]),
            )
            for one in asked
        ]
    )
    draws = np.random.default_rng(SEED).integers(len(rows), size=(DRAWS, len(rows)))
    low, high = np.percentile(rows[draws].mean(axis=1), [2.5, 97.5], axis=0)
    means = [float(one) for one in rows.mean(axis=0)]
    limits = [(float(a), float(b)) for a, b in zip(low, high, strict=True)]
    return Measured(means[0], means[1], means[2], limits[0], limits[1], limits[2])


def ndcg(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """Return the normalised discounted cumulative gain at 10, as trec_eval counts it.

    Source: Jarvelin and Kekalainen (2002), with the gain as it was judged.
    """
    gains = [max(judged.get(one, 0), 0) for one in ranked[:DEEP]]
    best = sorted((max(gain, 0) for gain in judged.values()), reverse=True)[:DEEP]
    return _discounted(gains) / _discounted(best) if any(best) else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 2) for rank, gain in enumerate(gains))


def recall(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """Return the share of the relevant texts that are among the first ten."""
    relevant = {one for one, gain in judged.items() if gain > 0}
    return len(relevant & set(ranked[:DEEP])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """Return one over the place of the first relevant text, 0 beyond the tenth."""
    for rank, one in enumerate(ranked[:DEEP], start=1):
        if judged.get(one, 0) > 0:
            return 1 / rank
    return 0.0
