"""Changing the agreement together: proposed by anybody who belongs, and talked over."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist, may
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.founding import LONGEST_PROMISE, MOST_PROMISES
from hearthside.groups.marks import mark
from hearthside.groups.models import Change, Group, Voice
from hearthside.groups.my_place import why_not_act
from hearthside.groups.open_changes import (
    Say,
    by_me,
    locked,
    my_voice,
    newest_agreement,
    open_change,
    place_of,
)

MOST_OPEN: Final = 5
LONGEST_WHY: Final = 300


class CannotPropose(Refusal):
    """This cannot be proposed."""


class CannotSay(Refusal):
    """Nothing can be said to this change now."""


def why_not_propose(
    promises: tuple[str, ...], why: str, *, group_id: int
) -> str | None:
    """Return why an agreement cannot be proposed in these words, or None."""
    if not promises:
        return "An agreement needs at least one promise."
    if len(promises) > MOST_PROMISES:
        return f"An agreement has at most {MOST_PROMISES} promises."
    if any(len(promise) > LONGEST_PROMISE for promise in promises):
        return f"A promise has at most {LONGEST_PROMISE} letters."
    if not why.strip():
        return "Say in a sentence why, so that the others can think about it."
    if len(why) > LONGEST_WHY:
        return f"The sentence has at most {LONGEST_WHY} letters."
    newest = newest_agreement(group_id)
    if newest is None:
        raise NotFound
    if tuple(newest.promises) == promises:
        return "These are the words of today. Change something first."
    if Change.objects.filter(group_id=group_id, settled_at=None).count() >= MOST_OPEN:
        return "Several changes are open already. Please talk those over first."
    return None


def propose(
    actor: Actor, *, group_id: int, promises: tuple[str, ...], why: str, now: datetime
) -> str:
    """Propose these words for the agreement; return the public id of the change.

    Raises NotFound, CannotPropose.
    """
    with transaction.atomic():
        group = locked(group_id)
        insist(actor, Verb.TALK_OVER_THE_AGREEMENT, place_of(group))
        if reason := _why_not_speak(actor, group):
            raise CannotPropose(reason)
        if reason := why_not_propose(promises, why, group_id=group_id):
            raise CannotPropose(reason)
        newest = newest_agreement(group_id)
        assert newest is not None  # noqa: S101 - why_not_propose has just looked
        try:
            with transaction.atomic():
                made = Change.objects.create(
                    group_id=group_id,
                    by_mark=_by(actor, group_id),
                    from_number=newest.number,
                    promises=list(promises),
                    why=" ".join(why.split()),
                    made_at=now,
                )
        except IntegrityError as twice:
            raise CannotPropose(
                "You have proposed a change already. Take it back first, or wait until "
                "it is settled."
            ) from twice
    return made.public_id


def say(actor: Actor, *, public_id: str, say: str) -> None:
    """Say yes, not yet or let us talk to a change, in place of what was said before.

    Raises NotFound, CannotSay.
    """
    if say not in Say.values:
        raise CannotSay("Choose one of the three answers.")
    with transaction.atomic():
        row = open_change(public_id)
        locked(row.group_id)
        insist(actor, Verb.TALK_OVER_THE_AGREEMENT, place_of(row.group))
        if reason := _why_not_speak(actor, row.group):
            raise CannotSay(reason)
        my_voice(actor, row.pk).delete()
        own = mark("change", about=row.pk, person_id=actor.person_id)
        Voice.objects.create(change=row, by_mark=own, say=say)


def take_back(actor: Actor, *, public_id: str) -> None:
    """Take back a change the actor proposed; a facilitator lays anybody's aside.

    Raises NotFound.
    """
    row = open_change(public_id)
    place = place_of(row.group)
    insist(actor, Verb.TALK_OVER_THE_AGREEMENT, place)
    if row.by_mark not in by_me(actor, row.group_id):
        insist(actor, Verb.ADOPT_AN_AGREEMENT, place)
    row.delete()


def _why_not_speak(actor: Actor, group: Group) -> str | None:
    """Return why the actor cannot speak here now; a facilitator may, without a seat."""
    if not may(actor, Verb.LEAVE_A_GROUP, place_of(group)):
        return None
    return why_not_act(actor, group_id=group.pk)


def _by(actor: Actor, group_id: int) -> str:
    return mark("proposes", about=group_id, person_id=actor.person_id)
