"""Who began, who stayed, and whether those who left were different."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.engines.analysing.gathering import Person, Study
from hearthside.engines.analysing.plan import Outcome, Plan


@dataclass(frozen=True, slots=True)
class Kept:
    """Of some who began, how many also gave the primary wave."""

    of: str
    started: int
    stayed: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The people of one outcome.

    gave -- by wave. first_of_stayed, first_of_lost -- mean first scores, None of nobody.
    """

    in_table: int
    started: int
    gave: dict[str, int]
    paired: int
    by_site: tuple[Kept, ...]
    by_severity: tuple[Kept, ...]
    first_of_stayed: float | None
    first_of_lost: float | None


def flow(plan: Plan, outcome: Outcome, study: Study) -> Flow:
    """Return the flow of one outcome; severity in thirds of the first score, best first."""
    started = study.started(plan, outcome)
    stayed = [one for one in started if has_pair(plan, outcome, one)]
    lost = [one for one in started if not has_pair(plan, outcome, one)]
    return Flow(
        in_table=len(study.people),
        started=len(started),
        gave={
            wave: sum(one.score(outcome, wave) is not None for one in study.people)
            for wave in plan.waves
        },
        paired=len(stayed),
        by_site=_by_site(plan, outcome, started),
        by_severity=_by_severity(plan, outcome, started),
        first_of_stayed=_mean(plan, outcome, stayed),
        first_of_lost=_mean(plan, outcome, lost),
    )


def has_pair(plan: Plan, outcome: Outcome, person: Person) -> bool:
    """Return whether somebody gave both the first and the primary wave."""
    return (
        person.score(outcome, plan.first_wave) is not None
        and person.score(outcome, plan.primary_wave) is not None
    )


def _by_site(plan: Plan, outcome: Outcome, started: list[Person]) -> tuple[Kept, ...]:
    if not plan.columns.site:
        return ()
    return tuple(
        _kept(plan, outcome, site, [one for one in started if one.site == site])
        for site in sorted({one.site for one in started})
    )


def _by_severity(
    plan: Plan, outcome: Outcome, started: list[Person]
) -> tuple[Kept, ...]:
    first = {one.code: one.score(outcome, plan.first_wave) or 0.0 for one in started}
    order = sorted(first.values(), reverse=outcome.higher_is_better)
    if len(order) < 3:
        return ()
    edges = order[len(order) // 3], order[2 * len(order) // 3]
    thirds: dict[str, list[Person]] = {
        "best third": [],
        "middle": [],
        "worst third": [],
    }
    sign = -1 if outcome.higher_is_better else 1
    for one in started:
        value = sign * first[one.code]
        name = (
            "best third"
            if value < sign * edges[0]
            else "middle" if value < sign * edges[1] else "worst third"
        )  # fmt: skip
        thirds[name].append(one)
    return tuple(_kept(plan, outcome, name, who) for name, who in thirds.items())


def _kept(plan: Plan, outcome: Outcome, of: str, who: list[Person]) -> Kept:
    return Kept(of, len(who), sum(has_pair(plan, outcome, one) for one in who))


def _mean(plan: Plan, outcome: Outcome, who: list[Person]) -> float | None:
    first = [one.score(outcome, plan.first_wave) or 0.0 for one in who]
    return sum(first) / len(first) if first else None
