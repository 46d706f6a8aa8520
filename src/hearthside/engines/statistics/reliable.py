"""Who changed by more than chance: those who got worse first.

Source: Jacobson and Truax (1991), Journal of Consulting and Clinical Psychology 59, 12-19.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hearthside.engines.shares import Limits, wilson
from hearthside.engines.statistics.estimates import CannotCompute, numbers


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's 95 % limits."""

    people: int
    among: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class Reliable:
    """What came of each person who gave both scores; and what is not known of the others.

    at_least -- by how much a score must move. deteriorated_of_starters -- the same people
    among all who began: the lowest it can be, because nobody knows of those who left.
    """

    at_least: float
    deteriorated: Share
    unchanged: Share
    improved: Share
    deteriorated_of_starters: Share
    improved_of_starters: Share
    not_known: int


def reliable_value(sd: float, reliability: float) -> float:
    """Return by how much two scores of one person must differ, 19 times in 20.

    sd -- of scores before. reliability -- of the questionnaire, above 0 and below 1.
    SEM = SD sqrt(1-r); RC95 = 1.96 sqrt(2) SEM.
    """
    if not (sd > 0 and 0 < reliability < 1):
        raise CannotCompute(
            "A reliable change needs a spread above 0 and a reliability between 0 and 1."
        )
    return 1.959963984540054 * math.sqrt(2) * sd * math.sqrt(1 - reliability)


def reliable_change(
    before: Sequence[float],
    after: Sequence[float],
    *,
    at_least: float,
    higher_is_better: bool,
    starters: int,
) -> Reliable:
    """Return how many got worse, stayed as they were, and got better.

    before, after -- of those who gave both. starters -- all who gave the first.
    A change of exactly `at_least` counts.
    """
    first, second = numbers(before, "pairs"), numbers(after, "pairs")
    if first.size != second.size or starters < first.size:
        raise CannotCompute("There are more people with two scores than with a first.")
    if not at_least > 0:
        raise CannotCompute("A reliable change has to be more than nought.")
    gain = (second - first) * (1 if higher_is_better else -1)
    # Scores made by division may miss the line by their last digit.
    worse = int((gain <= -at_least + 1e-9).sum())
    better = int((gain >= at_least - 1e-9).sum())
    known = int(first.size)
    return Reliable(
        at_least=at_least,
        deteriorated=_share(worse, known),
        unchanged=_share(known - worse - better, known),
        improved=_share(better, known),
        deteriorated_of_starters=_share(worse, starters),
        improved_of_starters=_share(better, starters),
        not_known=starters - known,
    )


def _share(of: int, among: int) -> Share:
    return Share(of, among, wilson(of, among))
