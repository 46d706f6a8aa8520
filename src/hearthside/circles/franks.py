"""The house's marks on words: their keys, and whether a mark is genuine."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from hearthside.circles.models import Circle, FrankingKey, Seat
from hearthside.circles.ordering import in_order, minute_of
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.seal import CannotOpen
from hearthside.engines import envelopes, marking

TURNED_EVERY: Final = timedelta(days=30)
# The longest lifetime a circle may give its words, and a month to report what was read.
KEPT_FOR: Final = timedelta(days=180 + 30)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a report says of one word: where, when, by which seat, and the house's mark."""

    circle_id: str
    seat_id: str
    seq: int
    epoch: int
    minute: int
    frank: int
    commitment: bytes
    tag: bytes


def begin(*, now: datetime) -> int:
    """Make the first key, if there is none; return the number of the one in use."""
    newest = _in_use()
    if newest is None:
        try:
            with transaction.atomic():
                return _make(now).pk
        except IntegrityError:
            # Another process was quicker, and its key serves both.
            newest = _in_use()
    assert newest is not None  # noqa: S101 - the constraint above says so
    return newest.pk


def turn(*, now: datetime) -> int:
    """Begin a new key when the one in use is a month old; forget those nobody needs.

    Return how many keys were made or forgotten.
    """
    begin(now=now)
    done = 0
    with transaction.atomic():
        in_order()
        newest = FrankingKey.objects.select_for_update().get(in_use=True)
        if newest.made_minute <= minute_of(now - TURNED_EVERY):
            FrankingKey.objects.filter(id=newest.pk).update(in_use=False)
            _make(now)
            done += 1
    over = FrankingKey.objects.filter(
        in_use=False,
        made_minute__lt=minute_of(now - TURNED_EVERY - KEPT_FOR),
        frame=None,
    )
    return done + over.delete()[0]


def check(actor: Actor, *, claims: Sequence[Claim]) -> list[bool]:
    """Return of each claim whether the house marked exactly this, from this seat, there.

    Yes or no, and nothing else: a key, circle or seat that is not there is a no. Three
    queries, however many are asked about.

    Raises NotFound: the actor may not ask.
    """
    insist(actor, Verb.CHECK_WHAT_WAS_SAID, ANYWHERE)
    keys = FrankingKey.objects.in_bulk({one.frank for one in claims})
    rows = Circle.objects.filter(public_id__in={one.circle_id for one in claims})
    groups = {
        name: bytes(mls_id) for name, mls_id in rows.values_list("public_id", "mls_id")
    }
    seats = Seat.objects.filter(public_id__in={one.seat_id for one in claims})
    sits = set(seats.values_list("circle__public_id", "public_id"))
    return [
        (one.circle_id, one.seat_id) in sits
        and _is_marked(one, keys.get(one.frank), groups[one.circle_id])
        for one in claims
    ]


def _is_marked(claim: Claim, key: FrankingKey | None, mls_id: bytes) -> bool:
    fits = (
        len(claim.commitment) == envelopes.COMMITMENT
        and min(claim.seq, claim.epoch, claim.minute) >= 0
        and max(claim.seq, claim.epoch, claim.minute) < 1 << 63
    )
    if key is None or not fits:
        return False
    genuine = marking.tag(
        base64.urlsafe_b64decode(key.key + "="),
        commitment=claim.commitment,
        mls_id=mls_id,
        seq=claim.seq,
        epoch=claim.epoch,
        seat=claim.seat_id,
        minute=claim.minute,
    )
    return hmac.compare_digest(genuine, claim.tag)


def is_ready() -> bool:
    """Return whether there is a key in use that a secret of this house opens."""
    try:
        return _in_use() is not None
    except CannotOpen:
        return False


def _in_use() -> FrankingKey | None:
    return FrankingKey.objects.filter(in_use=True).first()


def _make(now: datetime) -> FrankingKey:
    drawn = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    return FrankingKey.objects.create(key=drawn, made_minute=minute_of(now))
