"""What this room keeps of a person, how long, and how it goes."""

from __future__ import annotations

from typing import Final

from hearthside.core.erasure import Keeps

KEEPS: Final = (
    Keeps(
        "guide.card",
        (),
        None,
        "A copy of what was published, not locked, because it is searched. It goes at once "
        "with what it is a copy of, and does not say who wrote it.",
    ),
    Keeps(
        "guide.audience", (), None, "Who may find such a copy: everybody, or a group."
    ),
    Keeps("guide.note", (), None, "What such a copy touches on."),
    Keeps("guide.generation", (), None, "How often the search has changed."),
)
