"""Freshness: a listing nobody confirms fades, then leaves; a caution stands until answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q

from hearthside.core import trail
from hearthside.core.actor import Actor, Anybody, Machine
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.groups.models import Group, NobodyThere
from hearthside.groups.patterns import pattern_of

FADES_AFTER: Final = timedelta(days=30)
LEAVES_AFTER: Final = timedelta(days=90)


def in_the_directory(*, now: datetime) -> Q:
    """Return the condition for rows the directory shows."""
    return Q(state=Group.State.LISTED, confirmed_at__gt=now - LEAVES_AFTER)


def has_faded(confirmed_at: datetime, *, now: datetime) -> bool:
    """Return whether a listing is too long unconfirmed to be shown as certain."""
    return now - confirmed_at >= FADES_AFTER


def confirm(actor: Anybody | Machine, *, group_id: int, now: datetime) -> None:
    """Say that the listing is true today. Opening a meeting does this too.

    Raises NotFound.
    """
    group = Group.objects.filter(id=group_id, feed=None).first()
    if group is None:
        raise NotFound
    insist(actor, Verb.CONFIRM_A_LISTING, Place(group.pk, group.locality_id))
    with transaction.atomic():
        Group.objects.filter(id=group_id).update(confirmed_at=now)
        trail.note(
            actor, verb=Verb.CONFIRM_A_LISTING, what=f"group:{group_id}", now=now
        )


def opened(actor: Actor, *, group_id: int, on: date, at: datetime) -> None:
    """Say that the listing is true, because its evening of that date was opened.

    Whoever opened it was let in by the rota. Answers "nobody was there" of that date.
    at -- aware; an older moment than the last confirmation changes nothing.
    """
    with transaction.atomic():
        Group.objects.filter(id=group_id, confirmed_at__lt=at).update(confirmed_at=at)
        NobodyThere.objects.filter(group_id=group_id, on=on, answered_at=None).update(
            answered_at=at
        )
        trail.note(actor, verb=Verb.HOLD_A_MEETING, what=f"group:{group_id}", now=at)


def say_nobody_was_there(*, group_id: int, on: date, now: datetime) -> bool:
    """Put a caution on the listing until somebody answers; return whether it is new."""
    with transaction.atomic():
        caution, is_new = NobodyThere.objects.get_or_create(
            group_id=group_id, on=on, defaults={"said_at": now}
        )
        if not is_new:
            NobodyThere.objects.filter(id=caution.pk, times__lt=99).update(
                times=F("times") + 1
            )
    return is_new


def answer_caution(actor: Anybody, *, group_id: int, on: date, now: datetime) -> None:
    """Take the caution off, because somebody looked into it.

    Raises NotFound.
    """
    group = Group.objects.filter(id=group_id).first()
    if group is None:
        raise NotFound
    insist(actor, Verb.CONFIRM_A_LISTING, Place(group.pk, group.locality_id))
    with transaction.atomic():
        open_one = NobodyThere.objects.filter(
            group_id=group_id, on=on, answered_at=None
        )
        if not open_one.update(answered_at=now):
            raise NotFound
        trail.note(
            actor, verb=Verb.CONFIRM_A_LISTING, what=f"caution:{group_id}", now=now
        )


def next_meeting_is(*, group_id: int, at: datetime | None) -> None:
    """Keep when the group meets next, as the room of meetings knows it."""
    Group.objects.filter(id=group_id).update(next_at=at)


def move_on_listed_dates(*, now: datetime, most: int = 5000) -> int:
    """Work out the next date of imported listings whose last one has passed; return how many."""
    past = Group.objects.filter(feed__isnull=False, next_at__lt=now).order_by("next_at")
    rows = list(past[:most])
    for row in rows:
        coming = recurrence.next_after(pattern_of(row), moment=now)
        row.next_at = coming.starts if coming else None
    Group.objects.bulk_update(rows, ["next_at"], batch_size=500)
    return len(rows)


def forget_old_cautions(*, now: datetime) -> int:
    """Delete cautions answered more than a year ago."""
    old = NobodyThere.objects.filter(answered_at__lt=now - timedelta(days=365))
    return old.delete()[0]
