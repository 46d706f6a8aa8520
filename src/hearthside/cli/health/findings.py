"""What a check found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, in a sentence, and what to do if not."""

    name: str
    is_well: bool
    sentence: str
    next_step: str = ""


Check = Callable[[datetime], Finding]


def well(name: str, sentence: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(name, True, sentence)


def wrong(name: str, sentence: str, next_step: str) -> Finding:
    """Return that something is not, and what to do about it."""
    return Finding(name, False, sentence, next_step)
