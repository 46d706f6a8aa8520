"""By how much people changed: the mixed model, the simple difference, and its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hearthside.engines.analysing.flow import has_pair
from hearthside.engines.analysing.gathering import Person, Study
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.statistics.clustered import Prepared, prepared
from hearthside.engines.statistics.effects import (
    Effect,
    Summary,
    difference_in_change,
    standardised_change,
    summary,
)
from hearthside.engines.statistics.estimates import CannotCompute, Estimate, Numbers
from hearthside.engines.statistics.mixed import Mixed, mixed


@dataclass(frozen=True, slots=True)
class Main:
    """The mixed model.

    changes -- by wave, against the first; with a comparison, by how much further the treated
    changed. sites_are_in -- whether sites could be told apart from everything else.
    """

    changes: dict[str, Estimate]
    model: Mixed
    sites_are_in: bool


@dataclass(frozen=True, slots=True)
class Simple:
    """The mean paired change, or the difference of two. groups -- what it is clustered by."""

    change: Estimate
    paired: int
    groups: int


@dataclass(frozen=True, slots=True)
class Sized:
    """The effect in standard deviations, and what it is made of."""

    effect: Effect
    arms: dict[str, Summary]


def main_model(plan: Plan, outcome: Outcome, study: Study) -> Main:
    """Return the mixed model of all answers of those who began.

    Raises CannotCompute.
    """
    people = study.started(plan, outcome)
    rows = [
        (one, wave, score)
        for one in people
        for wave in plan.waves
        if (score := one.score(outcome, wave)) is not None
    ]
    given = {wave for _, wave, _ in rows}
    later = [wave for wave in plan.waves[1:] if wave in given]
    if plan.primary_wave not in later:
        raise CannotCompute(f'Nobody has given the wave "{plan.primary_wave}" yet.')
    base, named = _design(plan, rows, later)
    sites = _dummies([one.site for one, _, _ in rows]) if plan.columns.site else None
    y = np.array([score for _, _, score in rows])
    persons = [one.code for one, _, _ in rows]
    groups = [one.group for one, _, _ in rows] if plan.columns.group else None

    def fitted(design: Numbers) -> Mixed:
        return mixed(y, design, persons=persons, groups=groups)

    with_sites = sites is not None and sites.shape[1] > 0
    if with_sites and sites is not None:
        both = np.column_stack([base, sites])
        with_sites = int(np.linalg.matrix_rank(both)) == both.shape[1]
    model = fitted(
        np.column_stack([base, sites]) if with_sites and sites is not None else base
    )
    changes = {wave: model.estimates[at] for wave, at in named.items()}
    return Main(changes, model, with_sites)


def _design(
    plan: Plan, rows: Sequence[tuple[Person, str, float]], later: Sequence[str]
) -> tuple[Numbers, dict[str, int]]:
    """Return the columns, and for each later wave which of them answers the question."""
    columns = [np.ones(len(rows))]
    columns += [np.array([float(at == wave) for _, at, _ in rows]) for wave in later]
    named = {wave: 1 + at for at, wave in enumerate(later)}
    if plan.comparison:
        arm = np.array([float(p.arm == plan.comparison.treated) for p, _, _ in rows])
        columns.append(arm)
        named = {wave: len(columns) + at for at, wave in enumerate(later)}
        columns += [columns[1 + at] * arm for at in range(len(later))]
    return np.column_stack(columns), named


def _dummies(names: Sequence[str]) -> Numbers:
    """Return a column for each name but the first."""
    others = sorted(set(names))[1:]
    found = [[float(name == other) for other in others] for name in names]
    return np.array(found).reshape(len(names), len(others))


def pairs_of(plan: Plan, outcome: Outcome, study: Study) -> list[Person]:
    """Return who gave both the first and the primary wave."""
    return [one for one in study.people if has_pair(plan, outcome, one)]


def simple_change(plan: Plan, outcome: Outcome, study: Study) -> Simple:
    """Return the mean change of pairs with CR2; without groups each person stands alone.

    Raises CannotCompute.
    """
    people = pairs_of(plan, outcome, study)
    if len(people) < 2:
        raise CannotCompute(
            f"{len(people)} people gave both waves; a change takes at least 2."
        )
    before, after = both_waves(plan, outcome, people)
    found = question(plan, people).of(after - before)
    return Simple(found.estimates[-1], len(people), found.clusters)


def question(plan: Plan, people: Sequence[Person]) -> Prepared:
    """Return what is asked of changes: their mean, or how much further the treated changed.

    The answer is the last of its estimates.

    Raises CannotCompute.
    """
    groups = [one.group if plan.columns.group else one.code for one in people]
    columns = [np.ones(len(people))]
    if plan.comparison:
        treated = plan.comparison.treated
        columns.append(np.array([float(one.arm == treated) for one in people]))
    return prepared(np.column_stack(columns), groups)


def both_waves(
    plan: Plan, outcome: Outcome, people: Sequence[Person]
) -> tuple[Numbers, Numbers]:
    """Return first and primary scores of people who gave both."""
    return (
        np.array([one.score(outcome, plan.first_wave) for one in people], dtype=float),
        np.array(
            [one.score(outcome, plan.primary_wave) for one in people], dtype=float
        ),
    )


def sized(plan: Plan, outcome: Outcome, study: Study) -> Sized:
    """Return the change in standard deviations of before: SMCR, or d_ppc2 between arms.

    Raises CannotCompute.
    """
    people = pairs_of(plan, outcome, study)

    def of(who: list[Person]) -> Summary:
        before, after = both_waves(plan, outcome, who)
        return summary(before.tolist(), after.tolist())

    if plan.comparison is None:
        everybody = of(people)
        return Sized(standardised_change(everybody), {"everybody": everybody})
    arms = {
        name: of([one for one in people if one.arm == name])
        for name in (plan.comparison.treated, plan.comparison.control)
    }
    return Sized(difference_in_change(*arms.values()), arms)
