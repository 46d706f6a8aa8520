"""A member tells the facilitators of their group that they would like a talk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import Place
from hearthside.groups import member_talks, roles
from hearthside.groups.member_talks import CannotTell
from hearthside.notifications.talk_wanted import TalkWanted, words
from hearthside.people.letters import Kind
from hearthside.workflows.write_to import write_to


def tell_a_facilitator(
    actor: Actor,
    *,
    place: Place,
    called: str,
    said: str,
    read_at: str,
    now: datetime,
) -> None:
    """Keep what a member chose to say, and let the facilitators of the group know of it.

    The letter says neither who, nor which group, nor a word of it.

    read_at -- the address where they read it, whole.

    Raises NotFound, CannotTell.
    """
    group_id = place.group_id or 0
    with transaction.atomic():
        asked = member_talks.tell(
            actor, place=place, called=called, words=said, now=now
        )
        readers = roles.facilitators_of([group_id])[group_id]
        if not readers:
            raise CannotTell(
                "This group has no facilitator just now, so nobody would read it. "
                "Help now is there at any hour."
            )
        if asked is None:
            return
        write_to(
            readers,
            words(TalkWanted(read_at)),
            kind=Kind.DESK,
            occasion=f"talk:{asked}",
            still=lambda _: f"facilitates:{group_id}",
            now=now,
        )


def facilitators_there_are(place: Place) -> bool:
    """Return whether the group has anybody to tell."""
    group_id = place.group_id or 0
    return bool(roles.facilitators_of([group_id])[group_id])
