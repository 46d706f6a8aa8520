"""One ordinary evening as it is handed to the press."""

from __future__ import annotations

from typing import Any

HEADS = {
    "aloud": "To read aloud",
    "opening": "Opening words",
    "promises": "What we promise one another",
    "limits": "Where the promise ends",
    "closing": "Closing words",
    "evening": "This evening",
    "time": "Time",
    "step": "What happens",
    "long": "How long",
    "end": "End",
    "ring": "First names only, or nothing at all",
    "count": "How many",
    "tally": ["Here", "First time", "Been before"],
    "sums": "Keep these three sums and nothing else.",
    "help": "Help at any time",
    "fold": "Afterwards, fold this paper and tear it up.",
    "foot": "For this evening only",
    "page": "#at of #all",
}
USUAL: dict[str, Any] = {
    "title": "Evening",
    "lang": "en",
    "when": "Tuesday 3 March, 7.30pm to 9pm",
    "opening": ["Good evening, and welcome.", "Nobody has to speak here."],
    "promises": ["What is said here stays here.", "We speak for ourselves."],
    "promised": "Last changed on Thursday 1 January 2026",
    "limits": ["Not when somebody's life is in danger.", "You are told who was told."],
    "closing": ["Thank you for this evening."],
    "steps": [
        {"at": f"7.{minute}pm", "title": title, "minutes": "10 minutes", "words": note}
        for minute, title, note in (
            ("30", "Welcome", "Say who you both are."),
            ("40", "First round", "Once round the circle."),
            ("50", "Closing", ""),
        )
    ],
    "ends": "8pm",
    "seats": 12,
    "ring": "A ring of twelve empty chairs",
    "help": [
        {"display": "116 123", "name": "Samaritans", "hours": "At any hour"},
        {"display": "999", "name": "Emergency services", "hours": ""},
    ],
    "heads": HEADS,
}


def evening(**changes: Any) -> dict[str, Any]:
    return USUAL | changes
