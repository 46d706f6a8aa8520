"""What may be said of the numbers, in words; the words of a cause only where chance decided.

A change without anybody to compare with is never said to come from the groups, and always
stands beside how others do without one. "Not shown" takes as many words as "shown".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hearthside.engines.analysing.absent import Absent
from hearthside.engines.analysing.change import Main, Simple, Sized
from hearthside.engines.analysing.flow import Flow
from hearthside.engines.analysing.harm import Harm
from hearthside.engines.analysing.natural_change import PEER_GROUPS, Benchmark
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.analysing.wider import GroupsInSites, NextWave, Sites
from hearthside.engines.plain_table import shown as printable
from hearthside.engines.statistics.estimates import Estimate
from hearthside.engines.statistics.levels import ThreeLevel
from hearthside.engines.statistics.reliable import Reliable, Share


def say_harm(plan: Plan, outcome: Outcome, found: Harm) -> Iterator[str]:
    """Say who got worse, before anything else."""
    yield _worse(outcome, found.everybody, "")
    if plan.comparison and found.treated and found.control:
        yield _worse(outcome, found.treated, f' in the arm "{plan.comparison.treated}"')
        yield _worse(outcome, found.control, f' in the arm "{plan.comparison.control}"')
    if found.events is not None:
        yield (
            f"Safety events written down: {found.events}; "
            f"people they were of: {found.people_with_events}."
        )


def _worse(outcome: Outcome, one: Reliable, where: str) -> str:
    return (
        f"{outcome.name}: {_share(one.deteriorated)} got worse{where} by more than chance "
        f"({one.at_least:.2f} points or more), {_share(one.unchanged)} neither, "
        f"{_share(one.improved)} got better. Of the {one.deteriorated_of_starters.among} who "
        f"began, that is {_percent(one.deteriorated_of_starters)} worse and "
        f"{_percent(one.improved_of_starters)} better; of {one.not_known} nothing is known."
    )


def _share(one: Share) -> str:
    if one.limits is None:
        return f"{one.people} of {one.among}"
    low, high = (100 * limit for limit in one.limits)
    return f"{one.people} of {one.among} ({low:.0f} to {high:.0f} %)"


def _percent(one: Share) -> str:
    return f"{100 * one.people / one.among:.0f} %" if one.among else "none"


def say_flow(plan: Plan, found: Flow) -> Iterator[str]:
    """Say how many stayed, and whether those who left began elsewhere."""
    yield (
        f"{found.started} people gave a first score; {found.paired} of them also gave the "
        f'wave "{plan.primary_wave}".'
    )
    if found.first_of_lost is not None and found.first_of_stayed is not None:
        yield (
            f"Those who stayed began at {found.first_of_stayed:.1f}, those who did not at "
            f"{found.first_of_lost:.1f}."
        )


def say_main(plan: Plan, outcome: Outcome, found: Main, others: str) -> Iterator[str]:
    """Say the primary result, in one shape whatever it is.

    others -- what `how_others_do` says; it stands in every sentence of a bare change.
    """
    yield result(plan, outcome, found.changes[plan.primary_wave], "mixed model", others)
    if found.model.on_boundary:
        levels = " and ".join(found.model.on_boundary)
        yield (
            f"The fit is on the boundary: the spread between levels ({levels}) was estimated "
            "as nought, so the limits may be too narrow."
        )
    if plan.columns.site and not found.sites_are_in:
        yield "Sites could not be told apart from the rest, so they are not in the model."


def say_simple(
    plan: Plan, outcome: Outcome, found: Simple, others: str
) -> Iterator[str]:
    """Say the simple result, of those with both waves."""
    yield result(plan, outcome, found.change, f"{found.paired} pairs, CR2", others)
    if found.change.df < 4:
        yield (
            f"Only {found.change.df:.1f} degrees of freedom stand behind this: "
            "groups are few, and its p may be too small."
        )


def quoted(wave: str) -> str:
    """Return a wave as the plan calls it."""
    return f'"{wave}"'


def result(
    plan: Plan,
    outcome: Outcome,
    one: Estimate,
    how: str,
    others: str,
    *,
    named: Callable[[str], str] = quoted,
) -> str:
    """Return one result in its one shape: better, worse or not shown.

    how -- by which method. others -- what `how_others_do` says; "" where arms are compared.
    named -- what a wave is called.
    """
    first, last = named(plan.first_wave), named(plan.primary_wave)
    limits = f"{_points(one.value)} points, 95 % limits {_signed(one.low)} to {_signed(one.high)}"
    shown = one.low > 0 or one.high < 0
    better = (one.value > 0) == outcome.higher_is_better
    arms = plan.comparison
    if arms is None:
        said = f"From {first} to {last}, {outcome.name} moved by {limits} ({how})."
        if not shown:
            return f"{said} No change is shown. {others}"
        return f"{said} This is a change for the {'better' if better else 'worse'}. {others}"
    said = (
        f"From {first} to {last}, {outcome.name} moved by {limits} "
        f'more in the arm "{arms.treated}" than in "{arms.control}" ({how}).'
    )
    if not shown:
        return f"{said} No difference is shown."
    which = "better" if better else "worse"
    if not arms.is_random:
        return (
            f'{said} The arm "{arms.treated}" did {which}; chance did not decide who was in '
            "it, so people in it may have differed from the beginning."
        )
    return (
        f'{said} Chance decided who was in it: being offered "{arms.treated}" made the '
        f"outcome {which}."
    )


def say_size(found: Sized) -> Iterator[str]:
    """Say the effect in standard deviations, and what it is made of."""
    one = found.effect
    made = "; ".join(
        f"{name}: {arm.n} pairs, {arm.before:.2f} to {arm.after:.2f}, "
        f"SD before {arm.sd_before:.2f}, r {arm.r:.2f}"
        for name, arm in found.arms.items()
    )
    yield (
        f"In standard deviations of before: {one.value:+.2f} "
        f"(95 % limits {one.low:+.2f} to {one.high:+.2f}). {made}."
    )


def say_natural(
    outcome: Outcome,
    marks: tuple[Benchmark, ...],
    first: float | None,
    sd: float | None,
) -> Iterator[str]:
    """Say how others do without a group, in points of this outcome where that can be."""
    yield (
        "Nobody was compared with, so this does not say what the groups did. "
        "People get better without any group too:"
    )
    for mark in marks:
        points = in_points(mark, first, sd)
        told = []
        if mark.standardised is not None:
            told.append(f"{mark.standardised:.2f} standard deviations")
        if mark.share_of_first is not None:
            told.append(f"{100 * mark.share_of_first:.1f} % of the first score")
        if points is not None:
            told.append(f"{points:.1f} points of {outcome.name}")
        yield f"{mark.said}: better by {', here '.join(told)} ({mark.source})."
    yield PEER_GROUPS


def how_others_do(
    outcome: Outcome,
    marks: tuple[Benchmark, ...],
    first: float | None,
    sd: float | None,
) -> str:
    """Return one sentence that goes with every change nobody is compared with."""
    points = [p for mark in marks if (p := in_points(mark, first, sd)) is not None]
    if not points:
        return "People without any group get better too."
    low, high = min(points), max(points)
    said = f"{low:.1f}" if f"{low:.1f}" == f"{high:.1f}" else f"{low:.1f} to {high:.1f}"
    return f"People without any group get better too, here by {said} points."


def in_points(mark: Benchmark, first: float | None, sd: float | None) -> float | None:
    """Return how many points a benchmark is here; None where that cannot be said."""
    if mark.points is not None:
        return mark.points
    if mark.standardised is not None and sd is not None:
        return mark.standardised * sd
    if mark.share_of_first is not None and first is not None:
        return mark.share_of_first * first
    return None


def say_sites(found: Sites) -> Iterator[str]:
    """Say the sites together, and where a new one would lie."""
    one = found.together["reml"]
    low, high = one.prediction
    yield (
        f"{one.sites} sites together: {one.mean.value:+.2f} standard deviations (95 % limits "
        f"{one.mean.low:+.2f} to {one.mean.high:+.2f}); a new site would lie between "
        f"{low:+.2f} and {high:+.2f}."
    )
    for site, why in found.left_out.items():
        yield f'Site "{printable(site)}" is left out: {why}'


def say_groups_in_sites(found: GroupsInSites, others: str) -> Iterator[str]:
    """Say the groups of all sites together, in points."""
    yield f"{together(found.together, 'points')} {others}"


def together(one: ThreeLevel, unit: str) -> str:
    """Return groups within sites together, where a new one would lie, and whose the spread is."""
    return (
        f"{one.groups} groups in {one.sites} sites together: {_signed(one.mean.value)} {unit} "
        f"(95 % limits {_signed(one.mean.low)} to {_signed(one.mean.high)}); a new group at a "
        f"new site would lie between {_signed(one.new_group[0])} and {_signed(one.new_group[1])}. "
        f"Of the spread {100 * one.i2_site:.0f} % lies between sites, "
        f"{100 * one.i2_group:.0f} % between groups of one site; the rest is chance."
    )


def say_absent(
    plan: Plan, outcome: Outcome, found: Absent, others: str
) -> Iterator[str]:
    """Say what those who left do to the answer."""
    one = found.combined
    yield result(
        plan,
        outcome,
        one.estimate,
        f"{one.imputations} imputations of {found.missing} missing scores from {found.knew}",
        others,
    )
    tipping = found.tipping
    if not tipping.was_shown:
        yield "With them imputed no change for the better is shown, so nothing can tip."
    elif tipping.delta is None:
        yield (
            "However much worse those who left did, within the score's range, the change "
            "would still be shown."
        )
    else:
        yield (
            f"If those who left did {tipping.delta:.1f} points worse than people like them "
            "who stayed, the change would no longer be shown. Ask whether that could be."
        )


def say_next(outcome: Outcome, found: NextWave) -> Iterator[str]:
    """Say what as many people can show, and how many more it would take."""
    yield (
        f"As many pairs as now show a true change of {found.smallest:.1f} points of "
        f"{outcome.name} four times in five."
    )
    wanted = f"To show {found.half_sd:.1f} points so often"
    if found.needed is None:
        yield f"{wanted}, {found.groups} groups are too few, whatever their size."
    else:
        yield f"{wanted}, {found.needed} pairs in {found.groups} groups are needed."


def _points(value: float) -> str:
    return f"{value:+.2f}"


def _signed(value: float) -> str:
    return f"{value:+.2f}"
