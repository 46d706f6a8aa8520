"""What is another number than in the papers before: for whoever sent those out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """One number; "" where there is, or was, none."""

    name: str
    before: str
    now: str


def ledger(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[Changed, ...]:
    """Return every number that is another one, in the order of the new paper, then those gone."""
    names = [*now, *(name for name in before if name not in now)]
    return tuple(
        Changed(name, before.get(name, ""), now.get(name, ""))
        for name in names
        if before.get(name) != now.get(name)
    )
