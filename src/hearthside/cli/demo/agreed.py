"""What the demo's groups decide together: a changed agreement, one more talked over, a talk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hearthside.core.actor import Actor
from hearthside.groups import (
    adopting,
    agreeing,
    first_talks,
    my_place,
    open_changes,
    proposing,
    ways,
)
from hearthside.groups.open_changes import Say
from hearthside.groups.roles import grants_of
from hearthside.groups.ways import Talk, Ways

GROUP: Final = "tuesday-headingley"
# What a promise of the group became, and what it may become next.
PHONES: Final = (
    "We leave phones in coats.",
    "We leave phones in coats, switched off, and say so when somebody has to ring us.",
)
WHO: Final = (
    "What is said here stays here.",
    "What is said here, and who is here, stays here.",
)


def plant_agreed(
    *, groups: dict[str, int], people: dict[str, int], now: datetime
) -> None:
    """Let the Tuesday group change its agreement, and begin to talk over another change.

    Amira has not read the change yet, so that it waits on her first page.
    """
    group_id = groups[GROUP]
    bo, fern = _actor(people["bo"]), _actor(people["fern"])
    ways.set_ways(fern, Ways(talk=Talk.OFFERED), group_id=group_id, now=now)
    promised = agreeing.versions(group_id)[0].promises
    change = proposing.propose(
        bo,
        group_id=group_id,
        promises=_with(promised, PHONES),
        why="A phone rang while somebody was finding their words.",
        now=now - timedelta(days=16),
    )
    number = adopting.adopt(
        fern, public_id=change, was_read_aloud=False, now=now - timedelta(days=6)
    )
    my_place.accept(bo, group_id=group_id, number=number)
    proposing.propose(
        bo,
        group_id=group_id,
        promises=_with(_with(promised, PHONES), WHO),
        why="It matters as much who came as what they said.",
        now=now - timedelta(days=2),
    )
    (open_change,) = open_changes.in_group(fern, group_id=group_id)
    proposing.say(fern, public_id=open_change.public_id, say=Say.TALK)
    first_talks.ask(
        # Somebody nobody signs in as stands in for a newcomer.
        _actor(people["dot"]),
        group_id=group_id,
        called="Ash",
        when="Thursday after six. I can be at the hall, or ring you.",
        now=now - timedelta(days=1),
    )


def _with(promises: tuple[str, ...], change: tuple[str, str]) -> tuple[str, ...]:
    before, after = change
    return tuple(after if promise == before else promise for promise in promises)


def _actor(person_id: int) -> Actor:
    return Actor(person_id, grants_of(person_id), True)
