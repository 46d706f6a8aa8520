"""Worries: raised by whoever was near, held by the safeguarding lead, every reading on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, THE_WHOLE_HOUSE, Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import roles
from hearthside.people.signing_in import names_of
from hearthside.safety import practice, round_a_lead
from hearthside.safety.models import Reading, Telling, Worry
from hearthside.safety.practice import OPEN_FOR

KINDS: Final = tuple(Worry.Kind.values)
LONGEST: Final = 500
# Two taps on the same button are one worry.
SAME: Final = timedelta(minutes=10)


class CannotRaise(Refusal):
    """The worry cannot be kept so."""


class CannotTakeHold(Refusal):
    """Somebody else holds this worry."""


@dataclass(frozen=True, slots=True)
class There:
    """That a worry is there: when, from which locality, who holds it. Nothing of what it says.

    is_urgent -- whoever raised it feared for somebody at that moment.
    held_by -- a chosen name; empty while nobody holds it.
    is_overdue -- nobody has looked at it, and somebody should have by now.
    """

    public_id: str
    raised_at: datetime
    locality_id: int | None
    is_urgent: bool
    held_by: str
    is_overdue: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What was told about a worry after it was raised."""

    at: datetime
    who_told: str
    step: str
    words: str
    by_when: str
    who: str
    reach: str


@dataclass(frozen=True, slots=True)
class Read:
    """One time somebody opened it."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worry; kind, words and raised_by are empty until the actor has opened it."""

    there: There
    is_open: bool
    is_mine: bool
    kind: str
    words: str
    raised_by: str
    readings: tuple[Read, ...]
    look_by: datetime | None = None
    times: int = 1
    told: tuple[Told, ...] = ()
    record_id: str = ""
    closed_why: str = ""


def raise_worry(
    actor: Actor,
    *,
    place: Place,
    kind: str,
    words: str,
    about: frozenset[int] = frozenset(),
    now: datetime,
) -> tuple[int, bool]:
    """Keep a worry for the lead; return its id and whether it is new.

    place -- the evening, group and locality it is about.
    kind -- one of KINDS. words -- at most LONGEST characters; may be empty.
    about -- the leads it may be about: they never know of it.

    Raises NotFound, CannotRaise.
    """
    insist_may_raise(actor, place=place, kind=kind, words=words)
    with transaction.atomic():
        lately = Worry.objects.filter(
            raised_by_id=actor.person_id,
            meeting_id=place.meeting_id,
            kind=kind,
            raised_at__gt=now - SAME,
        )
        # The words are sealed, so they are compared here and not in the database.
        if same := next((row for row in lately if row.words == words), None):
            return same.pk, False
        row = Worry.objects.create(
            locality_id=place.locality_id,
            meeting_id=place.meeting_id,
            raised_by_id=actor.person_id,
            raised_at=now,
            kind=kind,
            words=words,
            look_by=now + practice.ours().first_look(kind),
        )
        round_a_lead.keep_from(row.pk, about)
        trail.note(actor, verb=Verb.RAISE_A_WORRY, what=f"worry:{row.pk}", now=now)
    return row.pk, True


def insist_may_raise(actor: Actor, *, place: Place, kind: str, words: str) -> None:
    """Do nothing when the actor may raise this worry there.

    Raises NotFound, CannotRaise.
    """
    insist(actor, Verb.RAISE_A_WORRY, place)
    if kind not in KINDS:
        raise CannotRaise("Please choose who or what it is about.")
    if len(words) > LONGEST:
        raise CannotRaise(f"Please keep it to {LONGEST} characters.")


def waiting(actor: Actor, *, now: datetime, most: int = 100) -> list[There]:
    """Return that worries are there, to a lead; two queries.

    First those somebody should have looked at by now, then those nobody holds, then the
    newest; closed ones last, and none that is in a record.

    Raises NotFound.
    """
    insist(actor, Verb.READ_WORRIES, ANYWHERE)
    found = round_a_lead.worries(actor).filter(record=None)
    # What is open comes whole: a flood of closed ones hides none of them.
    rows = list(found.filter(closed_at=None).order_by("-raised_at", "-id"))
    rows += found.exclude(closed_at=None).order_by("-closed_at", "-id")[:most]
    names = names_of([row.held_by_id for row in rows if row.held_by_id])
    there = [_there(row, names, now=now) for row in rows]
    there.sort(key=lambda one: (one.is_closed, not one.is_overdue, bool(one.held_by)))
    return there


