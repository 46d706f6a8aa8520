"""Emergency contacts: sealed by the person's browser, for two keyholders to open together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, Refusal
from hearthside.people.models import Person
from hearthside.safety import keyholding
from hearthside.safety.models import ContactHalf, KeyholderKey, SealedContact

# As docs/develop/keys.md says: whatever was written, these are the lengths.
BOX: Final = 2048 + 29
HALF: Final = 80
FORM: Final = 1
_TAG: Final = re.compile(r"[A-Za-z0-9_-]{22}")


class CannotSeal(Refusal):
    """What was sent is no sealed contact, or there is nobody to seal it for."""


@dataclass(frozen=True, slots=True)
class Halves:
    """The two halves for one pair of keyholders, each sealed to one of them."""

    one: str
    other: str
    for_one: bytes
    for_other: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """A contact as the browser sealed it."""

    tag: str
    box: bytes
    pairs: tuple[Halves, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """What the actor left: when, and whether the keyholders have changed since."""

    sealed_at: datetime
    wants_sealing_anew: bool


def why_not_seal() -> str | None:
    """Return why no contact can be left here now, or None."""
    if len(keyholding.current()) >= keyholding.FEWEST:
        return None
    return _("Two people here need to hold a key first, and they do not yet.")


def mine(actor: Actor) -> Mine | None:
    """Return what the actor left, or None; at most four queries."""
    insist(actor, Verb.LEAVE_A_CONTACT, ANYWHERE)
    row = SealedContact.objects.filter(person_id=actor.person_id).first()
    if row is None:
        return None
    sealed_to = set(row.halves.values_list("mine__public_id", flat=True))
    now_held = {one.id for one in keyholding.current()}
    # One who came is no reason to ask; one who left is.
    return Mine(row.sealed_at, not sealed_to <= now_held)


def seal(actor: Actor, sealed: Sealed, *, now: datetime) -> None:
    """Keep a sealed contact in place of what the actor left before.

    Raises CannotSeal, ChangedMeanwhile.
    """
    insist(actor, Verb.LEAVE_A_CONTACT, ANYWHERE)
    _insist_ours(sealed)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(id=actor.person_id)
        if why := why_not_seal():
            raise CannotSeal(why)
        holders = [one.id for one in keyholding.current()]
        if {_pair(one) for one in sealed.pairs} != set(
            combinations(sorted(holders), 2)
        ):
            raise ChangedMeanwhile(
                _("The people who hold a key have changed. Press once more.")
            )
        # An opening under way was for the old words: it ends with them.
        SealedContact.objects.filter(person_id=actor.person_id).delete()
        row = SealedContact.objects.create(
            person_id=actor.person_id, tag=sealed.tag, box=sealed.box, sealed_at=now
        )
        keys = dict(
            KeyholderKey.objects.filter(public_id__in=holders).values_list(
                "public_id", "id"
            )
        )
        ContactHalf.objects.bulk_create(
            ContactHalf(contact=row, mine_id=keys[me], other_id=keys[you], half=half)
            for pair in sealed.pairs
            for me, you, half in (
                (pair.one, pair.other, pair.for_one),
                (pair.other, pair.one, pair.for_other),
            )
        )


def withdraw(actor: Actor) -> None:
    """Take the actor's contact back, at any time; nobody can open it any more."""
    insist(actor, Verb.LEAVE_A_CONTACT, ANYWHERE)
    SealedContact.objects.filter(person_id=actor.person_id).delete()


def _pair(one: Halves) -> tuple[str, str]:
    first, second = sorted((one.one, one.other))
    return first, second


def _insist_ours(sealed: Sealed) -> None:
    pairs = {_pair(one) for one in sealed.pairs}
    fits = (
        _TAG.fullmatch(sealed.tag)
        and len(sealed.box) == BOX
        and sealed.box[0] == FORM
        and len(pairs) == len(sealed.pairs)
        and all(
            len(half) == HALF
            for one in sealed.pairs
            for half in (one.for_one, one.for_other)
        )
    )
    if not fits:
        raise CannotSeal(_("That is nothing our page seals. Nothing was changed."))
