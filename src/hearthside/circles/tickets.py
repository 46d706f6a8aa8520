"""Tickets: what opens a stream, once. Whose it is, only the ticket itself says."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Final

from hearthside.circles import rosters, seats
from hearthside.circles.models import LiveSession, Seat, StreamTicket
from hearthside.core.actor import Actor
from hearthside.core.models import RightsChanged
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.engines import sealing
from hearthside.groups.roles import grants_of

# As live/sessions.py reads it; a house test holds the two equal.
PURPOSE: Final = "circles.stream"
GOOD_FOR: Final = timedelta(seconds=60)


def draw(actor: Actor, *, session_key: str, now: datetime) -> str:
    """Return a ticket to all the actor's circles, good for one opening within a minute.

    session_key -- of the browser's signing in: when that ends, its streams do.

    Raises NotFound: the actor may sit in none.
    """
    # The seats below are those they may sit in; somebody new tonight has no other place.
    insist(actor, Verb.COME_TO_A_MEETING, ANYWHERE)
    ticket = secrets.token_urlsafe(32)
    mine = json.dumps(_said(actor, session_key, now), separators=(",", ":")).encode()
    StreamTicket.objects.create(
        digest=hashlib.sha256(ticket.encode()).digest(),
        sealed=sealing.seal_bytes(mine, purpose=PURPOSE, secret=ticket),
        until=int((now + GOOD_FOR).timestamp()),
    )
    return ticket


def forget(*, now: datetime) -> int:
    """Delete tickets and sessions that are over; return how many."""
    over = {"until__lt": int(now.timestamp())}
    gone = StreamTicket.objects.filter(**over).delete()[0]
    return gone + LiveSession.objects.filter(**over).delete()[0]


def _said(actor: Actor, session_key: str, now: datetime) -> dict[str, object]:
    changes = RightsChanged.objects.filter(person_id=actor.person_id)
    known = list(changes.values_list("id", flat=True))
    # Asked after what is known: whatever changes from here on closes the stream.
    rights = actor.grants & grants_of(actor.person_id, now=now)
    actor = Actor(actor.person_id, rights, actor.has_second_factor)
    may_sit = {one.circle_id for one in rosters.sittings(actor)}
    rows = Seat.objects.filter(
        seats.of(actor.person_id), ended_on=None, circle__public_id__in=may_sit
    ).select_related("circle")
    return {
        "person": actor.person_id,
        "session": session_key,
        # What changed before this was drawn is no reason to close it.
        "known": known,
        "seats": [
            [
                row.pk,
                row.public_id,
                row.circle_id,
                row.circle.public_id,
                base64.b64encode(bytes(row.circle.mls_id)).decode(),
                row.from_seq,
            ]
            for row in rows
        ],
    }
