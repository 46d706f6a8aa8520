"""Slips: a code shown at close, a slip for whoever was there, verified once. No names."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.ids import ALPHABET
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines.slips import Signed
from hearthside.meetings import slip_keys
from hearthside.meetings.models import (
    Holding,
    Meeting,
    SlipCode,
    SlipsWanted,
    SpentSlip,
)

MINUTES: Final = 60
WORKS_FOR: Final = timedelta(minutes=15)
# Later than this after the close, whoever was there has gone home.
SHOWN_WITHIN: Final = timedelta(hours=2)
CODE_LETTERS: Final = 8
SERIAL_LETTERS: Final = 26
# A slip older than this is not verified any more, so that spent ones can be forgotten.
GOOD_FOR: Final = timedelta(days=180)


class CannotShow(Refusal):
    """There are no codes for this evening."""


class CannotRedeem(Refusal):
    """This code gives no slip."""


class CannotVerify(Refusal):
    """This slip is none of ours, or too old."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The codes of one evening, and until when they work."""

    codes: tuple[str, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a verification. is_first -- nobody verified this slip before; on --
    the day of the first time.
    """

    is_first: bool
    on: date


def are_wanted(group_id: int) -> bool:
    """Return whether this group offers slips; one query."""
    return SlipsWanted.objects.filter(group_id=group_id).exists()


def how_many_want_them() -> int:
    """Return how many groups offer slips; one query."""
    return SlipsWanted.objects.count()


def want(actor: Actor | Machine, *, place: Place, wanted: bool, now: datetime) -> None:
    """Keep whether a group offers slips when an evening closes.

    Raises NotFound.
    """
    insist(actor, Verb.CHANGE_THE_RUNNING, place)
    if place.group_id is None:
        raise NotFound
    with transaction.atomic():
        if wanted:
            SlipsWanted.objects.get_or_create(
                group_id=place.group_id, defaults={"since_at": now}
            )
        else:
            SlipsWanted.objects.filter(group_id=place.group_id).delete()
        what = f"group-slips:{place.group_id}"
        trail.note(actor, verb=Verb.CHANGE_THE_RUNNING, what=what, now=now)


def why_not_show(actor: Actor, *, meeting_id: int, now: datetime) -> str | None:
    """Return why there are no codes for this evening, or None when there can be."""
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    date_row = Meeting.objects.get(id=meeting_id)
    row = Holding.objects.filter(meeting_id=meeting_id).first()
    if not are_wanted(date_row.group_id):
        return "This group does not offer slips."
    if row is None or row.closed_at is None:
        return "Close the evening first. There are as many codes as people you counted."
    if row.closed_at - max(row.opened_at, date_row.starts_at) < _an_hour():
        return "This evening was shorter than an hour, so there is nothing to say on a slip."
    if not date_row.here:
        return "You counted nobody, so there is no code."
    if row.slips_until is not None and row.slips_until <= now:
        return "The codes of this evening have run out."
    if now > row.closed_at + SHOWN_WITHIN:
        return "This evening closed more than two hours ago. Codes are for those in the room."
    return None


def show_codes(actor: Actor, *, meeting_id: int, now: datetime) -> None:
    """Let the codes of this evening work for a quarter of an hour from now.

    There are never more of them than people counted. Said again, they are the same.

    Raises NotFound, CannotShow.
    """
    with transaction.atomic():
        date_row = Meeting.objects.select_for_update().filter(id=meeting_id).first()
        if date_row is None:
            raise NotFound
        if why := why_not_show(actor, meeting_id=meeting_id, now=now):
            raise CannotShow(why)
        row = Holding.objects.get(meeting_id=meeting_id)
        if row.slips_until is not None:
            return
        row.slips_until = now + WORKS_FOR
        row.save(update_fields=["slips_until"])
        SlipCode.objects.bulk_create(
            SlipCode(
                code_hash=_code_hash(code), on=date_row.on, valid_until=row.slips_until
            )
            for code in sorted(_codes(row.pk, date_row.here or 0), key=_code_hash)
        )


def shown(actor: Actor, *, meeting_id: int, now: datetime) -> Shown | None:
    """Return the codes that work now, or None; two queries.

    Raises NotFound.
    """
    insist(actor, Verb.HOLD_A_MEETING, Place(meeting_id=meeting_id))
    row = (
        Holding.objects.select_related("meeting").filter(meeting_id=meeting_id).first()
    )
    if row is None or row.slips_until is None or row.slips_until <= now:
        return None
    codes = _codes(row.pk, row.meeting.here or 0)
    free = set(
        SlipCode.objects.filter(
            code_hash__in=[_code_hash(code) for code in codes], form_hash=""
        ).values_list("code_hash", flat=True)
    )
    return Shown(tuple(c for c in codes if _code_hash(c) in free), row.slips_until)


def redeem(*, code: str, form: str, house: str, now: datetime) -> Signed:
    """Return the slip for a code. The code is spent; the slip is kept nowhere.

    form -- by chance, from the page: the same form sent twice gives the same slip.
    house -- the address of this house.

    Raises CannotRedeem.
    """
    typed = tidy(code)
    with transaction.atomic():
        row = (
            SlipCode.objects.select_for_update()
            .filter(code_hash=_code_hash(typed), valid_until__gt=now)
            .first()
        )
        if row is None:
            raise CannotRedeem(
                "That code does not work. It may have run out: codes work for a quarter "
                "of an hour. Look at the letters again, or ask whoever leads."
            )
        used_with = _plain(form)
        if row.form_hash and not hmac.compare_digest(row.form_hash, used_with):
            raise CannotRedeem(
                "That code was used already. Each one works once. Ask whoever leads for "
                "another."
            )
        if not row.form_hash:
            SlipCode.objects.filter(code_hash=row.code_hash).update(form_hash=used_with)
        serial = _letters(_raw("slip serial", f"{typed}:{form}"), SERIAL_LETTERS)
        return slip_keys.sign(
            house=house, on=row.on, minutes=MINUTES, serial=serial, now=now
        )


def why_not_verify(signed: Signed, *, today: date) -> str | None:
    """Return why this slip cannot be verified here, or None when it can; one query."""
    if not slip_keys.is_ours(signed):
        return (
            "This house did not sign that slip. A letter may be missing, or something in "
            "it was changed."
        )
    if today > signed.slip.on + GOOD_FOR:
        return "The signature is ours. The slip is older than 180 days, so it is not verified any more."
    return None


def verify(signed: Signed, *, form: str, today: date) -> Verified:
    """Verify a slip and remember that it was: the first time counts.

    form -- by chance, from the page: the same form sent twice is one verification.

    Raises CannotVerify.
    """
    if why := why_not_verify(signed, today=today):
        raise CannotVerify(why)
    spent = _plain(signed.slip.serial)
    used_with = _plain(form)
    try:
        # Of two at once, one is the first.
        with transaction.atomic():
            SpentSlip.objects.create(
                slip_hash=spent, verified_on=today, form_hash=used_with
            )
    except IntegrityError:
        row = SpentSlip.objects.get(slip_hash=spent)
        return Verified(row.form_hash == used_with, row.verified_on)
    return Verified(True, today)


def forget(*, now: datetime) -> int:
    """Forget codes that ran out, and spent slips too old to be verified again."""
    codes = SlipCode.objects.filter(valid_until__lt=now).delete()[0]
    before = now.date() - GOOD_FOR - timedelta(days=1)
    return codes + SpentSlip.objects.filter(verified_on__lt=before).delete()[0]


def tidy(code: str) -> str:
    """Return a code as it is kept: small letters, no blanks, no dashes."""
    return "".join(code.lower().replace("-", " ").split())[:40]


def _an_hour() -> timedelta:
    return timedelta(minutes=MINUTES)


def _codes(holding_id: int, many: int) -> tuple[str, ...]:
    """Return the codes of one evening: drawn from the secret, so that none is stored."""
    return tuple(
        _letters(_raw("slip code", f"{holding_id}:{at}"), CODE_LETTERS)
        for at in range(many)
    )


def _code_hash(code: str) -> str:
    return _keyed("slip code hash", code)


def _plain(by_chance: str) -> str:
    # Drawn by chance from 2^127 and more, so that nobody can try them all: no key is
    # needed, and a new secret of the house makes nothing spent unspent.
    return hashlib.sha256(by_chance.encode()).hexdigest()


def _keyed(what: str, words: str) -> str:
    return _raw(what, words).hex()


def _raw(what: str, words: str) -> bytes:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"{what}:{words}".encode(), hashlib.sha256).digest()


def _letters(raw: bytes, many: int) -> str:
    drawn, found = int.from_bytes(raw), []
    for _ in range(many):
        drawn, at = divmod(drawn, len(ALPHABET))
        found.append(ALPHABET[at])
    return "".join(found)
