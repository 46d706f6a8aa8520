"""How people do whom nobody helped: what every bare before-and-after is laid beside.

Control arms of trials get better too: because people come when they are at their worst, and
because most bad times end. Without this beside it, any number of groups would look good.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.engines.analysing.plan import NaturalChange


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One published figure; better is above nought.

    said -- whose it is. points, standardised -- in points, in standard deviations of before.
    share_of_first -- by what share of the first mean symptoms fell, 0 to 1.
    """

    said: str
    points: float | None
    standardised: float | None
    share_of_first: float | None
    source: str


AS_USUAL: Final = Benchmark(
    "people in trials who had care as usual",
    None,
    0.27,
    None,
    "control arms of trials of depression; gathered from several, not checked against one",
)
WAITING: Final = Benchmark(
    "people in trials who were on a waiting list",
    None,
    0.34,
    None,
    "control arms of trials of depression; gathered from several, not checked against one",
)
UNTREATED: Final = Benchmark(
    "people in trials who waited 2 to 20 weeks, by what they said of themselves",
    None,
    None,
    0.157,
    "Posternak and Miller (2001), Journal of Affective Disorders 66, 139-146",
)
CONTROLS: Final = Benchmark(
    "people in trials who were compared with, 9 to 24 weeks on",
    None,
    0.549,
    None,
    "Tong and others (2023), Journal of Medical Internet Research 25, e39029",
)
# What may be hoped for at best, as the reviews have it.
PEER_GROUPS: Final = (
    "Published trials of peer support in groups found recovery better by 0.18 standard "
    "deviations than without (95 % limits 0.07 to 0.29), and did not show a difference in "
    "hope, empowerment or symptoms (Lyons, Cooper, Lloyd-Evans 2021, BMC Psychiatry 21:315)."
)


def beside(own: NaturalChange | None, *, is_of_symptoms: bool) -> tuple[Benchmark, ...]:
    """Return what a change without a comparison is shown beside: the plan's own first.

    is_of_symptoms -- less is better; what was published of symptoms is laid beside too.
    """
    mine = (
        ()
        if own is None
        else (
            Benchmark(
                "people without a group, as the plan has it",
                own.points,
                own.standardised,
                None,
                own.source,
            ),
        )
    )
    return (
        *mine,
        AS_USUAL,
        WAITING,
        *((UNTREATED, CONTROLS) if is_of_symptoms else ()),
    )
