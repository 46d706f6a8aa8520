"""How I was after my last evenings: for my own eyes, and set beside nobody else's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.meetings.models import Debrief

HARD: Final = frozenset({"heavy", "shaken"})
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class After:
    """One evening of mine, and the word I chose for how I was."""

    starts_at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class Trend:
    """My last evenings, oldest first.

    often -- the word I chose most often, the later one where two are as many; empty
    when I said nothing yet. is_hard -- of the last three, two or more were hard.
    """

    evenings: tuple[After, ...]
    often: str
    is_hard: bool


def my_trend(actor: Actor) -> Trend:
    """Return how the actor said they were; there is no way to ask for somebody else.

    Raises NotFound.
    """
    insist(actor, Verb.SEE_MY_TRAINING, ANYWHERE)
    rows = (
        Debrief.objects.filter(person_id=actor.person_id)
        .select_related("meeting")
        .order_by("-meeting__starts_at", "-id")
    )
    # The words are sealed, so those left empty are only known once they are opened.
    said = [
        After(row.meeting.starts_at, row.how) for row in rows[: MOST * 2] if row.how
    ]
    evenings = tuple(reversed(said[:MOST]))
    counted = Counter(evening.how for evening in reversed(evenings))
    often = counted.most_common(1)[0][0] if counted else ""
    lately = [evening.how in HARD for evening in evenings[-3:]]
    return Trend(evenings, often, sum(lately) >= 2)


def put_down(
    *,
    person_id: int,
    meeting_id: int,
    how: str,
    wants_a_talk: bool,
    written_at: datetime,
) -> None:
    """Keep how somebody was after one evening; for demos."""
    Debrief.objects.update_or_create(
        person_id=person_id,
        meeting_id=meeting_id,
        defaults={"how": how, "wants_a_talk": wants_a_talk, "written_at": written_at},
    )
