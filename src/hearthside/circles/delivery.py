"""Turning the keys: one commit an epoch, in the order, with what it lets in or leaves out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from hearthside.circles import auditing, rosters
from hearthside.circles.auditing import GONE, Audit, Audited
from hearthside.circles.models import (
    LARGEST_COMMIT,
    LARGEST_GROUP_INFO,
    LARGEST_WELCOME,
    Circle,
    Frame,
    GroupInfo,
    Seat,
    SpentTicket,
    Welcome,
)
from hearthside.circles.ordering import in_order, minute_of
from hearthside.core.actor import Actor
from hearthside.core.refusals import Refusal
from hearthside.engines import envelopes
from hearthside.engines.envelopes import Commit, NotOurs

MOST_WELCOMES = 40
WELCOME_LASTS = timedelta(days=30)


class CannotCommit(Refusal):
    """The keys of the circle cannot be turned so."""


class Stale(Refusal):
    """Somebody turned the keys first: do what they did, then try again.

    epoch -- at which the circle is now.
    """

    def __init__(self, epoch: int) -> None:
        super().__init__("The keys of this circle were turned meanwhile.")
        self.epoch = epoch


@dataclass(frozen=True, slots=True)
class ToWelcome:
    """What one newcomer's device needs to begin."""

    seat_id: str
    device: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Committed:
    """Where in the order the commit stands, and the epoch it began."""

    seq: int
    epoch: int


def commit(
    actor: Actor,
    *,
    circle_id: str,
    frame: bytes,
    group_info: bytes,
    welcomes: Sequence[ToWelcome] = (),
    audit: Audit,
    now: datetime,
) -> Committed:
    """Turn the keys of a circle, if nobody turned them first.

    The same commit sent again is answered as the first time. group_info -- how the keys
    look afterwards, with their tree; kept only if the audit finds it sound.

    Raises NotFound, CannotCommit, CannotAudit, CannotSit, Stale.
    """
    outside = _outside(frame)
    if why := why_not_so_large(frame, group_info, welcomes):
        raise CannotCommit(why)
    # Before the order is held: an audit takes its time, and nobody else should wait.
    rosters.seat_for(actor, circle_id)
    if again := _sent_before(actor, circle_id, outside, frame):
        return again
    audited = audit(group_info)
    with transaction.atomic():
        in_order()
        circle, seat = _locked(actor, circle_id)
        if again := _sent_before(actor, circle_id, outside, frame):
            return again
        _insist_it_fits(circle, seat, outside, audited)
        seq = circle.last_seq + 1
        _keep(circle, frame, seq=seq, now=now)
        _spend(circle, outside, now=now)
        Circle.objects.filter(id=circle.pk).update(epoch=circle.epoch + 1, last_seq=seq)
        GroupInfo.objects.update_or_create(
            circle=circle,
            defaults={
                "epoch": audited.epoch,
                "body": group_info,
                "tree_hash": audited.tree_hash,
            },
        )
        rosters.follow_the_keys(circle, audited.roster, seq=seq, now=now)
        _welcome(circle, welcomes, audited, now=now)
    return Committed(seq, audited.epoch)


def why_not_so_large(
    frame: bytes, group_info: bytes, welcomes: Sequence[ToWelcome]
) -> str | None:
    """Return why this is too much at once, or None."""
    fits = (
        0 < len(frame) <= LARGEST_COMMIT
        and 0 < len(group_info) <= LARGEST_GROUP_INFO
        and len(welcomes) <= MOST_WELCOMES
        and all(
            0 < len(one.body) <= LARGEST_WELCOME and rosters.is_device(one.device)
            for one in welcomes
        )
    )
    return None if fits else "That is larger than the keys of a circle are."


def _outside(frame: bytes) -> Commit:
    try:
        return envelopes.commit(frame)
    except NotOurs as odd:
        raise CannotCommit("That is no commit a circle can keep.") from odd


def _locked(actor: Actor, circle_id: str) -> tuple[Circle, Seat]:
    Circle.objects.select_for_update().filter(public_id=circle_id).first()
    return rosters.seat_for(actor, circle_id)


