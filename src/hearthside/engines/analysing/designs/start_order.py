"""Who begins when, where not all can begin at once: drawn, so that anybody can draw it again.

Each group's place is the SHA-256 of the seed, a stroke and the group's name: the order is of
chance as long as the seed was, and is the same in every language and for all time. To see it:
    printf '%s' '4711/Harbour' | sha256sum
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def start_order(
    groups: Sequence[str], steps: Sequence[str], *, seed: int
) -> dict[str, str]:
    """Return for each group, in the order drawn, at which step it begins.

    groups -- in any order, which changes nothing. steps -- from first to last, no more than
    there are groups. As many begin at each step as at any other, or one more at the first ones.
    """
    drawn = sorted(groups, key=lambda group: _place(seed, group))
    each, more = divmod(len(drawn), len(steps))
    found: dict[str, str] = {}
    at = 0
    for number, step in enumerate(steps):
        size = each + (number < more)
        found |= dict.fromkeys(drawn[at : at + size], step)
        at += size
    return found


def _place(seed: int, group: str) -> str:
    return hashlib.sha256(f"{seed}/{group}".encode()).hexdigest()
