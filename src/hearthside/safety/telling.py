"""I am worried about somebody: told by anybody, read by a lead. Whom it is about learns nothing."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor, Anybody
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.people.chosen_names import skeleton
from hearthside.safety import practice, round_a_lead
from hearthside.safety.models import Telling, Worry
from hearthside.safety.worries import KINDS

LONGEST: Final = {"who": 80, "words": 1000, "reach": 120}
# Many about one person are one worry. So many of them a lead can read; how many there
# were is counted beyond that, and the page says so to everybody beforehand.
MOST_READ: Final = 20
# So often one account may tell in a day, whomever it is about.
MOST_A_DAY: Final = 3
A_DAY: Final = timedelta(days=1)


class CannotTell(Refusal):
    """This cannot be told so."""


class TooOften(Refusal):
    """Somebody has told as much as one may in a day."""


@dataclass(frozen=True, slots=True)
class Worried:
    """What somebody says about another person.

    who -- the name they know them by: free words, looked up nowhere.
    reach -- how a lead may reach whoever tells; may be empty.
    """

    who: str
    kind: str
    words: str
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it.

    wants_a_letter -- it is new, or danger is feared for the first time.
    """

    worry_id: int
    wants_a_letter: bool
    is_danger: bool


def tell(
    actor: Anybody,
    worried: Worried,
    *,
    about: frozenset[int] = frozenset(),
    now: datetime,
) -> Kept:
    """Keep a worry about another person for the leads, joined to one about the same name.

    Nothing is looked up, nobody is contacted, and the answer is the same whether such a
    person exists, or others told about them, or not.

    about -- the leads it may be about, found by the name alone, so that nobody can hide
    what others told of that name: they never know of it.

    Raises CannotTell, TooOften.
    """
    told_by = insist_may_tell(actor, worried, now=now)
    with transaction.atomic():
        kept = _add(worried, told_by=told_by, now=now)
        round_a_lead.keep_from(kept.worry_id, about)
        what = f"worry:{kept.worry_id}"
        trail.note(actor, verb=Verb.TELL_OF_A_WORRY, what=what, now=now)
    return kept


def insist_may_tell(actor: Anybody, worried: Worried, *, now: datetime) -> int | None:
    """Do nothing when this may be told by this actor now; return who tells, if known.

    Raises CannotTell, TooOften.
    """
    insist(actor, Verb.TELL_OF_A_WORRY, ANYWHERE)
    if worried.kind not in KINDS:
        raise CannotTell("Please choose what comes nearest.")
    if not worried.who or not worried.words:
        raise CannotTell("Say who it is and what worries you.")
    if any(len(getattr(worried, name)) > most for name, most in LONGEST.items()):
        raise CannotTell(f"Please keep it to {LONGEST['words']} characters.")
    told_by = actor.person_id if isinstance(actor, Actor) else None
    if told_by is not None and _told_today(told_by, now=now) >= MOST_A_DAY:
        raise TooOften(
            "You have told us as much as one can in a day. A lead reads it. If it cannot "
            "wait, use Help now."
        )
    return told_by


def _add(worried: Worried, *, told_by: int | None, now: datetime) -> Kept:
    key = _key_of(worried.who)
    is_danger = worried.kind == Worry.Kind.DANGER_NOW
    look_by = now + practice.ours().first_look(worried.kind)
    rows = Worry.objects.select_for_update()
    row = rows.filter(about_key=key, record=None, closed_at=None).first()
    is_new = row is None
    if row is None:
        row = Worry.objects.create(
            raised_at=now, kind=worried.kind, about_key=key, look_by=look_by
        )
    was_danger = not is_new and row.kind == Worry.Kind.DANGER_NOW
    if not is_new:
        row.times += 1
        if is_danger and not was_danger:
            # Somebody fears more than those before: it wants another first look, soon.
            row.kind, row.looked_at, row.told = worried.kind, None, 0
            row.look_by = look_by
        row.save(update_fields=["times", "kind", "looked_at", "told", "look_by"])
    if row.times <= MOST_READ:
        Telling.objects.create(
            worry=row,
            at=now,
            told_by_id=told_by,
            who=worried.who,
            words=worried.words,
            reach=worried.reach,
        )
    return Kept(row.pk, is_new or (is_danger and not was_danger), is_danger)


def _told_today(person_id: int, *, now: datetime) -> int:
    mine = Telling.objects.filter(told_by_id=person_id, at__gt=now - A_DAY, step="")
    return mine.count()


def _key_of(who: str) -> str:
    """Return the same for every spelling of one name, and nothing one could read it from."""
    letters = "".join(char for char in skeleton(who) if char.isalnum()) or who
    secret = settings.SECRET_KEY.encode()
    said = f"safety.about:{letters}".encode()
    return hmac.new(secret, said, hashlib.sha256).hexdigest()
