"""A stepped wedge, answered: harm first, then what having begun goes with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from hearthside.engines.analysing import saying
from hearthside.engines.analysing.as_json import plain
from hearthside.engines.analysing.designs.stepped_plan import Stepped
from hearthside.engines.analysing.flow import flow
from hearthside.engines.analysing.gathering import Study, gather
from hearthside.engines.analysing.harm import harm
from hearthside.engines.analysing.plan import Outcome
from hearthside.engines.plain_table import NotATable, PlainTable, shown
from hearthside.engines.statistics.estimates import CannotCompute
from hearthside.engines.statistics.stepped import SteppedWedge, stepped_wedge


def stepped_groups(design: Stepped, table: PlainTable) -> dict[str, Any]:
    """Return the answer.

    Raises NotATable: somebody is in a group the plan does not start, among others.
    """
    plan = design.plan
    study = gather(plan, table)
    for one in study.people:
        if one.group not in design.starts:
            raise NotATable(
                f'Somebody is in the group "{shown(one.group)}", and the plan does not say '
                "when it begins."
            )
    return {
        "design": "stepped wedge",
        "people": len(study.people),
        "moved": study.moved,
        "is_compared": True,
        "chance_decided": design.is_random,
        "seed": design.seed,
        "starts": dict(design.starts),
        "locked_on": design.locked_on.isoformat(),
        "readable_on": design.readable_on.isoformat(),
        "groups_without_answers": silent(design, study),
        "outcomes": [
            _outcome(design, one, study)
            for one in sorted(plan.outcomes, key=lambda one: not one.is_primary)
        ],
    }


def silent(design: Stepped, study: Study) -> list[str]:
    """Return the groups of the plan nobody of whom is in the table."""
    there = {one.group for one in study.people}
    return [one for one in design.starts if one not in there]


def _outcome(design: Stepped, outcome: Outcome, study: Study) -> dict[str, Any]:
    plan = design.plan
    said: list[str] = []
    answer: dict[str, Any] = {
        "name": outcome.name,
        "is_primary": outcome.is_primary,
        "better": "higher" if outcome.higher_is_better else "lower",
    }
    try:
        worse = harm(plan, outcome, study)
        answer["harm"] = plain(worse)
        said.extend(saying.say_harm(plan, outcome, worse))
    except CannotCompute as no:
        answer["harm"] = {"why_not": no.why}
        said.append(f"Harm could not be judged. {no.why}")
    came = flow(plan, outcome, study)
    answer["flow"] = plain(came)
    said.extend(saying.say_flow(plan, came))
    try:
        found = fitted(design, outcome, study)
        answer["stepped_wedge"] = plain(found)
        said.extend(_say(design, outcome, found))
        if names := silent(design, study):
            said.append(
                f"Nobody answered from these groups: {', '.join(names)}. Ask whether they "
                "left over when their turn came."
            )
    except CannotCompute as no:
        answer["stepped_wedge"] = {"why_not": no.why}
        said.append(f"The main result could not be computed. {no.why}")
    answer["said"] = said
    return answer


def fitted(design: Stepped, outcome: Outcome, study: Study) -> SteppedWedge:
    """Return the model of every answer there is, groups as the plan has them begin.

    Raises CannotCompute.
    """
    rows = [
        (score, wave, one)
        for wave in design.plan.waves
        for one in study.people
        if (score := one.score(outcome, wave)) is not None
    ]
    if not rows:
        raise CannotCompute("Nobody has answered yet.")
    return stepped_wedge(
        np.array([score for score, _, _ in rows]),
        periods=[wave for _, wave, _ in rows],
        begun=np.array([design.had_begun(one.group, wave) for _, wave, one in rows]),
        groups=[one.group for _, _, one in rows],
        persons=[one.code for _, _, one in rows],
    )


def _say(design: Stepped, outcome: Outcome, found: SteppedWedge) -> Iterator[str]:
    one = found.effect
    said = (
        f"At the same wave, {outcome.name} in groups that had begun lay {one.value:+.2f} "
        f"points, 95 % limits {one.low:+.2f} to {one.high:+.2f}, from that in groups that had "
        f"not ({found.answers_begun} and {found.answers_waiting} answers, "
        f"{found.model.groups} groups; mixed model)."
    )
    which = "better" if (one.value > 0) == outcome.higher_is_better else "worse"
    if one.low <= 0 <= one.high:
        yield f"{said} No difference is shown."
    elif design.is_random:
        yield (
            f"{said} Chance decided which group began when: having begun made the outcome "
            f"{which}."
        )
    else:
        yield (
            f"{said} Groups that had begun did {which}; chance did not decide which began "
            "when, so those that began first may have differed from the beginning."
        )
    if found.model.on_boundary:
        levels = " and ".join(found.model.on_boundary)
        yield (
            f"The fit is on the boundary: the spread between levels ({levels}) was estimated "
            "as nought, so the limits may be too narrow."
        )
    if one.df < 4:
        yield (
            f"Only {one.df:.1f} degrees of freedom stand behind this: groups are few, and "
            "its p may be too small."
        )
    drawn = (
        f"The order was drawn from the seed {design.seed}"
        if design.seed is not None
        else "The order is as the plan writes it out"
    )
    yield (
        f"{drawn}; the plan says that it was locked on {design.locked_on} and that answers "
        f"could be read from {design.readable_on} on."
    )
    yield (
        "Groups have a level of their own in this, and no good and bad times of their own: "
        "where they have, the limits are too narrow."
    )
