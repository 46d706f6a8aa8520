"""Lone working: a volunteer says they are in, and safely out again. No emergency cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.meetings.holding import EARLY
from hearthside.meetings.models import CheckIn, Meeting, RotaPlace
from hearthside.people import letters
from hearthside.people.letters import Kind

# How long after the end of an evening somebody is told when no check-out came.
GRACE: Final = timedelta(minutes=30)
# A letter about last week would frighten and help nobody.
STALE: Final = timedelta(days=1)
# Whoever waits sees the evenings of yesterday, today and tomorrow.
NEAR: Final = timedelta(days=1)
KEPT_FOR: Final = timedelta(days=30)


class CannotCheckIn(Refusal):
    """Nobody checks in for this evening now."""


@dataclass(frozen=True, slots=True)
class Checked:
    """When the actor checked in and out of one evening; None: not yet.

    due_out_at -- when somebody is told, unless they have checked out.
    told_at -- when somebody was told.
    """

    in_at: datetime | None = None
    due_out_at: datetime | None = None
    out_at: datetime | None = None
    told_at: datetime | None = None

    @property
    def is_in(self) -> bool:
        return self.in_at is not None and self.out_at is None


@dataclass(frozen=True, slots=True)
class Awaited:
    """One evening somebody waits for by the phone: who is there, and who is out again."""

    meeting_id: int
    group_id: int
    starts_at: datetime
    ends_at: datetime
    people: tuple[tuple[int, Checked], ...]


@dataclass(frozen=True, slots=True)
class Late:
    """One check-out that did not come, and whom to tell."""

    id: int
    meeting_id: int
    person_id: int
    locality_id: int | None
    waiting: tuple[int, ...]


def check_in(actor: Actor, *, meeting_id: int, at: datetime) -> None:
    """Note that the actor is at this evening; said twice, it is one check-in.

    Raises NotFound, CannotCheckIn.
    """
    with transaction.atomic():
        date = _locked(actor, meeting_id)
        if date.state == Meeting.State.CALLED_OFF:
            raise CannotCheckIn("This evening is called off, so nobody waits for you.")
        if at < date.starts_at - EARLY:
            raise CannotCheckIn(
                "It is too early. You can check in two hours before it starts."
            )
        row = CheckIn.objects.filter(
            meeting_id=meeting_id, person_id=actor.person_id
        ).first()
        # What a phone says late may be older than what we know: out stays out.
        if row is not None and (row.out_at is None or at <= row.out_at):
            return
        CheckIn.objects.update_or_create(
            meeting_id=meeting_id,
            person_id=actor.person_id,
            defaults={
                "in_at": at,
                "due_out_at": max(at, date.ends_at) + GRACE,
                "out_at": None,
                "told_at": None,
            },
        )


def check_out(actor: Actor, *, meeting_id: int, at: datetime) -> None:
    """Note that the actor is safely out; said twice, the first time stays.

    Raises NotFound, CannotCheckIn: they never checked in.
    """
    with transaction.atomic():
        _locked(actor, meeting_id)
        row = CheckIn.objects.filter(
            meeting_id=meeting_id, person_id=actor.person_id
        ).first()
        if row is None:
            raise CannotCheckIn("You did not check in, so nobody is waiting for you.")
        if row.out_at is None:
            row.out_at = max(at, row.in_at)
            row.save(update_fields=["out_at"])


def my_check(actor: Actor, *, meeting_id: int) -> Checked:
    """Return the actor's own check-in at this evening.

    Raises NotFound.
    """
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    row = CheckIn.objects.filter(
        meeting_id=meeting_id, person_id=actor.person_id
    ).first()
    return _checked(row) if row else Checked()


def put_down_to_wait(*, meeting_id: int, person_id: int) -> None:
    """Put somebody by the phone for one evening, unless they are on its rota already."""
    RotaPlace.objects.get_or_create(
        meeting_id=meeting_id,
        person_id=person_id,
        defaults={"part": RotaPlace.Part.WAITS},
    )


def who_waits(meeting_id: int) -> list[int]:
    """Return who is at home with a phone for this evening."""
    rows = RotaPlace.objects.filter(meeting_id=meeting_id, part=RotaPlace.Part.WAITS)
    return list(rows.order_by("id").values_list("person_id", flat=True))


def who_is_told(meeting_id: int) -> list[int]:
    """Return those who wait for this evening and can be reached by letter."""
    waiting = who_waits(meeting_id)
    wanting = letters.wanting(waiting, kind=Kind.CHECK_OUT)
    return [person_id for person_id in waiting if person_id in wanting]


def whom_i_wait_for(actor: Actor, *, now: datetime) -> list[Awaited]:
    """Return the evenings near now for which the actor waits by the phone; two queries."""
    insist(actor, Verb.WAIT_BY_THE_PHONE, ANYWHERE)
    dates = Meeting.objects.filter(
        rota__person_id=actor.person_id,
        rota__part=RotaPlace.Part.WAITS,
        starts_at__lt=now + NEAR,
        ends_at__gt=now - NEAR,
    ).prefetch_related("check_ins")
    return [
        Awaited(
            date.pk,
            date.group_id,
            date.starts_at,
            date.ends_at,
            tuple((row.person_id, _checked(row)) for row in date.check_ins.all()),
        )
        for date in dates.order_by("starts_at", "id")
    ]


def who_is_late(*, now: datetime, most: int = 100) -> list[Late]:
    """Return the check-outs that did not come and that nobody was told of."""
    rows = CheckIn.objects.filter(
        out_at=None, told_at=None, due_out_at__lte=now, due_out_at__gt=now - STALE
    ).select_related("meeting__group")
    return [
        Late(
            row.pk,
            row.meeting_id,
            row.person_id,
            row.meeting.group.locality_id,
            tuple(who_waits(row.meeting_id)),
        )
        for row in rows.order_by("due_out_at", "id")[:most]
    ]


def note_told(check_in_id: int, *, now: datetime) -> bool:
    """Note that somebody is told of this one; False when they are out or it was told.

    Call it in the transaction that writes the letter.
    """
    late = CheckIn.objects.filter(id=check_in_id, out_at=None, told_at=None)
    return bool(late.update(told_at=now))


def is_still_out(check_in_id: int) -> bool:
    """Return whether this check-out still has not come."""
    return CheckIn.objects.filter(id=check_in_id, out_at=None).exists()


def waits_for(person_id: int, *, check_in_id: int) -> bool:
    """Return whether this person waits by the phone on the evening of this check-in."""
    rows = CheckIn.objects.filter(
        id=check_in_id,
        meeting__rota__person_id=person_id,
        meeting__rota__part=RotaPlace.Part.WAITS,
    )
    return rows.exists()


def forget(*, now: datetime) -> int:
    """Delete check-ins of more than thirty days ago."""
    return CheckIn.objects.filter(due_out_at__lt=now - KEPT_FOR).delete()[0]


def _checked(row: CheckIn) -> Checked:
    return Checked(row.in_at, row.due_out_at, row.out_at, row.told_at)


def _locked(actor: Actor, meeting_id: int) -> Meeting:
    # Two taps on the same button must not make two rows or lose one.
    date = Meeting.objects.select_for_update().filter(id=meeting_id).first()
    if date is None:
        raise NotFound
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    return date
