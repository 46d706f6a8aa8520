"""Sentences fit for a paper: no small number in them, no cause without chance, one shape each."""

from __future__ import annotations

from collections.abc import Iterator

from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.analysing.saying import result
from hearthside.engines.reporting.counting import FEWEST_FOR_A_MEAN, about
from hearthside.engines.reporting.found import Found
from hearthside.engines.statistics.estimates import Estimate


def month(wave: str) -> str:
    """Return what a wave of a frozen dataset is called: months since somebody's own start."""
    if wave.isdecimal() and int(wave) == 0:
        return "the start"
    return f"month {wave}" if wave.isdecimal() else f'"{wave}"'


def signed(value: float, digits: int = 2) -> str:
    """Return a number with its sign; nought has none."""
    said = f"{value:+.{digits}f}"
    return said.lstrip("+-") if float(said) == 0 else said


def answer(plan: Plan, found: Found) -> str:
    """Return the head of the result: better, worse or not shown, in as many words."""
    if found.main is None or plan.primary_wave not in found.main.changes:
        return "No answer yet: too few people"
    one = found.main.changes[plan.primary_wave]
    compared = plan.comparison is not None
    than = "the comparison" if compared else "at the start"
    if not (one.low > 0 or one.high < 0):
        return "No difference shown" if compared else "No change shown"
    better = (one.value > 0) == found.outcome.higher_is_better
    return f"{'Better' if better else 'Worse'} than {than}"


def answer_words(plan: Plan, found: Found) -> Iterator[str]:
    """Yield what the result is, and what it is not; as much whichever way it went."""
    outcome = found.outcome
    if found.main is None or plan.primary_wave not in found.main.changes:
        yield (
            f"Fewer than {FEWEST_FOR_A_MEAN} people gave {outcome.name} at both "
            f"{month(plan.first_wave)} and {month(plan.primary_wave)}, or all gave the same: nothing "
            "can be said of them together. This is no sign for or against the groups."
        )
        return
    one = found.main.changes[plan.primary_wave]
    yield result(
        plan, outcome, one, "mixed model of all who began", found.others, named=month
    )
    if one.low > 0 or one.high < 0:
        yield from _shown(plan, found, one)
    else:
        yield from _not_shown(plan, found, one)


def _shown(plan: Plan, found: Found, one: Estimate) -> Iterator[str]:
    if plan.comparison is not None:
        return
    sign = 1 if found.outcome.higher_is_better else -1
    least = min(sign * one.low, sign * one.high)
    points = [of for _, of in found.marks if of is not None]
    if sign * one.value <= 0:
        yield "Talk with the groups before anything else: people who do badly may need more than a group."
    elif points and least > max(points):
        yield (
            "That is more than the published figures of people without a group. Without "
            "anybody to compare with, it still does not say what the groups did."
        )
    elif points:
        yield (
            "That is not shown to be more than people without a group get better by, so it "
            "does not say what the groups did."
        )


def _not_shown(plan: Plan, found: Found, one: Estimate) -> Iterator[str]:
    sign = 1 if found.outcome.higher_is_better else -1
    best, worst = (
        max(sign * one.low, sign * one.high),
        min(sign * one.low, sign * one.high),
    )
    yield (
        f"The truth may lie anywhere from {best:.1f} points better to {abs(worst):.1f} points "
        "worse. That nothing is shown is not the same as that nothing is there."
    )
    if found.next_wave is not None:
        yield (
            f"With as many people a change of {found.next_wave.smallest:.1f} points is seen "
            "four times in five; a smaller one mostly goes unseen."
        )


def of_what(plan: Plan, outcome: Outcome) -> str:
    """Return which way is better, and over what time."""
    way = "higher is better" if outcome.higher_is_better else "lower is better"
    return (
        f"{outcome.name} runs from {outcome.lowest:g} to {outcome.highest:g}; {way}. "
        f"The question was about {month(plan.primary_wave)}."
    )


def stayed(plan: Plan, found: Found) -> str:
    """Say how many stayed."""
    return (
        f"{about(found.flow.started).capitalize()} people gave a first score of "
        f"{found.outcome.name}; {about(found.flow.paired)} of them gave it again at "
        f"{month(plan.primary_wave)}."
    )


def limits(plan: Plan, founds: tuple[Found, ...], moved: int) -> Iterator[str]:
    """Yield what this study cannot say."""
    if plan.comparison is None:
        yield (
            "Nobody was compared with. People change over time whatever they do, and who "
            "joins at their worst mostly gets better: a change here is not the groups' doing "
            "until something is compared."
        )
    elif not plan.comparison.is_random:
        yield (
            "Chance did not decide who was in which arm, so people in them may have differed "
            "from the beginning."
        )
    primary = founds[0]
    if primary.flow.paired < primary.flow.started:
        yield (
            "Not everybody answered again. The main result holds if those who stopped did "
            "like those who stayed and began alike; the appendix says how wrong that may be."
        )
    if primary.main is not None and primary.main.model.on_boundary:
        yield (
            "The fit lies on the boundary: the spread between "
            f"{' and '.join(primary.main.model.on_boundary)} was estimated as nought, so the "
            "limits may be too narrow."
        )
    if plan.columns.site and primary.main is not None and not primary.main.sites_are_in:
        yield "Sites could not be told apart from the rest, so they are not in the model."
    if primary.simple is not None and primary.simple.change.df < 4:
        yield "Groups are few, so the simple change is less sure than its limits say."
    if moved:
        yield "Somebody who changed groups or sites counts where they began."
    if len(founds) > 1:
        yield (
            f"{len(founds)} things were measured. One was named beforehand as the question; "
            "of the others one in twenty shows something by chance alone."
        )
    yield (
        "Numbers of people below 8 are hidden (*), others rounded to 5; nothing is worked "
        f"out of fewer than {FEWEST_FOR_A_MEAN} people, and small sites are put together."
    )
