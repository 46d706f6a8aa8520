"""Is this still right? What somebody says is not, without saying who; and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import F, Max, Sum

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.signposting.directory import shown
from hearthside.signposting.models import Doubt, Service

# What somebody can say, as codes; the page has the words.
CLOSED, NUMBER, PLACE, COST, OTHER = "closed", "number", "place", "cost", "other"
KINDS: Final = (CLOSED, NUMBER, PLACE, COST, OTHER)
RIGHT, OFF, AGAIN = "right", "off", "again"
MOST_SHOWN: Final = 200
MOST_OFF_SHOWN: Final = 20

_MEANWHILE: Final = "Somebody answered this meanwhile. Look at the list again."


class CannotSayDoubt(Refusal):
    """It is not one of the things that can be said, or answered."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """One service somebody said is not right. what -- codes of KINDS, each with how often."""

    public_id: str
    name: str
    organisation: str
    list_name: str
    what: tuple[tuple[str, int], ...]
    last_on: date


@dataclass(frozen=True, slots=True)
class TakenOff:
    """One service that somebody of this house took off."""

    public_id: str
    name: str
    organisation: str
    list_name: str


def say(public_id: str, *, what: str, now: datetime) -> None:
    """Put down that a service is not right: what and today, and nothing else.

    Raises NotFound, CannotSayDoubt.
    """
    if what not in KINDS:
        raise CannotSayDoubt("Choose what is not right any more.")
    with transaction.atomic():
        row = shown(now).select_for_update().filter(public_id=public_id).first()
        if row is None:
            raise NotFound
        today = now.date()
        _doubt, is_new = Doubt.objects.get_or_create(
            service=row, what=what, defaults={"first_on": today, "last_on": today}
        )
        if not is_new:
            rows = Doubt.objects.filter(service=row, what=what, times__lt=999)
            rows.update(times=F("times") + 1, last_on=today)


def how_many_wait() -> int:
    """Return how many services somebody said are not right; one query."""
    return Doubt.objects.values("service").distinct().count()


def waiting(actor: Actor) -> list[Doubted]:
    """Return the services somebody doubted, most doubted first; two queries.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_SIGNPOSTS, ANYWHERE)
    rows = (
        Service.objects.filter(doubts__isnull=False)
        .annotate(times=Sum("doubts__times"), last_on=Max("doubts__last_on"))
        .select_related("list")
        .prefetch_related("doubts")
        .order_by("-times", "-last_on", "id")[:MOST_SHOWN]
    )
    return [
        Doubted(
            row.public_id,
            row.name,
            row.organisation,
            row.list.name,
            tuple(
                (one.what, one.times)
                for one in sorted(row.doubts.all(), key=lambda d: KINDS.index(d.what))
            ),
            row.last_on,
        )
        for row in rows
    ]


def taken_off(actor: Actor) -> list[TakenOff]:
    """Return the services taken off last, newest first; one query.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_SIGNPOSTS, ANYWHERE)
    rows = Service.objects.filter(taken_off_at__isnull=False).select_related("list")
    return [
        TakenOff(row.public_id, row.name, row.organisation, row.list.name)
        for row in rows.order_by("-taken_off_at", "-id")[:MOST_OFF_SHOWN]
    ]


def answer(actor: Actor, public_id: str, *, answered: str, now: datetime) -> None:
    """Say that a service is right or take it off, its doubts gone; or show it again.

    Raises NotFound, CannotSayDoubt: not offered, or somebody answered before.
    """
    insist(actor, Verb.KEEP_SIGNPOSTS, ANYWHERE)
    with transaction.atomic():
        rows = Service.objects.select_for_update().filter(public_id=public_id)
        row = rows.first()
        if row is None:
            raise NotFound
        if answered not in (RIGHT, OFF, AGAIN):
            raise CannotSayDoubt("Choose whether it is right, or taken off.")
        waits = row.taken_off_at is not None
        if answered != AGAIN:
            waits = Doubt.objects.filter(service=row).exists()
        if not waits:
            raise CannotSayDoubt(_MEANWHILE)
        if answered == RIGHT:
            rows.update(checked_on=now.date())
        else:
            rows.update(taken_off_at=now if answered == OFF else None)
        if answered != AGAIN:
            Doubt.objects.filter(service=row).delete()
        trail.note(actor, verb=Verb.KEEP_SIGNPOSTS, what=f"service:{row.pk}", now=now)
