"""Harm, before anything else: who got worse by more than chance, and what happened."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.engines.analysing.flow import has_pair
from hearthside.engines.analysing.gathering import Person, Study
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.statistics.estimates import CannotCompute, numbers, spread
from hearthside.engines.statistics.reliable import (
    Reliable,
    reliable_change,
    reliable_value,
)


@dataclass(frozen=True, slots=True)
class Harm:
    """What went wrong.

    events, people_with_events -- safety events; None where the plan names no column.
    """

    everybody: Reliable
    treated: Reliable | None
    control: Reliable | None
    by: str
    events: int | None
    people_with_events: int | None


def harm(plan: Plan, outcome: Outcome, study: Study) -> Harm:
    """Return who changed by more than chance, and the safety events.

    Raises CannotCompute: neither a reliable change nor a reliability is in the plan.
    """
    started = study.started(plan, outcome)
    at_least, by = _line(plan, outcome, started)

    def of(people: list[Person]) -> Reliable:
        pairs = [one for one in people if has_pair(plan, outcome, one)]
        return reliable_change(
            [one.score(outcome, plan.first_wave) or 0.0 for one in pairs],
            [one.score(outcome, plan.primary_wave) or 0.0 for one in pairs],
            at_least=at_least,
            higher_is_better=outcome.higher_is_better,
            starters=len(people),
        )

    arms = plan.comparison
    counted = bool(plan.columns.events)
    told = [sum(one.events.values()) for one in study.people]
    return Harm(
        everybody=of(started),
        treated=of([p for p in started if p.arm == arms.treated]) if arms else None,
        control=of([p for p in started if p.arm == arms.control]) if arms else None,
        by=by,
        events=round(sum(told)) if counted else None,
        people_with_events=sum(one > 0 for one in told) if counted else None,
    )


def _line(plan: Plan, outcome: Outcome, started: list[Person]) -> tuple[float, str]:
    if outcome.reliable_change is not None:
        return outcome.reliable_change, "as the plan has it"
    if outcome.reliability is None:
        raise CannotCompute(
            "Who changed by more than chance takes reliable_change or reliability in the plan."
        )
    first = numbers(
        (one.score(outcome, plan.first_wave) or 0.0 for one in started),
        "first scores",
        fewest=2,
    )
    sd = spread(first, "first scores")
    return (
        reliable_value(sd, outcome.reliability),
        f"from a reliability of {outcome.reliability:g} and a spread of {sd:.2f}",
    )
