"""What was measured on the files kept apart, as it is published with the house."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

PHRASES: Final = "held_out_phrases.csv"
REPLIES: Final = "held_out_replies.csv"


@dataclass(frozen=True, slots=True)
class Published:
    """Shares run from 0 to 1. The figures of `hearthside evaluate crisis`, as it answered.

    noticed, noticed_low, noticed_high -- of phrases in crisis, the share help is offered
    to, with its 95 % limits. rightly -- of the offers on phrases, the share in crisis.
    per_1000 -- offers in a thousand supportive replies, where none is wanted.
    """

    phrases: int
    crisis: int
    noticed: float
    noticed_low: float
    noticed_high: float
    rightly: float
    f1: float
    replies: int
    per_1000: float
    per_1000_low: float
    per_1000_high: float


def published() -> Published:
    """Return what was measured."""
    source = files("hearthside.engines.crisis").joinpath("measured.json")
    kept: dict[str, dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))
    phrases, replies = kept[PHRASES], kept[REPLIES]
    return Published(
        phrases=phrases["n"],
        crisis=phrases["crisis"],
        noticed=phrases["recall"],
        noticed_low=phrases["recall_limits"][0],
        noticed_high=phrases["recall_limits"][1],
        rightly=phrases["precision"],
        f1=phrases["f1"],
        replies=replies["n"],
        per_1000=replies["alerts_per_1000"],
        per_1000_low=replies["alerts_per_1000_limits"][0],
        per_1000_high=replies["alerts_per_1000_limits"][1],
    )
