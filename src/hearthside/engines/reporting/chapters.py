"""The chapters of both papers: each its sentences, its chart and its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearthside.engines.analysing.plan import Plan
from hearthside.engines.disclosure import say, shown
from hearthside.engines.reporting.charts import (
    Bar,
    Natural,
    Point,
    bars,
    change_plot,
    flow_diagram,
    forest,
)
from hearthside.engines.reporting.counting import (
    FEWEST_FOR_A_MEAN,
    guarded,
    share,
)
from hearthside.engines.reporting.found import Found
from hearthside.engines.reporting.paper import Chapter, Chart, Table
from hearthside.engines.reporting.telling import month, of_what, signed, stayed
from hearthside.engines.statistics.reliable import Reliable

FATES = ("worse", "neither", "better", "not known")


def harm_chapter(plan: Plan, found: Found) -> Chapter:
    """Who got worse by more than chance, before anything else."""
    name, key = found.outcome.name, f"{found.outcome.column} / worse"
    head = f"Who got worse: {name}"
    if found.harm is None:
        why = "The plan names no reliable change and no reliability, so nobody can say who got worse by more than chance."
        return Chapter(key, head, (why,))
    if found.flow.started < FEWEST_FOR_A_MEAN:
        # Where the line lies may be worked out of their spread, so that is not said either.
        why = f"Fewer than {FEWEST_FOR_A_MEAN} people began: nothing is said of them."
        return Chapter(key, head, (why,))
    arms = list(_arms(plan, found))
    counted = guarded([_fates(one) for _, one in arms])
    rows, people = [], None
    for (arm, _), line in zip(arms, counted, strict=False):
        people = line
        for fate, count in zip(FATES, line[:4], strict=True):
            label = f"{fate}{f', {arm}' if arm else ''}"
            rows.append((label, say(count), share(count, line[4])))
    at_least = found.harm.everybody.at_least
    words = [
        f"{_worse(arm, line)} by {at_least:.1f} points or more, which is more than chance "
        f"({found.harm.by})."
        for (arm, _), line in zip(arms, counted, strict=False)
    ]
    if found.harm.events is not None and found.harm.people_with_events is not None:
        events = shown(found.harm.events, people=found.harm.people_with_events)
        said = (
            "of fewer than 8 people, so not counted here"
            if events is None
            else f"about {events}"
        )
        words.append(f"Safety events written down: {said}.")
    chart = None
    if len(arms) == 1 and people is not None:
        drawn = [
            Bar(_fate(fate), count, is_bad=fate == "worse")
            for fate, count in zip(FATES, people[:4], strict=True)
        ]
        alt = f"Bars of people by what came of their {name}: worse first. The numbers are in the table."
        chart = Chart(bars(drawn, people[4]), alt)
    return Chapter(
        key,
        head,
        tuple(words),
        chart,
        Table(("what came", "people", "share of those who began"), tuple(rows)),
    )


def _fate(fate: str) -> str:
    return {"worse": "got worse", "better": "got better", "neither": "neither"}.get(
        fate, fate
    )


def _arms(plan: Plan, found: Found) -> Iterator[tuple[str, Reliable]]:
    if found.harm is None:
        return
    if plan.comparison and found.harm.treated and found.harm.control:
        yield plan.comparison.treated, found.harm.treated
        yield plan.comparison.control, found.harm.control
    else:
        yield "", found.harm.everybody


def _fates(one: Reliable) -> list[int]:
    return [
        one.deteriorated.people,
        one.unchanged.people,
        one.improved.people,
        one.not_known,
    ]


def _worse(arm: str, line: Sequence[int | None]) -> str:
    where = f' in the arm "{arm}"' if arm else ""
    count = line[0]
    many = "Fewer than 8 people" if count is None else f"About {count} people"
    total = f" of about {line[4]} who began" if line[4] is not None else ""
    return f"{many}{total}{where} got worse"


def change_chapter(plan: Plan, found: Found) -> Chapter:
    """Wave by wave against the first, with what others do without a group beside it."""
    outcome, key = found.outcome, f"{found.outcome.column} / change"
    head = f"Change: {outcome.name}"
    points = [
        Point(month(wave), one.value, one.low, one.high)
        for wave in found.waves
        if found.main and (one := found.main.changes.get(wave)) is not None
    ]
    if not points:
        why = f"Fewer than {FEWEST_FOR_A_MEAN} people gave two scores, or all gave the same: no change is shown here."
        return Chapter(key, head, (why,))
    further = (
        f' more in "{plan.comparison.treated}" than in "{plan.comparison.control}"'
        if plan.comparison
        else ""
    )
    rows = [
        (
            f"{month(plan.first_wave)} to {one.name}",
            f"{signed(one.value)}",
            f"{signed(one.low)} to {signed(one.high)}",
        )
        for one in points
    ]
    sign = 1 if outcome.higher_is_better else -1
    natural = [of for _, of in found.marks if of is not None]
    rows += [
        (_short(mark.said), f"{signed(sign * of)}", "")
        for mark, of in found.marks
        if of is not None
    ]
    band = Natural(sign * min(natural), sign * max(natural)) if natural else None
    alt = f"Change of {outcome.name} since the first wave with 95 % limits, wave by wave. The numbers are in the table."
    words = [of_what(plan, outcome)]
    if found.others:
        words.append(
            f"The grey band: {found.others[0].lower()}{found.others[1:]}"
            if band
            else found.others
        )
        words.append(
            f"Sources: {'; '.join(dict.fromkeys(mark.source for mark, _ in found.marks))}."
        )
    return Chapter(
        key, head, tuple(words),
        Chart(change_plot(points, higher_is_better=outcome.higher_is_better, natural=band, first=month(plan.first_wave)), alt),
        Table((f"points{further}", "change", "95 % limits"), tuple(rows)),
    )  # fmt: skip


def _short(said: str) -> str:
    return f"others, {said.removeprefix('people in trials ')}"


def flow_chapter(flow: Sequence[tuple[str, int]], found: Found, plan: Plan) -> Chapter:
    """Who came how far, from registering to the last wave."""
    drawn = [Bar(_step(step), shown(people)) for step, people in flow]
    rows = tuple((bar.name, say(bar.people)) for bar in drawn)
    alt = "Boxes from the first step to the last, with how many people came to each."
    return Chapter(
        "flow", "Who took part", (stayed(plan, found),),
        Chart(flow_diagram(drawn), alt), Table(("step", "people"), rows),
    )  # fmt: skip


def _step(step: str) -> str:
    if step == "attended":
        return "came to a meeting, as they say"
    month = step.removesuffix(" months")
    return f"answered at month {month}" if month.isdecimal() else step


def sites_chapter(found: Found) -> Chapter | None:
    """Every site and all together; None where there are not two rows of ten people."""
    if found.sites is None:
        return None
    one, name = found.sites.together["reml"], found.outcome.name
    each = [
        Point(site, effect.value, effect.low, effect.high)
        for site, effect in found.sites.each.items()
    ]
    together = Point("all together", one.mean.value, one.mean.low, one.mean.high)
    rows = [
        (
            point.name,
            f"{signed(point.value)}",
            f"{signed(point.low)} to {signed(point.high)}",
        )
        for point in (*each, together)
    ]
    low, high = one.prediction
    rows.append(("a new site", "", f"{signed(low)} to {signed(high)}"))
    few = "With so few sites it is hardly known how they differ, so these limits are wide. "
    words = (
        f"Change at each site in standard deviations of the first {name}. A new site would "
        f"lie between {signed(low)} and {signed(high)}; of the spread, {100 * one.i2:.0f} % is "
        f"between sites. {few if one.sites < 5 else ''}{found.others}".strip(),
    )
    alt = f"A row for each site with its change of {name} and 95 % limits, all together, and where a new site would lie."
    return Chapter(
        f"{found.outcome.column} / sites", f"Site by site: {name}", words,
        Chart(forest(each, together, one.prediction, what="standard deviations since the first wave"), alt),
        Table(("site", "change in SD", "95 % limits"), tuple(rows)),
    )  # fmt: skip
