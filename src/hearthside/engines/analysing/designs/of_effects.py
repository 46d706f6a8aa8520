"""Effects of many groups, worked out elsewhere, answered together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hearthside.engines.analysing import saying
from hearthside.engines.analysing.as_json import plain
from hearthside.engines.analysing.designs.effects_plan import Effects, Given, given
from hearthside.engines.analysing.natural_change import (
    AS_USUAL,
    CONTROLS,
    PEER_GROUPS,
    WAITING,
)
from hearthside.engines.plain_table import PlainTable
from hearthside.engines.statistics.estimates import CannotCompute
from hearthside.engines.statistics.levels import ThreeLevel, pool_levels

UNIT = "standard deviations"


def pooled_effects(plan: Effects, table: PlainTable) -> dict[str, Any]:
    """Return the answer.

    Raises NotATable.
    """
    found = given(plan, table)
    answer: dict[str, Any] = {
        "name": plan.name,
        "is_primary": True,
        "better": "higher" if plan.higher_is_better else "lower",
    }
    try:
        pooled = pool_levels(
            found.effects, found.variances, groups=found.groups, sites=found.sites
        )
    except CannotCompute as no:
        answer["groups_in_sites"] = {"why_not": no.why}
        answer["said"] = [f"The result could not be computed. {no.why}"]
    else:
        answer["groups_in_sites"] = plain(pooled)
        answer["said"] = list(_say(plan, found, pooled))
    return {
        "design": "effects",
        "is_compared": plan.allocation != "none",
        "chance_decided": plan.allocation == "random",
        "rows_without_effect": found.empty,
        "outcomes": [answer],
    }


def _say(plan: Effects, found: Given, one: ThreeLevel) -> Iterator[str]:
    yield f"{plan.name}: {saying.together(one, UNIT)} {_verdict(plan, one)}"
    if one.by_site is not None:
        yield (
            f"Trusting no model of the spread (CR2 by site, {one.by_site.df:.1f} degrees of "
            f"freedom), the limits of the mean are {one.by_site.low:+.2f} to "
            f"{one.by_site.high:+.2f}."
        )
    if one.on_boundary:
        levels = " and ".join(one.on_boundary)
        yield (
            f"The fit is on the boundary: the spread between levels ({levels}) was estimated "
            "as nought, so the limits may be too narrow."
        )
    if found.empty:
        yield f"Groups without an effect in the table, and not in this: {found.empty}."
    if plan.allocation == "none":
        yield (
            "Nobody was compared with, so this does not say what the groups did. "
            "People get better without any group too:"
        )
        marks = (AS_USUAL, WAITING, *(() if plan.higher_is_better else (CONTROLS,)))
        for mark in marks:
            yield f"{mark.said}: better by {mark.standardised:.2f} {UNIT} ({mark.source})."
    yield PEER_GROUPS


def _verdict(plan: Effects, one: ThreeLevel) -> str:
    mean = one.mean
    shown = mean.low > 0 or mean.high < 0
    which = "better" if (mean.value > 0) == plan.higher_is_better else "worse"
    if plan.allocation == "none":
        change = (
            f"This is a change for the {which}." if shown else "No change is shown."
        )
        low, high = AS_USUAL.standardised or 0, WAITING.standardised or 0
        return (
            f"{change} People without any group get better too, by {low:.2f} to {high:.2f} "
            f"{UNIT} and more."
        )
    if not shown:
        return "No difference is shown."
    if plan.allocation == "other":
        return (
            f"Groups did {which} than those they were compared with; chance did not decide "
            "who was in them, so people in them may have differed from the beginning."
        )
    return (
        "Chance decided who was in them: being offered a group made the outcome "
        f"{which}."
    )
