"""Which plan a file holds: the usual one, or one of a design of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hearthside.engines.analysing.designs.effects_plan import Effects, effects_of
from hearthside.engines.analysing.designs.series_plan import Series, series_of
from hearthside.engines.analysing.designs.stepped_plan import Stepped, stepped_of
from hearthside.engines.analysing.from_pack import NotAPlan
from hearthside.engines.analysing.plan import Plan, document_of, plan_of

Design = Stepped | Series | Effects

DESIGNS: Final[dict[str, Callable[[dict[str, Any], str], Design]]] = {
    "stepped wedge": stepped_of,
    "series": series_of,
    "effects": effects_of,
}


def read_any_plan(raw: bytes) -> Plan | Design:
    """Return the plan a TOML file holds.

    Raises NotAPlan.
    """
    document, sha256 = document_of(raw)
    if "design" not in document:
        return plan_of(document, sha256)
    design = document.pop("design")
    if not isinstance(design, str) or design not in DESIGNS:
        raise NotAPlan(
            'design is to be "stepped wedge", "series" or "effects", or left out.'
        )
    return DESIGNS[design](document, sha256)
