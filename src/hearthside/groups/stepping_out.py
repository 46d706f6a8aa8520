"""Stepping out of a group: a break and coming back, and burning the name on the way out."""

from __future__ import annotations

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import F

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import naming, proposed_words, seats
from hearthside.groups.models import Group, Membership
from hearthside.groups.my_place import mine, my_place
from hearthside.groups.ways import ways_of


def take_a_break(actor: Actor, *, group_id: int, now: datetime) -> datetime:
    """Begin a break; return until when the seat is kept. Nobody is told.

    Pressed again during a break, it changes nothing.

    Raises NotFound.
    """
    with transaction.atomic():
        Group.objects.select_for_update().filter(id=group_id).first()
        here = my_place(actor, group_id=group_id)
        if here.kept_until is not None:
            return here.kept_until
        until = break_until(group_id, now=now)
        mine(actor, group_id).update(kept_until=until)
        proposed_words.take_my_words_back(actor, group_id=group_id)
    return until


def break_until(group_id: int, *, now: datetime) -> datetime:
    """Return until when a seat would be kept if a break began now."""
    return now + relativedelta(months=ways_of(group_id).break_months)


def come_back(actor: Actor, *, group_id: int) -> None:
    """End the break.

    Raises NotFound.
    """
    if not mine(actor, group_id).update(kept_until=None):
        raise NotFound


def who_rests(group_id: int) -> frozenset[int]:
    """Return the people who take a break from this group now. For letters, never for a page."""
    rows = Membership.objects.filter(group_id=group_id, left_at=None)
    sealed = rows.exclude(kept_until=None).values_list("whose_sealed", flat=True)
    return frozenset(int(one) for one in sealed)


def rests(person_id: int, *, group_id: int) -> bool:
    """Return whether this person takes a break from this group now."""
    whose = seats.of_here(person_id, group_id=group_id)
    rows = Membership.objects.filter(whose, left_at=None)
    return rows.exclude(kept_until=None).exists()


def end_breaks(*, now: datetime) -> list[tuple[int, int]]:
    """Free the seats of breaks that are over; whoever had one may join again.

    Returns the person and the group of each.
    """
    with transaction.atomic():
        over = Membership.objects.select_for_update().filter(
            left_at=None, kept_until__lt=now
        )
        ended = list(over.values_list("id", "whose_sealed", "group_id"))
        rows = Membership.objects.filter(id__in=[pk for pk, _whose, _group in ended])
        rows.update(left_at=F("kept_until"), takes_part="")
    return [(int(whose), group_id) for _pk, whose, group_id in ended]


def burn(actor: Actor, *, group_id: int, now: datetime) -> None:
    """Leave, and take the name out of everything at once; a gap without a name stays.

    Raises NotFound.
    """
    with transaction.atomic():
        Group.objects.select_for_update().filter(id=group_id).first()
        proposed_words.take_my_words_back(actor, group_id=group_id)
        naming.rest_mine(actor, group_id=group_id, now=now)
        blotted = {"name_here": "", "skeleton": "", "takes_part": ""}
        if not mine(actor, group_id).update(left_at=now, **blotted):
            raise NotFound
        # The same name of an earlier stay would still tell who this was.
        earlier = seats.of_here(actor.person_id, group_id=group_id)
        Membership.objects.filter(earlier).update(**blotted)
