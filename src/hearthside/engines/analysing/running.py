"""The whole analysis: the same plan and the same table, the same answer, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

import numpy as np

from hearthside.engines.analysing import saying
from hearthside.engines.analysing.absent import absent
from hearthside.engines.analysing.as_json import computed_with, plain
from hearthside.engines.analysing.change import main_model, simple_change, sized
from hearthside.engines.analysing.flow import flow
from hearthside.engines.analysing.gathering import Study
from hearthside.engines.analysing.harm import harm
from hearthside.engines.analysing.natural_change import beside
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.analysing.wider import dose, groups_in_sites, next_wave, sites
from hearthside.engines.statistics.estimates import CannotCompute

FORMAT: Final = 1

Found = TypeVar("Found")


def analyse(plan: Plan, study: Study) -> dict[str, Any]:
    """Return everything the plan asks, fit to be written as JSON; harm first.

    Where a part cannot be computed it holds `why_not`, one sentence.
    """
    return {
        "format": FORMAT,
        "title": plan.title,
        "plan_sha256": plan.sha256,
        "computed_with": computed_with(),
        "rows": study.rows,
        "people": len(study.people),
        "moved": study.moved,
        "is_compared": plan.comparison is not None,
        "chance_decided": plan.comparison is not None and plan.comparison.is_random,
        "outcomes": [
            _outcome(plan, one, study)
            for one in sorted(plan.outcomes, key=lambda one: not one.is_primary)
        ],
    }


def _outcome(plan: Plan, outcome: Outcome, study: Study) -> dict[str, Any]:
    said: list[str] = []

    def part(
        make: Callable[[Plan, Outcome, Study], Found],
        say: Callable[[Found], Iterator[str]] | None,
    ) -> Any:
        try:
            found = make(plan, outcome, study)
        except CannotCompute as no:
            return {"why_not": no.why}
        if say is not None:
            said.extend(say(found))
        return plain(found)

    answer: dict[str, Any] = {
        "name": outcome.name,
        "is_primary": outcome.is_primary,
        "better": "higher" if outcome.higher_is_better else "lower",
    }
    answer["harm"] = part(harm, lambda found: saying.say_harm(plan, outcome, found))
    if "why_not" in answer["harm"]:
        said.append(f"Harm could not be judged. {answer['harm']['why_not']}")
    answer["flow"] = part(flow, lambda found: saying.say_flow(plan, found))
    words: list[str] = []
    others = ""
    if plan.comparison is None:
        answer["natural_change"], words, others = _natural(plan, outcome, study)
    answer["main"] = part(
        main_model, lambda found: saying.say_main(plan, outcome, found, others)
    )
    if "why_not" in answer["main"]:
        said.append(
            f"The main result could not be computed. {answer['main']['why_not']}"
        )
    said.extend(words)
    answer["simple"] = part(
        simple_change, lambda found: saying.say_simple(plan, outcome, found, others)
    )
    answer["size"] = part(sized, saying.say_size)
    answer["missing"] = part(
        absent, lambda found: saying.say_absent(plan, outcome, found, others)
    )
    answer["sites"] = part(sites, saying.say_sites)
    answer["groups_in_sites"] = part(
        groups_in_sites, lambda found: saying.say_groups_in_sites(found, others)
    )
    answer["dose"] = part(dose, None)
    answer["next_wave"] = part(next_wave, lambda found: saying.say_next(outcome, found))
    answer["said"] = said
    return answer


def _natural(
    plan: Plan, outcome: Outcome, study: Study
) -> tuple[list[dict[str, Any]], list[str], str]:
    """Return what the change is laid beside: it never stands alone."""
    first = [
        one.score(outcome, plan.first_wave) or 0.0
        for one in study.started(plan, outcome)
    ]
    mean = sum(first) / len(first) if first else None
    sd = float(np.std(first, ddof=1)) if len(first) > 1 else None
    marks = beside(outcome.natural_change, is_of_symptoms=not outcome.higher_is_better)
    found = [
        {
            "said": mark.said,
            "source": mark.source,
            "standardised": mark.standardised,
            "share_of_first": mark.share_of_first,
            "points": plain(saying.in_points(mark, mean, sd)),
        }
        for mark in marks
    ]
    words = list(saying.say_natural(outcome, marks, mean, sd))
    return found, words, saying.how_others_do(outcome, marks, mean, sd)
