"""Packing what somebody wants into one line of text, and out again unchanged."""

from __future__ import annotations

import json
from typing import Any, Final

from hearthside.engines.matching.facts import Point, Wanted, Window

_SETS: Final = ("ways", "access", "languages", "experience", "who", "wishes")


def pack(wanted: Wanted) -> str:
    """Return the wants as one line."""
    return json.dumps(
        {
            "near": [wanted.near.latitude, wanted.near.longitude]
            if wanted.near
            else None,
            "reach_km": wanted.reach_km,
            "windows": [
                [one.days, one.opens, one.begins_before, one.ends_by]
                for one in wanted.windows
            ],
            **{name: sorted(getattr(wanted, name)) for name in _SETS},
        },
        separators=(",", ":"),
    )


def unpack(line: str) -> Wanted:
    """Return what was packed."""
    kept: dict[str, Any] = json.loads(line)
    return Wanted(
        near=Point(*kept["near"]) if kept["near"] else None,
        reach_km=kept["reach_km"],
        windows=tuple(Window(*one) for one in kept["windows"]),
        **{name: frozenset(kept[name]) for name in _SETS},
    )
