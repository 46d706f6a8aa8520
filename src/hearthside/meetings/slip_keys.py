"""The keys this house signs slips with: made once, changed when the host says so."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Machine
from hearthside.core.policy import Verb
from hearthside.engines import slips
from hearthside.engines.slips import Signed, Slip
from hearthside.meetings.models import SlipKey


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key anybody may know. public -- base64url, 32 bytes; house -- whose it is."""

    key_id: str
    house: str
    public: str
    made_on: date
    retired_on: date | None


def public_keys() -> list[PublicKey]:
    """Return every key there ever was, the newest first; one query."""
    rows = SlipKey.objects.order_by("-made_on", "-id")
    return [
        PublicKey(row.key_id, row.house, row.public, row.made_on, row.retired_on)
        for row in rows
    ]


def sign(*, house: str, on: date, minutes: int, serial: str, now: datetime) -> Signed:
    """Return a slip signed with the key of today; the first slip ever makes the key."""
    row = SlipKey.objects.filter(retired_on=None, house=house).order_by("-id").first()
    row = row or _make(house, now=now)
    slip = Slip(house, on, minutes, serial, row.key_id)
    return slips.sign(slip, slips.key_from_letters(row.private))


def is_ours(signed: Signed) -> bool:
    """Return whether a key of this house signed this slip; one query."""
    row = SlipKey.objects.filter(
        key_id=signed.slip.key, house=signed.slip.house
    ).first()
    return row is not None and slips.is_signed(
        signed, slips.key_from_letters(row.public)
    )


def begin_a_new_one(host: Machine, *, house: str, now: datetime) -> str:
    """Retire the key and make another; return its id. Slips of the old one still verify."""
    with transaction.atomic():
        SlipKey.objects.filter(retired_on=None).update(
            retired_on=now.date(), private=""
        )
        made = _make(house, now=now)
        trail.note(
            host, verb=Verb.CHANGE_THE_RUNNING, what=f"slip-key:{made.pk}", now=now
        )
    return made.key_id


def _make(house: str, *, now: datetime) -> SlipKey:
    private = secrets.token_bytes(32)
    public = slips.public_of(private)
    return SlipKey.objects.create(
        key_id=slips.key_id(public),
        house=house,
        public=slips.key_in_letters(public),
        private=slips.key_in_letters(private),
        made_on=now.date(),
    )
