"""Everything computed of one outcome, and of whom; what cannot be shown is not computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from hearthside.engines.analysing.absent import Absent, absent
from hearthside.engines.analysing.change import (
    Main,
    Simple,
    Sized,
    main_model,
    pairs_of,
    simple_change,
    sized,
)
from hearthside.engines.analysing.flow import Flow, flow
from hearthside.engines.analysing.gathering import Person, Study
from hearthside.engines.analysing.harm import Harm, harm
from hearthside.engines.analysing.natural_change import Benchmark, beside
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.analysing.saying import how_others_do, in_points
from hearthside.engines.analysing.wider import (
    Dose,
    NextWave,
    Sites,
    dose,
    next_wave,
    sites,
)
from hearthside.engines.reporting.counting import FEWEST_FOR_A_MEAN
from hearthside.engines.reporting.together import put_together
from hearthside.engines.statistics.estimates import CannotCompute

Tell = Callable[[str], None]
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one outcome; None where there is nothing that may be shown.

    marks -- published figures of others, each with its points of this score where it has
    some. others -- the sentence that goes with a bare change. waves -- the later waves of
    which ten people or more gave both scores.
    """

    outcome: Outcome
    flow: Flow
    harm: Harm | None
    main: Main | None
    simple: Simple | None
    sized: Sized | None
    absent: Absent | None
    sites: Sites | None
    dose: Dose | None
    next_wave: NextWave | None
    by_site: Flow
    marks: tuple[tuple[Benchmark, float | None], ...]
    others: str
    waves: tuple[str, ...]


def find(plan: Plan, outcome: Outcome, study: Study, tell: Tell) -> Found:
    """Return everything computed of one outcome.

    tell -- hears what is being computed, for whoever waits.
    """
    enough = is_enough(plan, pairs_of(plan, outcome, study))
    merged = put_together(plan, outcome, study)

    def part(
        name: str, make: Callable[[Plan, Outcome, Study], Part], of: Study = study
    ) -> Part | None:
        if not enough:
            return None
        tell(f"{outcome.name}: {name}")
        try:
            return make(plan, outcome, of)
        except CannotCompute:
            return None

    size = part("size", sized)
    marks = tuple(_marks(plan, outcome, size))
    arm = size.arms.get("everybody") if size else None
    return Found(
        outcome=outcome,
        flow=flow(plan, outcome, study),
        harm=_harm(plan, outcome, study),
        main=part("mixed model", main_model),
        simple=part("simple change", simple_change),
        sized=size,
        absent=part("those who left", absent),
        sites=part("sites", sites, merged),
        dose=_of_enough(part("attendance", dose)),
        next_wave=part("next wave", next_wave),
        by_site=flow(plan, outcome, merged),
        marks=marks,
        others=_others(
            plan,
            outcome,
            marks,
            arm.before if arm else None,
            arm.sd_before if arm else None,
        ),
        waves=tuple(_waves(plan, outcome, study)),
    )


def is_enough(plan: Plan, people: list[Person]) -> bool:
    """Return whether there are ten people or more, in each arm where arms are compared."""
    if plan.comparison is None:
        return len(people) >= FEWEST_FOR_A_MEAN
    arms = (plan.comparison.treated, plan.comparison.control)
    return all(
        sum(one.arm == arm for one in people) >= FEWEST_FOR_A_MEAN for arm in arms
    )


def _of_enough(one: Dose | None) -> Dose | None:
    return one if one is not None and one.people >= FEWEST_FOR_A_MEAN else None


def _harm(plan: Plan, outcome: Outcome, study: Study) -> Harm | None:
    try:
        return harm(plan, outcome, study)
    except CannotCompute:
        return None


def _marks(
    plan: Plan, outcome: Outcome, size: Sized | None
) -> Iterator[tuple[Benchmark, float | None]]:
    if plan.comparison is not None:
        return
    arm = size.arms["everybody"] if size else None
    for mark in beside(
        outcome.natural_change, is_of_symptoms=not outcome.higher_is_better
    ):
        yield (
            mark,
            in_points(
                mark, arm.before if arm else None, arm.sd_before if arm else None
            ),
        )


def _others(
    plan: Plan,
    outcome: Outcome,
    marks: tuple[tuple[Benchmark, float | None], ...],
    first: float | None,
    sd: float | None,
) -> str:
    if plan.comparison is not None:
        return ""
    return how_others_do(outcome, tuple(mark for mark, _ in marks), first, sd)


def _waves(plan: Plan, outcome: Outcome, study: Study) -> Iterator[str]:
    for wave in plan.waves[1:]:
        people = [
            one
            for one in study.started(plan, outcome)
            if one.score(outcome, wave) is not None
        ]
        if is_enough(plan, people):
            yield wave
