"""How sure is it that the first card answers? A probability that was measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final

from hearthside.engines.guiding.subjects import About, Asked, shares
from hearthside.engines.retrieval.searching import By, Found

# How far a card that was found alone stands out: there was nothing to stand out from.
ALONE: Final = 0.0


@dataclass(frozen=True, slots=True)
class Trust:
    """Two logistic rules, one over the other (bench/guide_fitted.py writes them).

    constant, weights -- of a card: one weight for each sign. best -- of the best card: a
    constant, the weight of its points, and of how far they stand out from the second's.
    enough -- below this the guide says that it does not know, 0 to 1.
    """

    constant: float
    weights: tuple[float, ...]
    best: tuple[float, float, float]
    enough: float

    def points(self, signs: Sequence[float]) -> float:
        """Return what speaks for a card: `likely` makes a probability of it."""
        told = (w * sign for w, sign in zip(self.weights, signs, strict=True))
        return self.constant + sum(told)

    def sureness(self, points: Sequence[float]) -> float:
        """Return the probability that the best card answers, 0 to 1.

        points -- of all cards found, the best first.
        """
        if not points:
            return 0.0
        constant, weight, stands_out = self.best
        ahead = points[0] - points[1] if len(points) > 1 else ALONE
        return likely(constant + weight * points[0] + stands_out * ahead)


def likely(points: float) -> float:
    """Return the probability that points stand for, 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, points))))


def signs_of(found: Found, asked: Asked, card: About, by: By) -> tuple[float, ...]:
    """Return what speaks for one card.

    How near it is, or by words alone the share of the question's words that it has; then
    what it has of the subjects the question names. How long a question is, is none of them:
    that told those apart that we wrote, and nothing of those that people write.
    """
    near = found.worded if by is By.WORDS else found.nearness or 0.0
    return (near, *shares(asked.subjects, card))


@cache
def trust(by: By) -> Trust:
    """Return the rule that was fitted for a guide that goes by both, or by one alone."""
    source = files("hearthside.engines.guiding").joinpath("trust.json")
    one = json.loads(source.read_text(encoding="utf-8"))[by.value]
    first, weight, stands_out = one["best"]
    return Trust(
        one["constant"],
        tuple(one["weights"]),
        (first, weight, stands_out),
        one["enough"],
    )
