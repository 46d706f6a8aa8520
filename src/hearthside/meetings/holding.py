"""Holding an evening: who opened it, whose phone has it now, and that it closed."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.meetings import counting, rota, training
from hearthside.meetings.counting import Sums
from hearthside.meetings.models import Holding, Meeting
from hearthside.people.signing_in import names_of

# Two people with a key may be at the hall long before the first guest.
EARLY: Final = timedelta(hours=2)
FIRST_TERM: Final = 1


class CannotHold(Refusal):
    """The evening cannot be opened, taken over or closed so."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who holds one evening, as far as the server knows.

    term -- 0 before it is opened; grows by one with each hand-over.
    hand_key -- base64url, 32 bytes; empty before it opens and after it closes.
    """

    term: int = 0
    is_mine: bool = False
    holder_id: int | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    hand_key: str = ""

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


def standing(actor: Actor, *, meeting_id: int) -> Standing:
    """Return who holds this evening, to its two facilitators only; one query.

    Raises NotFound.
    """
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    row = Holding.objects.filter(meeting_id=meeting_id).first()
    return as_it_stands(actor, row) if row else Standing()


def as_it_stands(actor: Actor, row: Holding) -> Standing:
    """Return one row as this actor sees it."""
    return Standing(
        row.term,
        row.holder_id == actor.person_id,
        row.holder_id,
        row.opened_at,
        row.closed_at,
        row.hand_key,
    )


def why_not_open(actor: Actor, *, meeting_id: int, at: datetime) -> str | None:
    """Return why this evening cannot be opened by the actor, or None when it can.

    at -- aware; when it was or would be opened, which may lie behind us.
    """
    row = Meeting.objects.get(id=meeting_id)
    if row.state == Meeting.State.CALLED_OFF:
        return "This evening is called off. If people are there, ring your coordinator."
    if at < row.starts_at - EARLY:
        return "It is too early. An evening can be opened two hours before it starts."
    if actor.person_id not in training.trained([actor.person_id], on=row.on):
        return (
            "Your training is not in date for this evening. "
            "Somebody else who is on the rota has to open it."
        )
    if rota.ready([meeting_id])[meeting_id] < rota.NEEDED:
        return (
            "It takes two facilitators whose training is in date. "
            "Put the second one on the rota first, or ring your coordinator."
        )
    return None


def open_up(
    actor: Actor, *, meeting_id: int, both_here: bool, at: datetime
) -> Standing:
    """Open this evening on the actor's phone; said twice, it is opened once.

    at -- aware; kept as the time of opening. A phone without signal says it later.

    Raises NotFound, CannotHold.
    """
    with transaction.atomic():
        row = _locked(actor, meeting_id)
        if row is not None:
            if row.holder_id != actor.person_id:
                raise CannotHold(_held_elsewhere(row))
            return as_it_stands(actor, row)
        if why := why_not_open(actor, meeting_id=meeting_id, at=at):
            raise CannotHold(why)
        if not both_here:
            raise CannotHold(
                "Open when both of you are there. If the other one cannot come, ring "
                "your coordinator."
            )
        row = _begin(actor, meeting_id=meeting_id, term=FIRST_TERM, at=at)
    return as_it_stands(actor, row)


def take_over(actor: Actor, *, meeting_id: int, term: int, at: datetime) -> Standing:
    """Hold this evening on the actor's phone from now on; the other phone has it no more.

    term -- the term the actor took over from. Nobody may have taken over in between. An
    evening that was opened where there is no signal is opened by this.

    Raises NotFound, CannotHold.
    """
    with transaction.atomic():
        row = _locked(actor, meeting_id)
        if row is None:
            if why := why_not_open(actor, meeting_id=meeting_id, at=at):
                raise CannotHold(why)
            row = _begin(actor, meeting_id=meeting_id, term=term + 1, at=at)
        elif row.closed_at is None and row.holder_id != actor.person_id:
            if row.term != term:
                raise CannotHold(_held_elsewhere(row))
            row.holder_id, row.term = actor.person_id, term + 1
            row.save(update_fields=["holder", "term"])
        elif row.holder_id != actor.person_id:
            raise CannotHold(_held_elsewhere(row))
    return as_it_stands(actor, row)


def close(
    actor: Actor, *, meeting_id: int, term: int, sums: Sums, at: datetime
) -> bool:
    """Close this evening with its sums, and throw its key away.

    term -- the term this phone held. Returns whether this closed it: the same close said
    twice answers False and changes nothing.

    Raises NotFound, CannotHold, CannotCount.
    """
    with transaction.atomic():
        row = _locked(actor, meeting_id)
        if row is None:
            raise CannotHold("This evening was not opened yet.")
        if row.holder_id != actor.person_id or row.term != term:
            raise CannotHold(_held_elsewhere(row))
        if row.closed_at is not None:
            if counting.counted(meeting_id) == sums:
                return False
            raise CannotHold(_closed_already())
        counting.write_down(sums, meeting_id=meeting_id)
        row.closed_at, row.hand_key = max(at, row.opened_at), ""
        row.save(update_fields=["closed_at", "hand_key"])
    return True


def forget(*, now: datetime) -> int:
    """Throw away keys nobody closed with, and delete holdings of more than a year ago."""
    left_open = Holding.objects.filter(
        closed_at=None, meeting__ends_at__lt=now - rota.AFTER
    )
    gone = left_open.update(closed_at=now, hand_key="")
    old = Holding.objects.filter(meeting__ends_at__lt=now - timedelta(days=365))
    return gone + old.delete()[0]


def _locked(actor: Actor, meeting_id: int) -> Holding | None:
    # Two phones may reach for the same evening, and a coordinator may move or call it
    # off meanwhile: the lock on the date makes all of them queue.
    date = Meeting.objects.select_for_update().filter(id=meeting_id).first()
    if date is None:
        raise NotFound
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    return Holding.objects.filter(meeting_id=meeting_id).first()


def _begin(actor: Actor, *, meeting_id: int, term: int, at: datetime) -> Holding:
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()
    return Holding.objects.create(
        meeting_id=meeting_id,
        holder_id=actor.person_id,
        term=term,
        opened_at=at,
        both_here=True,
        hand_key=key,
    )


def _held_elsewhere(row: Holding) -> str:
    if row.closed_at is not None:
        return _closed_already()
    if row.holder_id is None:
        return "This evening is open on another phone. You can take it over here."
    name = names_of([row.holder_id])[row.holder_id]
    return f"{name} holds this evening now. You can take it over on your phone."


def _closed_already() -> str:
    return "This evening is closed already. Its counts stay as they are."
