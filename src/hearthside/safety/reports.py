"""Reports: something is wrong, said by anybody, about anything. Who said it is a mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.db import IntegrityError, transaction

from hearthside.core.actor import Actor, Anybody
from hearthside.core.refusals import NotFound, Refusal
from hearthside.safety import protection
from hearthside.safety.evidence import LONGEST_SNAPSHOT, Thing, marks_of
from hearthside.safety.models import Concerned, Report, Step

WISHES: Final = ("look", "stop", "word", "know")
LONGEST: Final = 1000
MOST_A_DAY: Final = 12
MOST_WORDS: Final = 10
_SALT: Final = "safety.report"


class CannotReport(Refusal):
    """It cannot be kept so, or not now."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of saying it.

    is_new -- false when this person already said it. hidden -- protections it set off.
    """

    id: int
    token: str
    is_new: bool
    hidden: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Follows:
    """A report as whoever made it may follow it.

    state -- waits, read or settled. rung -- the furthest that was done, empty if nothing.
    told -- what the reader wrote back, only to somebody who asked for it.
    persons -- whom it may be about, to say who reads it; never shown.
    """

    id: int
    token: str
    kind: str
    thing: str
    group_id: int | None
    made_at: datetime
    read_at: datetime | None
    settled_at: datetime | None
    rung: str
    told: tuple[tuple[datetime, str], ...]
    may_come_back: bool
    wish: str
    is_about_staff: bool
    is_round_leads: bool
    persons: frozenset[int]

    @property
    def state(self) -> str:
        if self.settled_at:
            return "settled"
        return "read" if self.read_at else "waits"


def report(
    actor: Anybody,
    thing: Thing,
    *,
    weight: int,
    round_leads: bool,
    words: str = "",
    wish: str = "",
    now: datetime,
) -> Made:
    """Keep that something is wrong with this thing.

    weight -- in halves, from protection.weigh. round_leads -- every lead is in it.
    words, wish -- what was said with it already.
    The same person about the same thing is one report while it is open.

    Raises CannotReport.
    """
    if wish and wish not in WISHES:
        raise CannotReport("Please choose what you would like to happen.")
    mark = ""
    with transaction.atomic():
        if isinstance(actor, Actor):
            mark = marks_of(actor.person_id)[0]
            if same := _open_one(actor, thing):
                return Made(same.pk, _token(same.public_id), False, ())
        if mark and _is_too_often(mark, now=now):
            raise CannotReport(
                "You have told us a lot today. We have all of it. Please write again "
                "tomorrow."
            )
        try:
            with transaction.atomic():
                row = Report.objects.create(
                    group_id=thing.group_id,
                    locality_id=thing.locality_id,
                    kind=thing.kind,
                    thing=thing.pointer,
                    snapshot=thing.snapshot[:LONGEST_SNAPSHOT],
                    reporter_mark=mark,
                    weight=weight,
                    wish=wish,
                    for_leads=thing.is_about_staff,
                    round_leads=round_leads,
                    made_at=now,
                )
        except IntegrityError:
            # Two taps at once: the other one is kept.
            kept = Report.objects.get(
                reporter_mark=mark,
                kind=thing.kind,
                thing=thing.pointer,
                settled_at=None,
            )
            return Made(kept.pk, _token(kept.public_id), False, ())
        _concern(row, thing)
        if words:
            Step.objects.create(report=row, at=now, kind=Step.Kind.SAID, words=words)
        hidden = protection.look_after(row, can_be_hidden=thing.can_be_hidden, now=now)
    return Made(row.pk, _token(row.public_id), True, tuple(hidden))


def add(
    token: str,
    *,
    words: str,
    wish: str,
    may_come_back: bool,
    name: Thing | None,
    weight: int,
    round_leads: bool,
    now: datetime,
) -> Made:
    """Add what somebody wants us to know; nothing said before is changed.

    name -- the name it is about, when the room that knows names found it.

    Raises NotFound, CannotReport.
    """
    if len(words) > LONGEST:
        raise CannotReport(f"Please keep it to {LONGEST} characters.")
    if wish and wish not in WISHES:
        raise CannotReport("Please choose what you would like to happen.")
    with transaction.atomic():
        row = _behind(token, locked=True)
        if row.settled_at:
            raise CannotReport("This is settled. You can tell us something new.")
        if row.steps.filter(kind=Step.Kind.SAID).count() >= MOST_WORDS:
            raise CannotReport("We have all of it. Nothing more needs to be said.")
        if words:
            Step.objects.create(report=row, at=now, kind=Step.Kind.SAID, words=words)
        row.wish, row.may_come_back = wish, may_come_back
        columns = ["wish", "may_come_back"]
        hidden: list[int] = []
        if name is not None and not row.concerned.filter(is_subject=True).exists():
            row.thing, row.weight = name.pointer, weight
            row.round_leads = row.round_leads or round_leads
            columns += ["thing", "weight", "round_leads"]
            if name.snapshot:
                row.snapshot = name.snapshot
                columns.append("snapshot")
        try:
            with transaction.atomic():
                row.save(update_fields=columns)
        except IntegrityError as same:
            raise CannotReport(
                "You already told us about that name. Add your words there."
            ) from same
        if name is not None and "thing" in columns:
            _concern(row, name)
            hidden = protection.look_after(
                row, can_be_hidden=name.can_be_hidden, now=now
            )
    return Made(row.pk, token, False, tuple(hidden))


def followed(token: str) -> Follows:
    """Return how far a report is, to whoever holds its address.

    Raises NotFound.
    """
    return _follows(_behind(token))


def mine(actor: Actor, *, most: int = 50) -> list[Follows]:
    """Return the actor's own reports, newest first."""
    rows = Report.objects.filter(reporter_mark__in=marks_of(actor.person_id))
    rows = rows.prefetch_related("steps", "concerned").order_by("-made_at", "-id")
    return [_follows(row) for row in rows[:most]]


