"""Site by site, evening by evening, and what the next wave would need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from hearthside.engines.analysing.change import both_waves, pairs_of
from hearthside.engines.analysing.gathering import Study
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.statistics.clustered import clustered
from hearthside.engines.statistics.effects import Effect, standardised_change, summary
from hearthside.engines.statistics.estimates import CannotCompute, Estimate, spread
from hearthside.engines.statistics.levels import ThreeLevel, pool_levels
from hearthside.engines.statistics.planning import alike, people_needed, smallest_shown
from hearthside.engines.statistics.pooling import Between, Pooled, pool

# Of all pairs, beyond one for each group.
FEWEST_INSIDE: Final = 10


@dataclass(frozen=True, slots=True)
class Sites:
    """Every site's standardised change and all together, three ways of the spread.

    left_out -- sites with too few pairs, and why.
    """

    each: dict[str, Effect]
    together: dict[str, Pooled]
    left_out: dict[str, str]


@dataclass(frozen=True, slots=True)
class GroupsInSites:
    """Every group's mean change in points, and all together with a spread of each level.

    each -- by site, then by group. sd -- of changes inside a group.
    """

    each: dict[str, dict[str, float]]
    together: ThreeLevel
    sd: float


@dataclass(frozen=True, slots=True)
class Dose:
    """How change goes together with evenings come to. An association, not an effect."""

    per_evening: Estimate
    people: int
    label: str


@dataclass(frozen=True, slots=True)
class NextWave:
    """What as many pairs as now can show, and how many a given change would take.

    sd, icc -- of the change. smallest -- shown four times in five. needed -- pairs to show
    half a standard deviation of change; None where these groups are too few.
    """

    sd: float
    icc: float
    groups: int
    smallest: float
    half_sd: float
    needed: int | None


def sites(plan: Plan, outcome: Outcome, study: Study) -> Sites:
    """Return the sites' changes pooled.

    Raises CannotCompute.
    """
    if not plan.columns.site:
        raise CannotCompute("The plan names no column of sites.")
    if plan.comparison:
        raise CannotCompute("Arms are compared with each other; sites are not pooled.")
    people = pairs_of(plan, outcome, study)
    each: dict[str, Effect] = {}
    left_out: dict[str, str] = {}
    for site in sorted({one.site for one in people}):
        here = [one for one in people if one.site == site]
        before, after = both_waves(plan, outcome, here)
        try:
            each[site] = standardised_change(summary(before.tolist(), after.tolist()))
        except CannotCompute as no:
            left_out[site] = no.why
    values = [one.value for one in each.values()]
    variances = [one.variance for one in each.values()]
    together = {str(by): pool(values, variances, by=by) for by in Between}
    return Sites(each, together, left_out)


def groups_in_sites(plan: Plan, outcome: Outcome, study: Study) -> GroupsInSites:
    """Return the groups' mean changes pooled, groups within sites.

    A group's sampling variance is that of changes inside all groups, over its pairs: of
    six people's own spread a weight would be chance.

    Raises CannotCompute.
    """
    if not (plan.columns.site and plan.columns.group):
        raise CannotCompute(
            "The plan does not name both a column of sites and of groups."
        )
    if plan.comparison:
        raise CannotCompute("Arms are compared with each other; groups are not pooled.")
    people = pairs_of(plan, outcome, study)
    before, after = both_waves(plan, outcome, people)
    change = after - before
    homes = [(one.site, one.group) for one in people]
    names = sorted(set(homes))
    number = {home: at for at, home in enumerate(names)}
    where = np.array([number[home] for home in homes], dtype=np.int64)
    if (left := len(people) - len(names)) < FEWEST_INSIDE:
        raise CannotCompute(
            f"There are {len(people)} pairs in {len(names)} groups: too few to say how "
            "people of one group differ."
        )
    counts = np.bincount(where)
    means = np.bincount(where, weights=change) / counts
    inside = float(((change - means[where]) ** 2).sum()) / left
    if not inside > 1e-12 * max(1.0, float(np.abs(change).max()) ** 2):
        raise CannotCompute("In each group everybody changed by exactly the same.")
    each: dict[str, dict[str, float]] = {}
    for (site, group), mean in zip(names, means, strict=True):
        each.setdefault(site, {})[group] = float(mean)
    together = pool_levels(
        means.tolist(),
        (inside / counts).tolist(),
        groups=[group for _, group in names],
        sites=[site for site, _ in names],
    )
    return GroupsInSites(each, together, inside**0.5)


def dose(plan: Plan, outcome: Outcome, study: Study) -> Dose:
    """Return how the change goes together with evenings, at the same first score.

    Raises CannotCompute.
    """
    if not plan.columns.attended:
        raise CannotCompute("The plan names no column of evenings attended.")
    people = [
        one
        for one in pairs_of(plan, outcome, study)
        if plan.primary_wave in one.attended
    ]
    if len(people) < 4:
        raise CannotCompute(
            f"Evenings are known of {len(people)} people; this needs 4."
        )
    before, after = both_waves(plan, outcome, people)
    evenings = np.array([one.attended[plan.primary_wave] for one in people])
    design = np.column_stack(
        [np.ones(len(people)), before - before.mean(), evenings - evenings.mean()]
    )
    groups = [one.group if plan.columns.group else one.code for one in people]
    found = clustered(after - before, design, groups)
    label = (
        "an association: people who come more often differ in other ways too, "
        "and people who feel better may come more, or less"
    )
    return Dose(found.estimates[-1], len(people), label)


def next_wave(plan: Plan, outcome: Outcome, study: Study) -> NextWave:
    """Return what the next wave would need to show a change.

    Raises CannotCompute.
    """
    if plan.comparison:
        raise CannotCompute("Worked out for a change over time, not between arms.")
    people = pairs_of(plan, outcome, study)
    before, after = both_waves(plan, outcome, people)
    change = after - before
    sd = spread(change, "changes")
    groups = [one.group if plan.columns.group else one.code for one in people]
    count = len(set(groups))
    icc = alike(change.tolist(), groups) if count < len(people) else 0.0
    smallest = smallest_shown(people=len(people), groups=count, sd=sd, icc=icc)
    needed = people_needed(groups=count, sd=sd, icc=icc, difference=sd / 2)
    return NextWave(sd, icc, count, smallest, sd / 2, needed)
