"""Those who left: what if they had answered, and how much worse would they have to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from hearthside.engines.analysing.change import question
from hearthside.engines.analysing.gathering import Person, Study
from hearthside.engines.analysing.plan import Outcome, Plan
from hearthside.engines.statistics.estimates import CannotCompute, Estimate, Numbers
from hearthside.engines.statistics.imputing import Combined, combine, impute
from hearthside.engines.statistics.tipping import Tipping, tipping_point


@dataclass(frozen=True, slots=True)
class Absent:
    """What came of imputing. missing -- how many who began lack the primary wave."""

    combined: Combined
    tipping: Tipping
    missing: int
    knew: str


def absent(plan: Plan, outcome: Outcome, study: Study) -> Absent:
    """Return the change with those who left imputed, and where the answer tips.

    Raises CannotCompute.
    """
    people = study.started(plan, outcome)
    waves = [
        wave
        for wave in plan.waves
        if any(one.score(outcome, wave) is not None for one in people)
    ]
    if plan.primary_wave not in waves:
        raise CannotCompute(f'Nobody has given the wave "{plan.primary_wave}" yet.')
    scores = np.array(
        [[_or_gap(one.score(outcome, wave)) for wave in waves] for one in people]
    )
    at = waves.index(plan.primary_wave)
    gaps = np.isnan(scores[:, at])
    if not gaps.any():
        raise CannotCompute(
            "Nobody who began is missing, so nothing had to be imputed."
        )
    known, knew = _known(plan, people, int((~gaps).sum()))
    filled = impute(scores, known, times=plan.imputations, seed=plan.seed)
    changes = filled[:, :, at] - filled[:, :, 0]
    judge = _judge(plan, outcome, people, changes, gaps)
    return Absent(
        combined=judge(0.0),
        tipping=tipping_point(
            lambda delta: judge(delta).estimate,
            higher_is_better=outcome.higher_is_better,
            furthest=outcome.highest - outcome.lowest,
        ),
        missing=int(gaps.sum()),
        knew=knew,
    )


def _judge(
    plan: Plan,
    outcome: Outcome,
    people: list[Person],
    changes: Numbers,
    gaps: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
) -> Callable[[float], Combined]:
    worse = -1.0 if outcome.higher_is_better else 1.0
    arms, asked = plan.comparison, question(plan, people)
    # Between arms, only those of the treated arm are made worse: the hardest question.
    shifted = gaps & np.array([not arms or one.arm == arms.treated for one in people])

    def judge(delta: float) -> Combined:
        found: list[Estimate] = [
            asked.of(one + worse * delta * shifted).estimates[-1] for one in changes
        ]
        return combine(
            [one.value for one in found],
            [one.error**2 for one in found],
            complete_df=sum(one.df for one in found) / len(found),
        )

    return judge


def _known(plan: Plan, people: list[Person], answered: int) -> tuple[Numbers, str]:
    """Return what the imputation knows of each besides scores, as columns; and in words.

    Groups where there are enough answers to learn them from; otherwise sites.
    """
    arms = [one.arm for one in people] if plan.comparison else None
    for name, of in (
        ("group", [one.group for one in people] if plan.columns.group else None),
        ("site", [one.site for one in people] if plan.columns.site else None),
    ):
        if of is None or len(set(of)) < 2 or answered < 5 * len(set(of)):
            continue
        columns = _columns(of, arms)
        whole = np.column_stack([np.ones(len(people)), columns])
        if np.linalg.matrix_rank(whole) == whole.shape[1]:
            return columns, f"scores and {name}"
    if arms is None:
        return np.empty((len(people), 0)), "scores"
    return _columns(None, arms), "scores and arm"


def _columns(of: list[str] | None, arms: list[str] | None) -> Numbers:
    columns = []
    for names in (of, arms):
        if names is not None:
            for other in sorted(set(names))[1:]:
                columns.append([float(name == other) for name in names])
    # Where all are of one arm there is nothing to know of it.
    return np.array(columns).T if columns else np.empty((len(of or arms or []), 0))


def _or_gap(score: float | None) -> float:
    return np.nan if score is None else score
