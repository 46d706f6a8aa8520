"""What this room keeps of a person, how long, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps

KEEPS: Final = (
    Keeps(
        "meetings.meeting",
        ("changed_by_person_id",),
        365 * 6,
        "A date, its sums, and who last changed it. Never who came.",
    ),
    Keeps(
        "meetings.rotaplace",
        ("person",),
        365,
        "Which evenings a facilitator was down for; gone a year after.",
    ),
    Keeps(
        "meetings.training",
        ("person",),
        365 * 6,
        "A volunteer's certificates; gone six years after they ran out.",
    ),
    Keeps(
        "meetings.mightcome", (), 1, "Nameless ticks; gone the morning after the date."
    ),
    Keeps(
        "meetings.askedtobetold",
        ("person",),
        None,
        "That you want to be told of changes, until you say stop.",
    ),
)
