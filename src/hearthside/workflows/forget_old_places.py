"""Forgetting places given up long ago, and sooner those whose name was burned."""

from __future__ import annotations

from datetime import datetime

from hearthside.groups import joining
from hearthside.safety import blocks, ladder


def forget_old_places(*, now: datetime) -> int:
    """Delete places nobody needs any more; return how many.

    A burned place stays while what somebody said of it is being looked into, what was
    decided about it holds, or somebody put it away: without it that would end unsaid.
    """
    needed = ladder.places_in_hand(now=now) | blocks.all_places()
    return joining.forget(still_needed=needed, now=now)
