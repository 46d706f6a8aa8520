"""Matching: which groups fit one person, and why, from what the groups say of themselves.

Pure, deterministic, and the same whatever order the groups come in. Docs: docs/evaluate/matching.md.
"""

from hearthside.engines.matching.comfort import FEWEST, Felt, effects
from hearthside.engines.matching.facts import (
    Group,
    Need,
    Point,
    Wanted,
    Window,
    kilometres_between,
    part_of_day,
)
from hearthside.engines.matching.missing import NearMiss
from hearthside.engines.matching.needs import why_not
from hearthside.engines.matching.reasons import Reason
from hearthside.engines.matching.shelf import Shelf
from hearthside.engines.matching.suggesting import Answer, Suggestion, suggest
from hearthside.engines.matching.weights import BY_HAND, Weights

__all__ = [
    "BY_HAND",
    "FEWEST",
    "Answer",
    "Felt",
    "Group",
    "NearMiss",
    "Need",
    "Point",
    "Reason",
    "Shelf",
    "Suggestion",
    "Wanted",
    "Weights",
    "Window",
    "effects",
    "kilometres_between",
    "part_of_day",
    "suggest",
    "why_not",
]