def _open_one(actor: Actor, thing: Thing) -> Report | None:
    return Report.objects.filter(
        reporter_mark__in=marks_of(actor.person_id),
        kind=thing.kind,
        thing=thing.pointer,
        settled_at=None,
    ).first()


def _is_too_often(mark: str, *, now: datetime) -> bool:
    today = Report.objects.filter(
        reporter_mark=mark, made_at__gt=now - timedelta(days=1)
    )
    return today.count() >= MOST_A_DAY


def _concern(row: Report, thing: Thing) -> None:
    about = thing.is_about_them
    Concerned.objects.bulk_create(
        [
            Concerned(report=row, person_id=who, is_subject=about)
            for who in sorted(thing.persons)
        ]
        + [
            Concerned(report=row, place_id=where, is_subject=about)
            for where in sorted(thing.places)
        ]
    )


def _token(public_id: str) -> str:
    return signing.Signer(salt=_SALT).sign(public_id)


def _behind(token: str, *, locked: bool = False) -> Report:
    try:
        public_id = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature as forged:
        raise NotFound from forged
    rows = Report.objects.select_for_update() if locked else Report.objects
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def _follows(row: Report) -> Follows:
    steps = sorted(row.steps.all(), key=lambda step: step.pk)
    answers = [step.rung for step in steps if step.kind == Step.Kind.ANSWERED]
    return Follows(
        id=row.pk,
        token=_token(row.public_id),
        kind=row.kind,
        thing=row.thing,
        group_id=row.group_id,
        made_at=row.made_at,
        read_at=row.first_read_at,
        settled_at=row.settled_at,
        rung=answers[-1] if answers else "",
        told=tuple(
            (step.at, step.words)
            for step in steps
            if step.kind == Step.Kind.TOLD and row.may_come_back
        ),
        may_come_back=row.may_come_back,
        wish=row.wish,
        is_about_staff=row.for_leads,
        is_round_leads=row.round_leads,
        persons=frozenset(
            one.person_id for one in row.concerned.all() if one.person_id is not None
        ),
    )
