"""A talk before joining: asked for, had, marked done. Of what was said nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.marks import mark, marks
from hearthside.groups.models import FirstTalk, Group
from hearthside.groups.ways import Talk, ways_of

# Long enough to come back and join; then even that there was a talk is gone.
KEPT_FOR: Final = timedelta(days=60)
MOST_OPEN: Final = 30
LONGEST_NAME: Final = 40
LONGEST_WHEN: Final = 300
_WHAT: Final = "first talk"
# What a member asks for has a mark of its own: joining does not drop it.
OF_A_MEMBER: Final = "talk of a member"


class CannotAskForATalk(Refusal):
    """A talk cannot be asked for here, or not now."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody wants to talk: what to call them, and when and how they can be reached."""

    public_id: str
    called: str
    when: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class MyTalk:
    """A talk the actor asked for, and whether a facilitator says it was had."""

    when: str
    is_done: bool


def why_not_ask(called: str, when: str, *, group_id: int) -> str | None:
    """Return why a talk cannot be asked for like this, or None."""
    if ways_of(group_id).talk == Talk.OFF:
        return "This group has no talks before joining. You can just come."
    if not called.strip() or len(called) > LONGEST_NAME:
        return "Say what to call you. Any name will do."
    if not when.strip():
        return "Say when and how somebody can reach you."
    if len(when) > LONGEST_WHEN:
        return f"When and how has at most {LONGEST_WHEN} letters."
    open_here = FirstTalk.objects.filter(group_id=group_id, done_at=None).count()
    if open_here >= MOST_OPEN:
        return "Many people have asked already. Please try again in a week."
    return None


def ask(actor: Actor, *, group_id: int, called: str, when: str, now: datetime) -> None:
    """Ask the facilitators of a group for a talk, in place of what was asked before.

    Raises NotFound, CannotAskForATalk.
    """
    insist(actor, Verb.JOIN_A_GROUP, ANYWHERE)
    if not Group.objects.filter(id=group_id, feed=None).exists():
        raise NotFound
    if why := why_not_ask(called, when, group_id=group_id):
        raise CannotAskForATalk(why)
    with transaction.atomic():
        mine = _mine(actor, group_id)
        if mine.exclude(done_at=None).exists():
            return
        mine.delete()
        try:
            with transaction.atomic():
                FirstTalk.objects.create(
                    group_id=group_id,
                    mark=mark(_WHAT, about=group_id, person_id=actor.person_id),
                    called=called,
                    when=when,
                    asked_at=now,
                )
        except IntegrityError:
            # Tapped twice: the first one stands.
            return


def take_back(actor: Actor, *, group_id: int) -> None:
    """Ask no more; what was written is gone at once."""
    _mine(actor, group_id).filter(done_at=None).delete()


def my_talk(actor: Actor, *, group_id: int) -> MyTalk | None:
    """Return the talk the actor asked for here, if they did."""
    row = _mine(actor, group_id).first()
    return MyTalk(row.when, row.done_at is not None) if row else None


def has_talked(actor: Actor, *, group_id: int) -> bool:
    """Return whether a facilitator said that they talked."""
    return _mine(actor, group_id).exclude(done_at=None).exists()


def asked(actor: Actor, *, place: Place) -> list[Asked]:
    """Return who wants to talk before joining this group, longest waiting first.

    Raises NotFound.
    """
    insist(actor, Verb.MEET_NEWCOMERS, place)
    rows = FirstTalk.objects.filter(group_id=place.group_id or 0, done_at=None)
    return [
        Asked(row.public_id, row.called, row.when, row.asked_at)
        for row in rows.order_by("asked_at", "id")
    ]


def done(actor: Actor, *, public_id: str, place: Place, now: datetime) -> None:
    """Mark a talk done; the name and the number to ring are forgotten at once.

    Raises NotFound.
    """
    insist(actor, Verb.MEET_NEWCOMERS, place)
    mine = FirstTalk.objects.filter(
        public_id=public_id, group_id=place.group_id or 0, done_at=None
    )
    if not mine.update(done_at=now, called="", when=""):
        raise NotFound


def drop(person_id: int, *, group_id: int) -> None:
    """Forget that somebody asked, because they belong now."""
    _rows(person_id, group_id).delete()


def forget(*, now: datetime) -> int:
    """Delete talks that were had, or asked for, two months ago."""
    over = Q(done_at__lt=now - KEPT_FOR) | Q(asked_at__lt=now - KEPT_FOR, done_at=None)
    return FirstTalk.objects.filter(over).delete()[0]


def of_person(person_id: int) -> list[FirstTalk]:
    """Return every talk a person asked for, with its group."""
    groups = FirstTalk.objects.values_list("group_id", flat=True).distinct()
    return [
        row
        for group_id in list(groups)
        for what in (_WHAT, OF_A_MEMBER)
        for row in rows_of(person_id, group_id, what=what).select_related("group")
    ]


def forget_person(person_id: int) -> int:
    """Forget every talk a person asked for; no foreign key would do it."""
    groups = FirstTalk.objects.values_list("group_id", flat=True).distinct()
    return sum(
        rows_of(person_id, group_id, what=what).delete()[0]
        for group_id in list(groups)
        for what in (_WHAT, OF_A_MEMBER)
    )


def _mine(actor: Actor, group_id: int) -> QuerySet[FirstTalk]:
    return _rows(actor.person_id, group_id)


def _rows(person_id: int, group_id: int) -> QuerySet[FirstTalk]:
    return rows_of(person_id, group_id, what=_WHAT)


def rows_of(person_id: int, group_id: int, *, what: str) -> QuerySet[FirstTalk]:
    """Return what a person asked for here, of one kind."""
    own = marks(what, about=group_id, person_id=person_id)
    return FirstTalk.objects.filter(group_id=group_id, mark__in=own)
