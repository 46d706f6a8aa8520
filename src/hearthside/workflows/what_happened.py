"""What happened: the lines in the house that still concern somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from hearthside.core import notes
from hearthside.core.actor import Actor
from hearthside.core.notes import Kept
from hearthside.workflows.still_true import still_true

# Each line asks its own reason, so a page shows few; the rest is older than these.
MOST: Final = 12
MOST_TONIGHT: Final = 3


def lately(actor: Actor, *, now: datetime) -> list[Kept]:
    """Return the actor's lines of the last thirty days, newest first, put away or not."""
    return _true(
        actor, notes.of(actor.person_id, now=now, most=MOST, only_new=False), now
    )


def new(actor: Actor, *, now: datetime) -> list[Kept]:
    """Return the newest lines the actor has not put away; each sentence once."""
    found = notes.of(actor.person_id, now=now, most=MOST_TONIGHT * 2, only_new=True)
    return _true(actor, found, now)[:MOST_TONIGHT]


def _true(actor: Actor, found: list[Kept], now: datetime) -> list[Kept]:
    """Return those whose reason still holds; two that read and lead alike are one."""
    asked: dict[str, bool] = {}
    once: dict[tuple[str, str], Kept] = {}
    for line in found:
        if line.still not in asked:
            asked[line.still] = still_true(
                line.still, person_id=actor.person_id, now=now
            )
        if asked[line.still]:
            once.setdefault((line.words, line.address), line)
    return list(once.values())
