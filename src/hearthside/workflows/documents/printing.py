"""A draft on paper."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Final

from hearthside.engines import paper, recurrence

from . import frames
from .shape import Draft

SIGN: Final = ("Name", "What I am in the charity", "Signature", "Day")
DRAFT: Final = (
    "A draft for a person to sign. It is not signed, and nobody has checked it."
)
SIGNING: Final = (
    "I have read this, answered what it asks, and changed what is not right. The charity "
    "answers for it from the day below."
)


def stood(made: Draft) -> str:
    """Return which version this is, in a sentence."""
    day = recurrence.say_date(date.fromisoformat(made.stood_on))
    return f"Written by the house as it stood on {day}. Version {made.digest}."


def pdf(made: Draft) -> bytes:
    """Return the draft as a file to print; the same bytes for the same draft.

    Raises CannotPrint.
    """
    words = {name: value for name, value in asdict(made).items() if name != "digest"}
    words |= {
        "lang": "en",
        "foot": f"Draft, version {made.digest}",
        "page_of": "#at of #all",
        "stood": stood(made),
        "heads": {
            "draft": DRAFT,
            "sources": "What it follows",
            "read_on": f"Read on {frames.READ_ON}. Look whether they have changed since.",
            "sign": "To sign",
            "signing": SIGNING,
            "lines": SIGN,
        },
    }
    return paper.pdf("document", words, every_letter=True)
