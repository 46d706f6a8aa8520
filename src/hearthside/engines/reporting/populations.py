"""Of whom the numbers of a report are: what the log of releases remembers."""

from __future__ import annotations

from collections.abc import Iterator

from hearthside.engines.analysing.change import pairs_of
from hearthside.engines.analysing.flow import has_pair
from hearthside.engines.analysing.gathering import Person, Study
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.disclosure.log import Kinds
from hearthside.engines.reporting.counting import FEWEST_FOR_A_MEAN
from hearthside.engines.reporting.found import is_enough
from hearthside.engines.reporting.together import put_together

People = frozenset[str]


def populations(plan: Plan, study: Study, *, name: str) -> Kinds:
    """Return of whom each mean, estimate and row is, by what may be laid beside what.

    name -- of the study: the codes of two studies are never the same people to a reader.
    An outcome is known by its column, which no plan can call otherwise.
    Counts are not among them: they are rounded, and hidden below eight.
    """
    found: dict[str, tuple[People, ...]] = {}
    for outcome in plan.outcomes:
        for kind, sets in _of(plan, outcome, study):
            if sets:
                found[f"{name}: {outcome.column}: {kind}"] = sets
    return found


def _of(
    plan: Plan, outcome: Outcome, study: Study
) -> Iterator[tuple[str, tuple[People, ...]]]:
    pairs, started = pairs_of(plan, outcome, study), study.started(plan, outcome)
    lost = [one for one in started if not has_pair(plan, outcome, one)]
    if min(len(pairs), len(lost)) >= FEWEST_FOR_A_MEAN:
        yield "first scores", (_codes(pairs), _codes(lost))
    if not is_enough(plan, pairs):
        return
    yield "model", (_codes(started),)
    for wave in plan.waves[1:]:
        given = [one for one in started if one.score(outcome, wave) is not None]
        if wave != plan.primary_wave and is_enough(plan, given):
            yield f"change to {wave}", _arms(plan, given)
    came = [one for one in pairs if plan.primary_wave in one.attended]
    # How evenings go together with change is said of the primary outcome alone.
    if outcome.is_primary and len(came) >= FEWEST_FOR_A_MEAN:
        yield f"evenings by {plan.primary_wave}", (_codes(came),)
    by = f"change to {plan.primary_wave}"
    if plan.comparison is not None:
        yield by, _arms(plan, pairs)
        return
    merged = pairs_of(plan, outcome, put_together(plan, outcome, study))
    sites = sorted({one.site for one in merged})
    yield (
        by,
        (
            _codes(pairs),
            *(_codes([p for p in merged if p.site == site]) for site in sites),
        ),
    )


def _arms(plan: Plan, people: list[Person]) -> tuple[People, ...]:
    """Return everybody, or each arm where arms are compared."""
    if plan.comparison is None:
        return (_codes(people),)
    arms = (plan.comparison.treated, plan.comparison.control)
    return tuple(_codes([one for one in people if one.arm == arm]) for arm in arms)


def _codes(people: list[Person]) -> People:
    return frozenset(one.code for one in people)
