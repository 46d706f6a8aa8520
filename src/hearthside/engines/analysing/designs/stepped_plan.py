"""The plan of a stepped wedge: which group begins when, who decided, and when it was locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from hearthside.engines.analysing.designs.start_order import start_order
from hearthside.engines.analysing.from_pack import NotAPlan
from hearthside.engines.analysing.plan import Plan, plan_of
from hearthside.engines.analysing.strictly import day, named, several, text, whole

TABLE: Final = "stepped_wedge"
MOST_GROUPS: Final = 1000
# Fewer cannot tell a group's own level from chance.
FEWEST_GROUPS: Final = 4


@dataclass(frozen=True, slots=True)
class Stepped:
    """A plan whose groups begin one after another.

    starts -- for each group the wave at which it first had begun. seed -- what the order was
    drawn from; None where the plan writes it out. is_random -- chance decided the order.
    locked_on -- when nothing in the plan could be changed any more. readable_on -- when the
    first answer could be read.
    """

    plan: Plan
    starts: Mapping[str, str]
    seed: int | None
    is_random: bool
    locked_on: date
    readable_on: date

    def had_begun(self, group: str, wave: str) -> bool:
        """Return whether a group had begun by a wave, as the plan has it."""
        order = self.plan.waves
        return order.index(wave) >= order.index(self.starts[group])


def stepped_of(document: dict[str, Any], sha256: str) -> Stepped:
    """Return the plan.

    Raises NotAPlan: it was locked when answers could be read already, among others.
    """
    rest = {name: one for name, one in document.items() if name != TABLE}
    plan = plan_of(rest, sha256)
    if TABLE not in document:
        raise NotAPlan(f'The plan lacks "{TABLE}".')
    one = named(
        document[TABLE],
        TABLE,
        {"locked_on": True, "readable_on": True, "groups": False, "steps": False,
         "seed": False, "starts": False, "allocation": False},
    )  # fmt: skip
    if not plan.columns.group:
        raise NotAPlan("A stepped wedge needs data.group: the column of the groups.")
    if len(plan.waves) < 3:
        raise NotAPlan(
            "A stepped wedge needs three waves: one before, and two to begin at."
        )
    for name in ("comparison", "missing"):
        if name in rest:
            raise NotAPlan(
                f"A stepped wedge has no {name}: groups that have begun are compared with "
                "groups that have not, by all that was answered."
            )
    locked = day(one["locked_on"], f"{TABLE}.locked_on")
    readable = day(one["readable_on"], f"{TABLE}.readable_on")
    if locked >= readable:
        raise NotAPlan(
            f"The plan was locked on {locked}, and answers could be read from {readable} on. "
            "Who knows the answers may choose the order by them, so this is not analysed as "
            "a stepped wedge."
        )
    if "seed" in one:
        return Stepped(plan, *_drawn(one, plan), True, locked, readable)
    return Stepped(plan, *_written(one, plan), locked, readable)


def _drawn(one: dict[str, Any], plan: Plan) -> tuple[dict[str, str], int]:
    for name in ("starts", "allocation"):
        if name in one:
            raise NotAPlan(
                f"{TABLE} has a seed, which draws the order; take {name} out."
            )
    for name in ("groups", "steps"):
        if name not in one:
            raise NotAPlan(f'{TABLE} has a seed and lacks "{name}".')
    groups = several(one["groups"], f"{TABLE}.groups", FEWEST_GROUPS, MOST_GROUPS)
    steps = several(one["steps"], f"{TABLE}.steps", 2, len(plan.waves) - 1)
    if odd := [step for step in steps if step not in plan.waves[1:]]:
        raise _no_step(odd[0])
    if sorted(steps, key=plan.waves.index) != list(steps):
        raise NotAPlan(
            f"{TABLE}.steps is to run from first to last, as waves.order does."
        )
    if len(groups) < len(steps):
        raise NotAPlan("There are more steps than groups to begin at them.")
    seed = whole(one["seed"], f"{TABLE}.seed", 0, 2**63 - 1)
    return start_order(groups, steps, seed=seed), seed


def _written(one: dict[str, Any], plan: Plan) -> tuple[dict[str, str], None, bool]:
    if "starts" not in one or "allocation" not in one:
        raise NotAPlan(
            f"{TABLE} needs a seed to draw the order from, or starts and allocation."
        )
    for name in ("groups", "steps"):
        if name in one:
            raise NotAPlan(
                f"{TABLE}.starts says which group begins when; take {name} out."
            )
    if one["allocation"] not in ("random", "other"):
        raise NotAPlan(f'{TABLE}.allocation is to be "random" or "other".')
    raw = one["starts"]
    if not isinstance(raw, dict) or not FEWEST_GROUPS <= len(raw) <= MOST_GROUPS:
        raise NotAPlan(
            f"{TABLE}.starts is to name {FEWEST_GROUPS} to {MOST_GROUPS} groups, and for "
            "each the wave at which it begins."
        )
    starts = {
        text(group, "a group"): text(wave, f"{TABLE}.starts")
        for group, wave in raw.items()
    }
    if odd := [wave for wave in starts.values() if wave not in plan.waves[1:]]:
        raise _no_step(odd[0])
    if len(set(starts.values())) < 2:
        raise NotAPlan(
            "All groups begin at the same wave, so none is there to compare with."
        )
    return starts, None, one["allocation"] == "random"


def _no_step(step: str) -> NotAPlan:
    return NotAPlan(
        f'Groups are to begin at a wave of waves.order after the first, and "{step[:40]}" '
        "is none: before anybody begins there is to be one wave."
    )
