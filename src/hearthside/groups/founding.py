"""Founding a group: its first row, its words, its first agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence, words
from hearthside.groups import seats
from hearthside.groups.changing import LENGTHS, NO_NAME, why_not_call_it
from hearthside.groups.models import Agreement, Group, Said
from hearthside.groups.patterns import put_down
from hearthside.groups.withheld import roughly
from hearthside.organisation.models import Locality
from hearthside.people.chosen_names import skeleton

MOST_PROMISES: Final = 20
LONGEST_PROMISE: Final = 300


class CannotFound(Refusal):
    """A group cannot begin like this."""


@dataclass(frozen=True, slots=True)
class Founded:
    """The new group."""

    group_id: int
    public_id: str


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What a group begins with. Texts as a newcomer reads them.

    said -- words of the closed vocabulary, languages as "lang:cy".
    """

    name: str
    one_line: str
    about: str
    first_time: str
    who_meets_you: str
    hours_note: str
    seats: int
    attendance: str
    pattern: recurrence.Pattern
    said: tuple[str, ...]
    place_name: str = ""
    address: str = ""
    address_withheld: bool = False
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    is_approximate: bool = False
    directions: str = ""
    access_notes: str = ""
    door: str = ""
    online_note: str = ""
    online_link: str = ""
    promises: tuple[str, ...] = field(default=())
    promised_on: date = date(2026, 1, 1)


def why_not_found(new: NewGroup) -> str | None:
    """Return why a group cannot begin with this, or None when it can."""
    if not new.name.strip():
        return NO_NAME
    for name, longest in LENGTHS.items():
        if len(getattr(new, name)) > longest:
            return f"One of the texts is longer than {longest} letters."
    if new.attendance not in words.ATTENDANCE:
        return "Choose how people take part."
    if not new.promises:
        return "Write at least one promise. People join a group by agreeing to it."
    if len(new.promises) > MOST_PROMISES:
        return f"An agreement has at most {MOST_PROMISES} promises."
    if any(len(promise) > LONGEST_PROMISE for promise in new.promises):
        return f"A promise has at most {LONGEST_PROMISE} letters."
    try:
        recurrence.check(new.pattern)
    except recurrence.NotAPattern as wrong:
        return str(wrong)
    return None


def found(
    actor: Actor | Machine, new: NewGroup, *, locality_id: int, now: datetime
) -> Founded:
    """Begin a group, listed, with its first agreement.

    Raises NotFound, CannotFound.
    """
    insist(actor, Verb.CHANGE_A_GROUP, Place(None, locality_id))
    if why := why_not_found(new):
        raise CannotFound(why)
    group = Group(
        locality_id=locality_id,
        confirmed_at=now,
        changed_at=now,
        **{
            name: getattr(new, name)
            for name in NewGroup.__dataclass_fields__
            if name not in {"pattern", "said", "promises", "promised_on"}
        },
    )
    if group.address_withheld and group.latitude is not None:
        group.latitude, group.longitude = roughly(group.latitude, group.longitude)
        group.is_approximate = True
    put_down(group, new.pattern, now=now)
    with transaction.atomic():
        # Two quick taps would begin it twice: the lock makes the second see the first.
        if not Locality.objects.select_for_update().filter(id=locality_id).first():
            raise NotFound
        if why := why_not_call_it(new.name, locality_id=locality_id):
            raise CannotFound(why)
        group.save()
        Said.objects.bulk_create(
            Said(group=group, word=word) for word in sorted(set(new.said))
        )
        adopt(group_id=group.pk, number=1, promises=new.promises, on=new.promised_on)
        trail.note(actor, verb=Verb.CHANGE_A_GROUP, what=f"group:{group.pk}", now=now)
    return Founded(group.pk, group.public_id)


def adopt(
    *, group_id: int, number: int, promises: tuple[str, ...], on: date, why: str = ""
) -> None:
    """Keep one version of a group's agreement; a version once adopted never changes."""
    Agreement.objects.get_or_create(
        group_id=group_id,
        number=number,
        defaults={"promises": list(promises), "adopted_on": on, "why": why},
    )


def seat(*, person_id: int, group_id: int, name_here: str, now: datetime) -> None:
    """Give a person of the demo a seat, as if they had joined."""
    newest = Agreement.objects.filter(group_id=group_id).order_by("-number").first()
    seats.take(
        person_id=person_id,
        group_id=group_id,
        name_here=name_here,
        skeleton=skeleton(name_here),
        agreement_number=newest.number if newest else 1,
        now=now,
    )
