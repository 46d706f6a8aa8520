"""A member asks the facilitators of their group for a talk: a name, a few words, no more."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.groups.first_talks import (
    LONGEST_NAME,
    LONGEST_WHEN,
    OF_A_MEMBER,
    MyTalk,
    rows_of,
)
from hearthside.groups.marks import mark
from hearthside.groups.models import FirstTalk

LONGEST: Final = LONGEST_WHEN


class CannotTell(Refusal):
    """A facilitator cannot be told like this."""


def why_not_tell(called: str, words: str) -> str | None:
    """Return why facilitators cannot be told this, or None."""
    if not called.strip() or len(called) > LONGEST_NAME:
        return "Say what to call you. Any name will do."
    if not words.strip():
        return "Write a few words. “I would like a talk” is enough."
    if len(words) > LONGEST:
        return f"There is room for {LONGEST} letters."
    return None


def tell(
    actor: Actor, *, place: Place, called: str, words: str, now: datetime
) -> str | None:
    """Ask the facilitators of one's own group for a talk, in place of what was asked before.

    Returns the public id of what was asked, None when two taps came at once: the first
    one stands.

    Raises NotFound, CannotTell.
    """
    insist(actor, Verb.TELL_A_FACILITATOR, place)
    if why := why_not_tell(called, words):
        raise CannotTell(why)
    group_id = place.group_id or 0
    with transaction.atomic():
        _mine(actor, group_id).delete()
        try:
            with transaction.atomic():
                made = FirstTalk.objects.create(
                    group_id=group_id,
                    mark=mark(OF_A_MEMBER, about=group_id, person_id=actor.person_id),
                    called=called,
                    when=words,
                    asked_at=now,
                )
        except IntegrityError:
            return None
    return made.public_id


def take_back(actor: Actor, *, place: Place) -> None:
    """Ask no more; what was written is gone at once.

    Raises NotFound.
    """
    insist(actor, Verb.TELL_A_FACILITATOR, place)
    _mine(actor, place.group_id or 0).filter(done_at=None).delete()


def mine(actor: Actor, *, place: Place) -> MyTalk | None:
    """Return what the actor asked for here and nobody has marked as had, if anything.

    Raises NotFound.
    """
    insist(actor, Verb.TELL_A_FACILITATOR, place)
    row = _mine(actor, place.group_id or 0).filter(done_at=None).first()
    return MyTalk(row.when, is_done=False) if row else None


def _mine(actor: Actor, group_id: int) -> QuerySet[FirstTalk]:
    return rows_of(actor.person_id, group_id, what=OF_A_MEMBER)
