"""How often the offer is made where it should be, and where it should not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hearthside.engines.crisis.items import Item
from hearthside.engines.shares import Limits, wilson


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a file of texts; shares run from 0 to 1, None where nothing was to be shared.

    n -- texts. crisis -- how many are labelled so. offered -- to how many help is offered.
    precision -- of those offered, the share labelled crisis. recall -- of those labelled
    crisis, the share offered. alerts_per_1000 -- offers to texts not labelled so, in a
    thousand of these. The limits are Wilson's, 95 %.
    """

    n: int
    crisis: int
    offered: int
    precision: float | None
    recall: float | None
    f1: float | None
    alerts_per_1000: float | None
    precision_limits: Limits
    recall_limits: Limits
    alerts_per_1000_limits: Limits


def measure(items: Iterable[Item], offers: Callable[[str], bool]) -> Measured:
    """Return how a rule that offers help, or does not, does on these texts."""
    rightly = wrongly = missed = quiet = 0
    for item in items:
        if offers(item.text):
            rightly, wrongly = rightly + item.is_crisis, wrongly + (not item.is_crisis)
        else:
            missed, quiet = missed + item.is_crisis, quiet + (not item.is_crisis)
    crisis, others, offered = rightly + missed, wrongly + quiet, rightly + wrongly
    precision, recall = _share(rightly, offered), _share(rightly, crisis)
    f1 = 2 * rightly / (offered + crisis) if crisis and offered else None
    if crisis and not rightly:
        f1 = 0.0
    alerts, limits = _share(wrongly, others), wilson(wrongly, others)
    return Measured(
        n=crisis + others,
        crisis=crisis,
        offered=offered,
        precision=precision,
        recall=recall,
        f1=f1,
        alerts_per_1000=None if alerts is None else 1000 * alerts,
        precision_limits=wilson(rightly, offered),
        recall_limits=wilson(rightly, crisis),
        alerts_per_1000_limits=limits and (1000 * limits[0], 1000 * limits[1]),
    )


def _share(of: int, among: int) -> float | None:
    return of / among if among else None
