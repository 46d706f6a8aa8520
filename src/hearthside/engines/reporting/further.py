"""The further chapters: who stayed, other ways of asking, sizes, sources, and evenings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearthside.engines.analysing.flow import Kept
from hearthside.engines.analysing.gathering import Study
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.disclosure import say
from hearthside.engines.reporting.charts import Bar, bars
from hearthside.engines.reporting.counting import (
    FEWEST_FOR_A_MEAN,
    about,
    alone,
    guarded,
    share,
)
from hearthside.engines.reporting.found import Found
from hearthside.engines.reporting.paper import Chapter, Chart, Table
from hearthside.engines.reporting.telling import signed, stayed
from hearthside.engines.statistics.estimates import Estimate


def attrition_chapter(plan: Plan, found: Found) -> Chapter:
    """Who stayed and who stopped, by where they began."""
    rows: list[tuple[str, ...]] = []
    for kept in (found.flow.by_severity, found.by_site.by_site):
        rows += _kept(kept)
    lost = found.flow.started - found.flow.paired
    words = [stayed(plan, found)]
    stayed_at, lost_at = found.flow.first_of_stayed, found.flow.first_of_lost
    if (
        min(lost, found.flow.paired) >= FEWEST_FOR_A_MEAN
        and stayed_at is not None
        and lost_at is not None
    ):
        words.append(
            f"Those who stayed began at {stayed_at:.1f}, those who stopped at {lost_at:.1f}."
        )
        rows.append(("mean first score", f"{stayed_at:.1f}", f"{lost_at:.1f}", ""))
    else:
        words.append(
            f"{about(lost).capitalize()} stopped: too few to say where they began."
            if lost < FEWEST_FOR_A_MEAN
            else "Too few stayed to say where they began."
        )
    return Chapter(
        f"{found.outcome.column} / stayed", f"Who stayed: {found.outcome.name}", tuple(words), None,
        Table(("who", "stayed", "stopped", "all"), tuple(rows)),
    )  # fmt: skip


def _kept(groups: Sequence[Kept]) -> Iterator[tuple[str, ...]]:
    if not groups:
        return
    counted = guarded([[one.stayed, one.started - one.stayed] for one in groups])
    for one, line in zip(groups, counted, strict=False):
        yield (one.of, *(say(cell) for cell in line))


def checks_chapter(plan: Plan, found: Found) -> Chapter:
    """The same question asked in three ways, and how wrong it would have to be."""
    name = found.outcome.name
    rows: list[tuple[str, ...]] = []
    if found.main and (main := found.main.changes.get(plan.primary_wave)):
        rows.append(("all who began, mixed model", *_limits(main)))
    if found.simple:
        rows.append(("those with both scores, CR2", *_limits(found.simple.change)))
    if found.absent:
        how = (
            f"{found.absent.combined.imputations} imputations from {found.absent.knew}"
        )
        rows.append(
            (
                f"those who stopped filled in: {how}",
                *_limits(found.absent.combined.estimate),
            )
        )
    words = [
        "The question is asked in more than one way. Where the answers differ, trust none of them much."
    ]
    words += _tipping(found)
    if found.others:
        words.append(found.others)
    if not rows:
        words = [
            f"Fewer than {FEWEST_FOR_A_MEAN} people gave both scores, or all gave the same."
        ]
    return Chapter(
        f"{found.outcome.column} / checks", f"Asked in other ways: {name}", tuple(words), None,
        Table(("how", "change", "95 % limits", "p"), tuple(rows)) if rows else None,
    )  # fmt: skip


def _limits(one: Estimate) -> tuple[str, str, str]:
    p = "< 0.001" if one.p < 0.001 else f"{one.p:.3f}"
    return f"{signed(one.value)}", f"{signed(one.low)} to {signed(one.high)}", p


def _tipping(found: Found) -> Iterator[str]:
    if found.absent is None:
        return
    tipping = found.absent.tipping
    if not tipping.was_shown:
        yield "With those who stopped filled in, no change for the better is shown, so nothing can tip."
    elif tipping.delta is None:
        yield "However much worse those who stopped did, within the range of the score, the change would still be shown."
    else:
        yield (
            f"If those who stopped did {tipping.delta:.1f} points worse than people like them "
            "who stayed, the change would no longer be shown. Ask whether that could be."
        )


def size_chapter(found: Found) -> Chapter | None:
    """The effect in standard deviations, and what it is made of."""
    if found.sized is None:
        return None
    one = found.sized.effect
    rows = [
        (
            name,
            alone(arm.n),
            f"{arm.before:.2f}",
            f"{arm.after:.2f}",
            f"{arm.sd_before:.2f}",
            f"{arm.r:.2f}",
        )
        for name, arm in found.sized.arms.items()
    ]
    words = (
        f"{signed(one.value)} standard deviations of before (95 % limits {signed(one.low)} to "
        f"{signed(one.high)}). {found.others}".strip(),
    )
    return Chapter(
        f"{found.outcome.column} / size", f"How large: {found.outcome.name}", words, None,
        Table(("who", "pairs", "before", "after", "SD before", "r"), tuple(rows)),
    )  # fmt: skip


def natural_chapter(found: Found) -> Chapter | None:
    """What is published of people without a group, each with its source."""
    if not found.marks:
        return None
    rows = []
    for mark, points in found.marks:
        told = f"{mark.standardised:.2f} SD" if mark.standardised is not None else ""
        if mark.share_of_first is not None:
            told = f"{100 * mark.share_of_first:.1f} % of the first score"
        rows.append(
            (mark.said, told, "" if points is None else f"{points:.1f}", mark.source)
        )
    words = ("People get better without any group too. By how much, and who says so:",)
    return Chapter(
        f"{found.outcome.column} / without", f"Without a group: {found.outcome.name}", words, None,
        Table(("who", "better by", "in points here", "source"), tuple(rows)),
    )  # fmt: skip


SAID = (
    "They said so themselves, in bands, if they wanted to; each band counts as its middle, 20 or "
    "more as 20. Of whoever did not say it nothing is known, and they may differ."
)
BANDS = (("none", 0, 0), ("1 to 4", 1, 4), ("5 to 9", 5, 9), ("10 to 19", 10, 19), ("20 or more", 20, 10**9))  # fmt: skip


def attendance_chapter(
    plan: Plan, study: Study, found: Found, *, is_said: bool
) -> Chapter | None:
    """How often people came, and that coming beside change is no cause; None if unknown.

    is_said -- they said so themselves, in bands.
    """
    evenings = [
        round(max(one.attended.values())) for one in study.people if one.attended
    ]
    if not plan.columns.attended or not evenings:
        return None
    counts = [sum(low <= one <= high for one in evenings) for _, low, high in BANDS]
    line = guarded([counts])[0]
    names = [f"{name} evenings" for name, _, _ in BANDS]
    words = [f"How many evenings {about(len(evenings))} people came to."]
    if is_said:
        words.append(SAID)
    rows = [
        (name, say(one), share(one, line[-1]))
        for name, one in zip(names, line[:-1], strict=True)
    ]
    if found.dose is not None:
        one = found.dose.per_evening
        words.append(
            f"At the same first score, each evening more goes together with {signed(one.value)} points of "
            f"{found.outcome.name} (95 % limits {signed(one.low)} to {signed(one.high)}): {found.dose.label}."
        )
    drawn = [Bar(name, one) for name, one in zip(names, line[:-1], strict=True)]
    return Chapter(
        "attendance", "How often people came", tuple(words),
        Chart(bars(drawn, line[-1]), "Bars of people by how many evenings they came to. The numbers are in the table."),
        Table(("evenings", "people", "share"), tuple(rows)),
    )  # fmt: skip


def everything_chapter(
    plan: Plan, founds: Sequence[Found], heads: Sequence[str]
) -> Chapter:
    """Every outcome in one table, shown or not shown."""
    rows = []
    for found, head in zip(founds, heads, strict=True):
        one = found.main.changes.get(plan.primary_wave) if found.main else None
        natural = [of for _, of in found.marks if of is not None]
        sign = 1 if found.outcome.higher_is_better else -1
        others = (
            ""
            if not natural
            else f"{signed(sign * min(natural), 1)} to {signed(sign * max(natural), 1)}"
        )
        limits = (
            ""
            if one is None
            else f"{signed(one.value, 1)} ({signed(one.low, 1)} to {signed(one.high, 1)})"
        )
        rows.append((_named(found.outcome), head.lower(), limits, others))
    words = ("Everything that was measured, whether something was shown or not.",)
    return Chapter(
        "everything", "All outcomes", words, None,
        Table(("outcome", "what is shown", "points (95 % limits)", "without any group"), tuple(rows)),
    )  # fmt: skip


def _named(outcome: Outcome) -> str:
    return f"{outcome.name} ({'the question' if outcome.is_primary else 'further'})"


def next_chapter(found: Found) -> Chapter | None:
    """What as many people can show, and how many more it would take."""
    one = found.next_wave
    if one is None:
        return None
    wanted = f"To show {one.half_sd:.1f} points so often"
    needed = (
        f"{wanted}, the groups are too few, whatever their size."
        if one.needed is None
        else f"{wanted}, about {5 * round(one.needed / 5)} pairs in as many groups are needed."
    )
    said = f"As many pairs as now show a true change of {one.smallest:.1f} points four times in five."
    return Chapter(
        f"{found.outcome.column} / next",
        f"What it would take: {found.outcome.name}",
        (said, needed),
    )
