"""Sites too small to stand alone are put together, so that no row is of a few people."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hearthside.engines.analysing.change import pairs_of
from hearthside.engines.analysing.gathering import Study
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.reporting.counting import FEWEST_FOR_A_MEAN

SMALLER: str = "smaller sites"


def put_together(plan: Plan, outcome: Outcome, study: Study) -> Study:
    """Return the study with every site of fewer than ten pairs in one site of at least ten.

    Where the small ones are still too few together, the smallest of the others joins them:
    so the rows add up to everybody, and no subtraction leaves a few.
    """
    pairs = Counter(one.site for one in pairs_of(plan, outcome, study))
    every = sorted(
        {one.site for one in study.people}, key=lambda site: (pairs[site], site)
    )
    small = [site for site in every if pairs[site] < FEWEST_FOR_A_MEAN]
    large = every[len(small) :]
    if small and large and sum(pairs[site] for site in small) < FEWEST_FOR_A_MEAN:
        small.append(large[0])
    if not small:
        return study
    joined = set(small)
    people = tuple(
        replace(one, site=SMALLER) if one.site in joined else one
        for one in study.people
    )
    return replace(study, people=people)
