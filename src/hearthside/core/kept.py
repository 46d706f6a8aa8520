"""What the ground floor keeps of a person, how long, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps

KEEPS: Final = (
    Keeps(
        "core.trailentry",
        ("by",),
        None,
        "Who used a privilege on what, by number only; the charity answers for it.",
    ),
    Keeps("core.trailhead", (), None, "The end of the trail's chain."),
    Keeps(
        "core.letter",
        ("person_id",),
        7,
        "A message waiting to leave; its words go when it has gone.",
    ),
    Keeps("core.heartbeat", (), None, "When the clock last did its rounds."),
)
