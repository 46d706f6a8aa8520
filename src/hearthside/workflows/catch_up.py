"""What a phone says late, in one go: each act as if it had been said at its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.meetings import holding, lone_working
from hearthside.meetings.counting import Sums
from hearthside.meetings.holding import EARLY, Standing
from hearthside.meetings.schedule import Dated
from hearthside.workflows import hold_an_evening


class Doing(StrEnum):
    """What a phone may say it did, in the order an evening goes."""

    CHECK_IN = "check_in"
    OPEN = "open"
    TAKE = "take"
    CLOSE = "close"
    CHECK_OUT = "check_out"


_ORDER: Final = tuple(Doing)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done on the phone.

    key -- the phone's own name for it. at -- aware, by the phone's clock.
    both_here belongs to OPEN, sums to CLOSE.
    """

    key: str
    doing: Doing
    at: datetime
    both_here: bool = False
    sums: Sums | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """One act that did not hold, and the sentence for it."""

    key: str
    why: str


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """How the evening stands now, and what became of each act."""

    standing: Standing
    done: tuple[str, ...]
    refused: tuple[Refused, ...]


def catch_up(
    actor: Actor, dated: Dated, acts: list[Act], *, term: int, now: datetime
) -> CaughtUp:
    """Do these acts, each by itself, in the order an evening goes.

    term -- the one this phone held before them. An act said twice is one act.

    Raises NotFound.
    """
    done: list[str] = []
    refused: list[Refused] = []
    stands = holding.standing(actor, meeting_id=dated.id)
    for act in sorted(acts, key=lambda one: _ORDER.index(one.doing)):
        try:
            at = _believed(actor, dated, act, stands, now=now)
            stands = _do(actor, dated, act, term=term, at=at) or stands
        except NotFound:
            raise
        except Refusal as no:
            refused.append(Refused(act.key, no.why))
            continue
        done.append(act.key)
        if act.doing in {Doing.OPEN, Doing.TAKE}:
            # What this phone does after it opened or took over, it does in that term.
            term = stands.term
    stands = holding.standing(actor, meeting_id=dated.id)
    return CaughtUp(stands, tuple(done), tuple(refused))


def _do(
    actor: Actor, dated: Dated, act: Act, *, term: int, at: datetime
) -> Standing | None:
    if act.doing is Doing.CHECK_IN:
        lone_working.check_in(actor, meeting_id=dated.id, at=at)
    elif act.doing is Doing.CHECK_OUT:
        lone_working.check_out(actor, meeting_id=dated.id, at=at)
    elif act.doing is Doing.OPEN:
        return hold_an_evening.open_up(actor, dated, both_here=act.both_here, at=at)
    elif act.doing is Doing.TAKE:
        return hold_an_evening.take_over(actor, dated, term=term, at=at)
    elif act.sums is not None:
        return hold_an_evening.close(actor, dated, term=term, sums=act.sums, at=at)
    return None


def _believed(
    actor: Actor, dated: Dated, act: Act, stands: Standing, *, now: datetime
) -> datetime:
    """Return the phone's time, between the last moment we know of this evening and now."""
    known = [dated.starts_at - EARLY]
    if act.doing in {Doing.TAKE, Doing.CLOSE} and stands.opened_at:
        known.append(stands.opened_at)
    if act.doing is Doing.CHECK_OUT:
        checked = lone_working.my_check(actor, meeting_id=dated.id)
        known += [checked.in_at] if checked.in_at else []
    return min(max(act.at, *known), now)
