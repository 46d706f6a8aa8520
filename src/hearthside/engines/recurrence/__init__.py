"""Recurrence as life has it: patterns, their dates, and the sentences people use."""

from __future__ import annotations

from .expanding import check, dates, next_after
from .ical import to_ical, to_ical_from
from .pattern import Occurrence, Pattern
from .proposing import Proposal, propose
from .reading import read
from .reading_words import NotUnderstood
from .rules import NotAPattern
from .saying import sentence
from .spoken import WEEKDAYS, say_date, say_moment, say_time

__all__ = [
    "WEEKDAYS",
    "NotAPattern",
    "NotUnderstood",
    "Occurrence",
    "Pattern",
    "Proposal",
    "check",
    "dates",
    "next_after",
    "propose",
    "read",
    "say_date",
    "say_moment",
    "say_time",
    "sentence",
    "to_ical",
    "to_ical_from",
]
