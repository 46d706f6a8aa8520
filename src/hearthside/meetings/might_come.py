"""I might come: a nameless note to the greeter of one evening. Ticks, no words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.meetings.models import Meeting, MightCome
from hearthside.meetings.schedule import Dated


class CannotSay(Refusal):
    """The note cannot be left for this date."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """What somebody would like the greeter to know."""

    quiet_seat: bool = False
    step_free: bool = False
    just_listen: bool = False
    be_outside: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """How many said they might come, and how many ticked what."""

    people: int
    quiet_seat: int
    step_free: int
    just_listen: int
    be_outside: int


def why_not_say(dated: Dated | None, *, now: datetime) -> str | None:
    """Return why a note cannot be left for this date, or None when it can."""
    if dated is None:
        return "This group has no date at the moment."
    if dated.is_called_off:
        return "That evening is called off. Please look at the next date."
    if dated.ends_at <= now:
        return "That evening is over. Please look at the next date."
    if dated.starts_at > now + timedelta(days=15):
        return "That is more than two weeks away. Come back nearer the time."
    return None


def say_might_come(dated: Dated, *, ticks: Ticks, now: datetime) -> None:
    """Leave a nameless note for the greeters of this date.

    Raises CannotSay.
    """
    if why := why_not_say(dated, now=now):
        raise CannotSay(why)
    MightCome.objects.create(
        meeting_id=dated.id,
        quiet_seat=ticks.quiet_seat,
        step_free=ticks.step_free,
        just_listen=ticks.just_listen,
        be_outside=ticks.be_outside,
    )


def expected(actor: Actor, dated: Dated) -> Expected:
    """Return what the notes for this date say, to those who lead it only.

    Raises NotFound.
    """
    insist(actor, Verb.SEE_WHO_MIGHT_COME, Place(meeting_id=dated.id))
    sums = MightCome.objects.filter(meeting_id=dated.id).aggregate(
        people=Count("id"),
        quiet_seat=Count("id", filter=Q(quiet_seat=True)),
        step_free=Count("id", filter=Q(step_free=True)),
        just_listen=Count("id", filter=Q(just_listen=True)),
        be_outside=Count("id", filter=Q(be_outside=True)),
    )
    return Expected(**sums)


def forget_evening(meeting_id: int) -> int:
    """Delete the notes of one evening, because it is closed; return how many."""
    return MightCome.objects.filter(meeting_id=meeting_id).delete()[0]


def forget_last_night(*, now: datetime) -> int:
    """Delete the notes of every date before this morning, in the group's own zone."""
    over = Meeting.objects.filter(might_come__isnull=False, ends_at__lt=now).distinct()
    gone = 0
    for meeting_id, ends_at, zone in over.values_list("id", "ends_at", "group__zone"):
        here = ZoneInfo(zone)
        if now.astimezone(here).date() > ends_at.astimezone(here).date():
            gone += MightCome.objects.filter(meeting_id=meeting_id).delete()[0]
    return gone
