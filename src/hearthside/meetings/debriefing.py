"""Debriefing: how a facilitator was after one evening, for their own eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.meetings.models import Debrief

# A closed list, in the order it is shown: never free words about an evening.
WORDS: Final = ("light", "steady", "tired", "heavy", "shaken")


class CannotDebrief(Refusal):
    """That is not one of the words."""


@dataclass(frozen=True, slots=True)
class HowIWas:
    """What the actor said after one evening; empty when they said nothing."""

    how: str = ""
    wants_a_talk: bool = False
    written_at: datetime | None = None


def say_how_i_am(
    actor: Actor, *, meeting_id: int, how: str, wants_a_talk: bool, now: datetime
) -> None:
    """Keep how the actor is after this evening; the last word holds.

    how -- one of WORDS, or empty for somebody who would rather not say.

    Raises NotFound, CannotDebrief.
    """
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    if how not in (*WORDS, ""):
        raise CannotDebrief("Please choose one of the words, or none.")
    Debrief.objects.update_or_create(
        meeting_id=meeting_id,
        person_id=actor.person_id,
        defaults={"how": how, "wants_a_talk": wants_a_talk, "written_at": now},
    )


def how_i_was(actor: Actor, *, meeting_id: int) -> HowIWas:
    """Return what the actor said; nobody reads anybody else's.

    Raises NotFound.
    """
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    row = Debrief.objects.filter(
        meeting_id=meeting_id, person_id=actor.person_id
    ).first()
    return HowIWas(row.how, row.wants_a_talk, row.written_at) if row else HowIWas()


def forget(*, now: datetime) -> int:
    """Delete debriefs of more than a year ago."""
    old = Debrief.objects.filter(written_at__lt=now - timedelta(days=365))
    return old.delete()[0]
