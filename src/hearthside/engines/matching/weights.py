"""How much each soft thing counts. Chosen by hand; bench/matching_fit.py asks how well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Weights:
    """Points for each soft thing, where the thing itself runs from 0 to 1.

    experience -- it names what the person named; close -- something next to it;
    anything -- it is for anyone finding it hard. These three exclude one another.
    near -- half of it at half_km. from_home -- in its place where nobody travels.
    wishes -- when all wishes are met; the share of them otherwise.
    newcomers -- it says newcomers are welcome, asked or not: this is a first visit.
    soon -- half of it when the next meeting is half_days away.
    sure -- the listing was confirmed lately. comfort -- times the effect, -1 .. 1.
    """

    experience: float = 4.0
    close: float = 2.2
    anything: float = 1.6
    near: float = 2.0
    half_km: float = 6.0
    from_home: float = 1.0
    wishes: float = 2.0
    newcomers: float = 0.5
    soon: float = 1.0
    half_days: float = 7.0
    sure: float = 1.0
    comfort: float = 3.0


BY_HAND: Final = Weights()
# Beyond the second suggestion, one must be at least so good beside the best.
WORTH_NAMING: Final = 0.6
