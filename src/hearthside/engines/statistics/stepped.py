"""Groups that began one after another: a stepped wedge.

answer = period + had begun + group + person + rest, by REML, with Satterthwaite's df.
Sources: Hussey and Hughes (2007), Contemporary Clinical Trials 28, 182-191, for fixed periods
and a level of each group; where people answer more than once, a level of their own after
Hooper et al. (2016), Statistics in Medicine 35, 4718-4728.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hearthside.engines.statistics.estimates import CannotCompute, Estimate, Numbers
from hearthside.engines.statistics.mixed import Mixed, mixed

# Fewer cannot tell a group's own level from chance.
FEWEST_GROUPS: Final = 4


@dataclass(frozen=True, slots=True)
class SteppedWedge:
    """What having begun goes with, at the same time of the year.

    effect -- of having begun. periods -- each later period against the first, by its name.
    alike -- how alike people of one group are (intraclass correlation), 0 to 1.
    answers_begun, answers_waiting -- answers given after and before the group began.
    """

    effect: Estimate
    periods: dict[str, Estimate]
    alike: float
    model: Mixed
    answers_begun: int
    answers_waiting: int


def stepped_wedge(
    y: Numbers,
    *,
    periods: Sequence[str],
    begun: NDArray[np.bool_],
    groups: Sequence[Hashable],
    persons: Sequence[Hashable] | None = None,
) -> SteppedWedge:
    """Return the model fitted.

    y -- (answers,). periods -- when each was given; the order of their first appearance is
    that of the columns. begun -- whether the group had begun by then. persons -- whose each
    is; None where nobody answers twice.

    Raises CannotCompute: too few groups, or never some that had begun beside some that had not.
    """
    n = int(y.size)
    if not n == len(periods) == len(begun) == len(groups):
        raise CannotCompute("The numbers and the groups are not of the same answers.")
    count = len(set(groups))
    if count < FEWEST_GROUPS:
        raise CannotCompute(
            f"There are answers of {count} groups; a stepped wedge needs {FEWEST_GROUPS}."
        )
    names = list(dict.fromkeys(periods))
    when = np.array([names.index(one) for one in periods])
    if not any(len(set(begun[when == at].tolist())) == 2 for at in range(len(names))):
        raise CannotCompute(
            "At no wave are there answers of groups that had begun and of groups that had "
            "not, so having begun cannot be told from the time of the year."
        )
    columns = [np.ones(n), *((when == at).astype(float) for at in range(1, len(names)))]
    design = np.column_stack([*columns, np.asarray(begun, dtype=float)])
    model = mixed(
        y,
        design,
        persons=list(range(n)) if persons is None else persons,
        groups=groups,
    )
    everything = model.group + model.person + model.rest
    return SteppedWedge(
        effect=model.estimates[-1],
        periods=dict(zip(names[1:], model.estimates[1:-1], strict=True)),
        alike=model.group / everything,
        model=model,
        answers_begun=int(np.sum(begun)),
        answers_waiting=n - int(np.sum(begun)),
    )
