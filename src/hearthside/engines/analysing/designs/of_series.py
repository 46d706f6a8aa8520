"""An interrupted time series, answered; never with the words of a cause."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

from hearthside.engines.analysing.as_json import plain
from hearthside.engines.analysing.designs.series_plan import (
    OfSeries,
    Periods,
    Series,
    periods_of,
)
from hearthside.engines.plain_table import PlainTable
from hearthside.engines.statistics.estimates import CannotCompute, Estimate
from hearthside.engines.statistics.series import Interrupted, interrupted

# With fewer periods limits after Newey and West hold the truth less often than they say:
# in 85 of 100 series of 24 periods, and fewer where each goes with the one before.
SHORT: Final = 400


def interrupted_series(plan: Series, table: PlainTable) -> dict[str, Any]:
    """Return the answer.

    Raises NotATable.
    """
    periods = periods_of(plan, table)
    return {
        "design": "series",
        "is_compared": False,
        "chance_decided": False,
        "from": periods.names[0],
        "began": plan.began,
        "to": periods.names[-1],
        "outcomes": [
            _outcome(plan, one, periods)
            for one in sorted(plan.outcomes, key=lambda one: not one.is_primary)
        ],
    }


def _outcome(plan: Series, outcome: OfSeries, periods: Periods) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "name": outcome.name,
        "is_primary": outcome.is_primary,
        "better": "higher" if outcome.higher_is_better else "lower",
    }
    try:
        found, names = _fitted(plan, outcome, periods)
    except CannotCompute as no:
        why = f"The result could not be computed. {no.why}"
        return answer | {"series": {"why_not": no.why}, "said": [why]}
    said = list(_say(plan, outcome, found, names))
    return answer | {"series": plain(found), "said": said}


def _fitted(
    plan: Series, outcome: OfSeries, periods: Periods
) -> tuple[Interrupted, tuple[str, ...]]:
    """Return the two lines, and the periods they run through: those that were counted."""
    values = periods.values[outcome.column]
    there = [at for at, value in enumerate(values) if value is not None]
    if not there:
        raise CannotCompute("Nobody has counted it in any period.")
    first, last = there[0], there[-1] + 1
    counted = [one for one in values[first:last] if one is not None]
    if len(counted) < last - first:
        gap = next(at for at in range(first, last) if values[at] is None)
        raise CannotCompute(
            f'Nobody counted it in "{periods.names[gap]}", with counts before and after. '
            "How a period goes with the one before it cannot be said across a gap."
        )
    found = interrupted(counted, before=periods.before - first, lag=plan.lag)
    return found, periods.names[first:last]


def _say(
    plan: Series, outcome: OfSeries, found: Interrupted, names: tuple[str, ...]
) -> Iterator[str]:
    how = (
        f"{found.before} periods before and {found.after} after; Newey and West, "
        f"lag {found.lag}"
    )
    slope = _amount(found.slope_before.value, found.slope_before)
    yield (
        f'Until "{plan.began}", {outcome.name} moved by {slope} a period. In that period it '
        f"lay {_limits(found.level)}, off this line ({how}). {_verdict(outcome, found.level)}"
    )
    yield (
        f"From then on it moved by {_limits(found.slope)}, a period more than before. "
        f"{_verdict(outcome, found.slope)}"
    )
    yield (
        f'In the last period, "{names[-1]}", it lay {_limits(found.at_end)}, off where the '
        f"earlier line would have led. {_verdict(outcome, found.at_end)}"
    )
    yield (
        "Nobody was compared with, so this does not say what began it: whatever else began "
        "or ended at that time is in these numbers, and so are the seasons."
    )
    if found.before + found.after < SHORT:
        yield (
            "Limits of this kind are too narrow, the more so the fewer periods there are and "
            "the more each is like the one before: take a result near nought as not shown. "
            f"What the lines leave goes with the period before by {found.alike:+.2f}."
        )


def _verdict(outcome: OfSeries, one: Estimate) -> str:
    if one.low <= 0 <= one.high:
        return "No change is shown."
    better = (one.value > 0) == outcome.higher_is_better
    return f"This is a change for the {'better' if better else 'worse'}."


def _limits(one: Estimate) -> str:
    value, low, high = (_amount(x, one) for x in (one.value, one.low, one.high))
    return f"{value}, 95 % limits {low} to {high}"


def _amount(value: float, one: Estimate) -> str:
    """Return a number with as many places as its limits carry."""
    wide = max(one.high - one.low, 1e-8)
    places = max(0, 1 - math.floor(math.log10(wide)))
    return f"{value:+,.{places}f}"
