"""Tables of outcomes: what is asked and answered, and what was made of it."""

from __future__ import annotations

from hearthside.outcomes.models.asking import (
    Alert,
    Answer,
    Cluster,
    Frozen,
    Instrument,
    Part,
    Participant,
    Sitting,
    Study,
    Withdrawn,
)
from hearthside.outcomes.models.reports import LockedPlan, Release, Report
from hearthside.outcomes.models.saying import Came, Quote

__all__ = [
    "Alert",
    "Answer",
    "Came",
    "Cluster",
    "Frozen",
    "Instrument",
    "LockedPlan",
    "Part",
    "Participant",
    "Quote",
    "Release",
    "Report",
    "Sitting",
    "Study",
    "Withdrawn",
]
