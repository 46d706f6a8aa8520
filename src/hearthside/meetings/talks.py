"""Talks: who would like one after an evening. That fact, and nothing of the evening."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core import policy, trail
from hearthside.core.actor import Actor, Role
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.meetings.models import Debrief


def who_wants_one(actor: Actor) -> list[int]:
    """Return the people who would like a talk, in the actor's localities.

    Not after which evening, nor how they were, nor how often: only who.

    Raises NotFound.
    """
    insist(actor, Verb.HEAR_WHO_WANTS_A_TALK, ANYWHERE)
    rows = Debrief.objects.filter(
        wants_a_talk=True, meeting__group__locality_id__in=_here(actor)
    )
    found = rows.exclude(person_id=actor.person_id).values_list("person_id", flat=True)
    return sorted(set(found))


def i_want_one(actor: Actor) -> bool:
    """Return whether the actor asked for a talk, and nobody has had it with them yet."""
    return Debrief.objects.filter(person_id=actor.person_id, wants_a_talk=True).exists()


def we_talked(
    actor: Actor, *, person_id: int, seen_at: datetime, now: datetime
) -> None:
    """Take somebody off the list, once there was a talk.

    seen_at -- when the list was drawn: who asked again since then stays on it.

    Raises NotFound.
    """
    insist(actor, Verb.HEAR_WHO_WANTS_A_TALK, ANYWHERE)
    with transaction.atomic():
        rows = Debrief.objects.filter(
            person_id=person_id,
            wants_a_talk=True,
            meeting__group__locality_id__in=_here(actor),
        ).exclude(person_id=actor.person_id)
        if not rows.exists():
            raise NotFound
        rows.filter(written_at__lte=seen_at).update(wants_a_talk=False)
        trail.note(
            actor,
            verb=Verb.HEAR_WHO_WANTS_A_TALK,
            what=f"person:{person_id}",
            now=now,
        )


def _here(actor: Actor) -> frozenset[int]:
    return policy.localities_of(actor, Role.COORDINATOR)