def sheet(actor: Actor, *, public_id: str, now: datetime) -> Sheet:
    """Return one worry to a lead; its words only to one who has just opened it.

    Raises NotFound.
    """
    insist(actor, Verb.READ_WORRIES, ANYWHERE)
    rows = round_a_lead.worries(actor).select_related("record")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    readings = list(Reading.objects.filter(worry=row).order_by("-read_at", "-id")[:50])
    told = list(Telling.objects.filter(worry=row).order_by("id"))
    people = [row.raised_by_id, row.held_by_id, *(one.person_id for one in readings)]
    people += [one.told_by_id for one in told]
    names = names_of([who for who in people if who is not None])
    is_open = any(
        one.person_id == actor.person_id and now - one.read_at < OPEN_FOR
        for one in readings
    )
    return Sheet(
        there=_there(row, names, now=now),
        is_open=is_open,
        is_mine=row.held_by_id == actor.person_id,
        kind=row.kind if is_open else "",
        words=row.words if is_open else "",
        raised_by=names.get(row.raised_by_id or 0, "") if is_open else "",
        readings=tuple(
            Read(names.get(one.person_id or 0, ""), one.read_at) for one in readings
        ),
        look_by=row.look_by if row.looked_at is None else None,
        times=row.times if is_open else 1,
        told=tuple(_told(one, names) for one in told) if is_open else (),
        record_id=row.record.public_id if row.record else "",
        closed_why=row.closed_why if is_open else "",
    )


def open_worry(actor: Actor, *, public_id: str, now: datetime) -> None:
    """Note that the actor reads this worry from now on.

    Raises NotFound.
    """
    with transaction.atomic():
        row = locked(actor, public_id)
        Reading.objects.create(worry=row, person_id=actor.person_id, read_at=now)
        Worry.objects.filter(id=row.pk, looked_at=None).update(looked_at=now)
        trail.note(actor, verb=Verb.READ_WORRIES, what=f"worry:{row.pk}", now=now)


def take_hold(actor: Actor, *, public_id: str, now: datetime) -> None:
    """Hold this worry: one person who sees it through. Said twice, it is held once.

    Raises NotFound, CannotTakeHold.
    """
    with transaction.atomic():
        row = locked(actor, public_id)
        if row.held_by_id == actor.person_id:
            return
        if row.held_by_id is not None and row.held_by_id in roles.leads():
            name = names_of([row.held_by_id])[row.held_by_id]
            raise CannotTakeHold(f"{name} holds this already. Speak with them first.")
        row.held_by_id, row.held_since = actor.person_id, now
        row.save(update_fields=["held_by", "held_since"])
        trail.note(actor, verb=Verb.READ_WORRIES, what=f"hold:{row.pk}", now=now)


def hand_on(actor: Actor, person_id: int, *, to: int, now: datetime) -> None:
    """Let another lead hold what this one held; how much that is, nobody is told.

    to -- a lead; whoever hands over has looked. Raises NotFound.
    """
    insist(actor, Verb.TAKE_A_ROLE_BACK, THE_WHOLE_HOUSE)
    if to not in roles.leads() or to == person_id:
        raise NotFound
    with transaction.atomic():
        for row in Worry.objects.select_for_update().filter(held_by_id=person_id):
            is_about_them = to in round_a_lead.not_told(worry=row.pk)
            # Then nobody holds it, until a lead takes it whom it is not about.
            row.held_by_id = None if is_about_them else to
            row.held_since = None if is_about_them else now
            row.save(update_fields=["held_by", "held_since"])
            trail.note(
                actor, verb=Verb.TAKE_A_ROLE_BACK, what=f"hold:{row.pk}", now=now
            )


def locked(actor: Actor, public_id: str) -> Worry:
    """Return the row of a worry, locked until the transaction ends; raises NotFound."""
    insist(actor, Verb.READ_WORRIES, ANYWHERE)
    # Two leads may reach for it at once.
    rows = round_a_lead.worries(actor).select_for_update()
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def _there(row: Worry, names: dict[int, str], *, now: datetime) -> There:
    is_unseen = row.looked_at is None and row.closed_at is None
    return There(
        row.public_id,
        row.raised_at,
        row.locality_id,
        row.kind == Worry.Kind.DANGER_NOW,
        names.get(row.held_by_id or 0, ""),
        is_overdue=is_unseen and row.look_by is not None and row.look_by <= now,
        is_closed=row.closed_at is not None,
    )


def _told(one: Telling, names: dict[int, str]) -> Told:
    return Told(
        one.at,
        names.get(one.told_by_id or 0, ""),
        one.step,
        one.words,
        one.by_when,
        one.who,
        one.reach,
    )
