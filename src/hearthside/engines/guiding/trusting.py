"""How sure is it that the first card answers? A probability that was measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from hearthside.engines.retrieval.searching import By, Found


@dataclass(frozen=True, slots=True)
class Trust:
    """A logistic rule (bench/guide_fitted.py writes it).

    weights -- one for each sign, after the constant. enough -- below this the guide says
    that it does not know, 0 to 1.
    """

    constant: float
    weights: tuple[float, ...]
    enough: float

    def sureness(self, signs: Sequence[float]) -> float:
        """Return the probability that the first card answers, 0 to 1."""
        told = sum(w * sign for w, sign in zip(self.weights, signs, strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.constant + told))))


def signs_of(found: Sequence[Found], by: By) -> tuple[float, ...]:
    """Return what speaks for the cards found, the best first.

    By meaning: how near the nearest is, and how far the first stands out from the fourth.
    By words: the share of the question's words that the first has, and the best of three.
    How long a question is, is none of them: that told those apart that we wrote, and
    nothing of those that people write.
    """
    first = found[0].worded if found else 0.0
    worded = (first, max((one.worded for one in found[:3]), default=0.0))
    if by is By.WORDS:
        return worded
    near = max((one.nearness or 0.0 for one in found), default=0.0)
    stands_out = found[0].score - found[min(3, len(found) - 1)].score if found else 0.0
    return (near, stands_out) if by is By.MEANING else (near, stands_out, *worded)


@cache
def trust(by: By) -> Trust:
    """Return the rule that was fitted for a guide that goes by both, or by one alone."""
    source = files("hearthside.engines.guiding").joinpath("trust.json")
    kept = json.loads(source.read_text(encoding="utf-8"))
    one = kept[by.value]
    return Trust(one["constant"], tuple(one["weights"]), one["enough"])