def _sent_before(
    actor: Actor, circle_id: str, outside: Commit, frame: bytes
) -> Committed | None:
    """Return how this very commit was answered, if it was kept before."""
    circle, _seat = rosters.seat_for(actor, circle_id)
    row = (
        Frame.objects.filter(circle=circle, epoch=outside.epoch, kind=Frame.Kind.COMMIT)
        .values_list("seq", "body")
        .first()
    )
    if row is None or bytes(row[1]) != frame:
        return None
    return Committed(row[0], outside.epoch + 1)


def _insist_it_fits(
    circle: Circle, seat: Seat, outside: Commit, audited: Audited
) -> None:
    if outside.mls_id != bytes(circle.mls_id):
        raise CannotCommit("That commit is for another circle.")
    if outside.epoch != circle.epoch:
        raise Stale(circle.epoch)
    if not outside.is_from_outside and seat.from_seq is None:
        raise CannotCommit("No device of yours is in the keys of this circle.")
    if (
        audited.group_id != bytes(circle.mls_id)
        or audited.epoch != circle.epoch + 1
        or not audited.roster
    ):
        raise CannotCommit("These keys are not what follows in this circle.")
    if outside.is_from_outside:
        _insist_it_brings_in_one(circle, seat, audited)


def _insist_it_brings_in_one(circle: Circle, seat: Seat, audited: Audited) -> None:
    """From outside one brings in oneself: nobody else comes, and nobody goes.

    And with the key one had there (RFC 9420 section 12.4.3.2). An invitation opens nothing
    yet: the house cannot tell a genuine one, and one made up would stop the circle.
    """
    before = auditing.in_the_keys(circle)
    others = circle.seats.filter(ended_on=None).exclude(pk=seat.pk)
    inside = {row.public_id for row in others if row.from_seq is not None}
    had = {row.public_id for row in others if bytes(row.member_id or b"") in before}
    named = {rosters.seat_of(one)[0] for one in audited.roster}
    named -= {GONE, seat.public_id}
    if not inside <= named <= inside | had:
        raise CannotCommit("From outside one brings in oneself, and nobody else goes.")
    is_back = seat.from_seq is not None or bytes(seat.member_id or b"") in before
    if not is_back:
        raise CannotCommit("Somebody inside has to let this device in.")


def _keep(circle: Circle, frame: bytes, *, seq: int, now: datetime) -> None:
    Frame.objects.create(
        circle=circle,
        seq=seq,
        kind=Frame.Kind.COMMIT,
        epoch=circle.epoch,
        minute=minute_of(now),
        bucket=envelopes.bucket(len(frame)),
        body=frame,
    )


def _spend(circle: Circle, outside: Commit, *, now: datetime) -> None:
    if not (outside.is_from_outside and outside.ticket):
        return
    digest = hashlib.sha256(outside.ticket).digest()
    try:
        with transaction.atomic():
            SpentTicket.objects.create(
                circle=circle, digest=digest, spent_minute=minute_of(now)
            )
    except IntegrityError as used:
        raise CannotCommit("That invitation was used. Ask for a new one.") from used


def _welcome(
    circle: Circle, given: Iterable[ToWelcome], audited: Audited, *, now: datetime
) -> None:
    in_the_keys = {rosters.seat_of(one) for one in audited.roster}
    until = minute_of(now + WELCOME_LASTS)
    by_id = {row.public_id: row for row in circle.seats.filter(ended_on=None)}
    rows = {}
    for one in given:
        # A leaf may outlast its seat: whoever left needs nothing to begin with.
        if (one.seat_id, one.device) not in in_the_keys or one.seat_id not in by_id:
            raise CannotCommit("A welcome is for a device that is not in the keys.")
        rows[one.seat_id, one.device] = Welcome(
            seat=by_id[one.seat_id],
            device=one.device,
            epoch=audited.epoch,
            body=one.body,
            until_minute=until,
        )
    Welcome.objects.bulk_create(rows.values())
