"""Words of a circle are reported: sealed for the leads, and found genuine or not by them.

The house learns whose seat it is about and what is wished, and never a word. Only a lead's
own browser opens what came; of each word it asks here whether the house marked it so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from hearthside.circles import behind, franks, rosters
from hearthside.circles.behind import Sat
from hearthside.circles.franks import Claim
from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, places
from hearthside.people.signing_in import names_of
from hearthside.safety import reading, reports, sealed_words
from hearthside.safety.evidence import Thing
from hearthside.safety.ladder import CannotAnswer
from hearthside.safety.reports import CannotReport
from hearthside.safety.sealed_words import Sealed, ToOpen
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.say_something_is_wrong import (
    Desk,
    readers_of,
    tell_of_hidden,
    tell_readers,
    weight_of,
)

KIND: Final = "circle"
# What one report may carry: the words it is about, and others that show what happened.
MOST_MESSAGES: Final = 20
# Changed or taken back, one message is several words.
MOST_WORDS: Final = 100


@dataclass(frozen=True, slots=True)
class Reader:
    """One lead a device seals to: the id of their key, the key, and what they are called."""

    key_id: str
    open: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Reported:
    """What came of it. is_sealed -- somebody who reads the report can open the words."""

    token: str
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report says of one word. member_id -- 16 bytes of the key it is said to be from."""

    member_id: bytes
    seq: int
    epoch: int
    minute: int
    frank: int
    commitment: bytes
    tag: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """Whether the house marked it so, and then the name in the group of whose seat it is."""

    genuine: bool
    name: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What came sealed with a report. about -- the key it is about, 16 bytes, or nothing."""

    about: bytes
    boxes: tuple[ToOpen, ...]


def readers(actor: Actor, *, circle_id: str) -> list[Reader]:
    """Return whom a device of somebody in this circle seals a report to.

    Raises NotFound.
    """
    _insist_it_can_be_shown(actor, circle_id)
    holders = sealed_words.readers()
    names = names_of([one.person_id for one in holders])
    return [Reader(one.id, one.open, names.get(one.person_id, "")) for one in holders]


def report_from_a_circle(
    actor: Actor,
    *,
    circle_id: str,
    about: bytes,
    wish: str,
    sealed: Sealed,
    base_address: str,
    now: datetime,
) -> Reported:
    """Keep a report about whoever has this key in the circle, with the words it discloses.

    about -- 16 bytes. Where nobody who reads it could open the words they are not kept,
    and the report is.

    Raises NotFound, CannotReport, ChangedMeanwhile.
    """
    _insist_it_can_be_shown(actor, circle_id)
    theirs = behind.with_keys(circle_id, [about])
    if not theirs:
        raise CannotReport(_("Nobody in this circle has that key. Nothing was sent."))
    if theirs[0].person_id == actor.person_id:
        raise CannotReport(_("You said that yourself. Nothing was sent."))
    thing = _thing(circle_id, theirs[0])
    who = readers_of(thing)
    is_for_leads = who.desk in {Desk.BOTH, Desk.LEADS}
    with transaction.atomic():
        made = reports.report(
            actor,
            thing,
            weight=weight_of(actor, thing, now=now),
            round_leads=not is_for_leads,
            wish=wish,
            now=now,
        )
        is_sealed = sealed_words.keep(
            made.id,
            sealed,
            for_persons=who.person_ids if is_for_leads else (),
            now=now,
        )
        occasion = f"report:{made.id}" if made.is_new else f"words:{sealed.tag}"
        tell_readers(who, occasion, base_address=base_address, now=now)
        tell_of_hidden(who, made, base_address=base_address, now=now)
    return Reported(made.token, is_sealed)


def brought(actor: Actor, *, public_id: str, now: datetime) -> Brought:
    """Return what came sealed with a report, to a lead who has just opened it.

    Raises NotFound.
    """
    own = own_places(actor)
    sheet = reading.sheet(actor, own, public_id=public_id, now=now)
    if sheet.there.kind != KIND or not sheet.is_open:
        return Brought(b"", ())
    boxes = sealed_words.to_open(actor, own, public_id=public_id, now=now)
    circle_id, _colon, seat_id = sheet.thing.partition(":")
    return Brought(behind.member_of(circle_id, seat_id) if boxes else b"", tuple(boxes))


def check_words(
    actor: Actor, *, public_id: str, asked: Sequence[Asked], now: datetime
) -> list[Told]:
    """Return of each word of a report whether it was really said, and then by which name.

    Only for the circle the report came from, and while the report is open on record. A
    fixed number of queries, and one more for each person who spoke.

    Raises NotFound, CannotAnswer.
    """
    sheet = reading.sheet(actor, own_places(actor), public_id=public_id, now=now)
    if not sheet.is_open:
        raise CannotAnswer(_("Open the report first."))
    if len(asked) > MOST_WORDS:
        raise CannotAnswer(_("That is more than a report holds."))
    circle_id = sheet.thing.partition(":")[0] if sheet.there.kind == KIND else ""
    sat: dict[bytes, list[Sat]] = {}
    for one in behind.with_keys(circle_id, [one.member_id for one in asked]):
        sat.setdefault(one.member_id, []).append(one)
    tries = [
        (at, seat)
        for at, one in enumerate(asked)
        for seat in sat.get(one.member_id, ())
    ]
    claims = [_claim(asked[at], circle_id, seat) for at, seat in tries]
    genuine = franks.check(actor, claims=claims)
    said_by = {
        at: seat.person_id
        for (at, seat), yes in zip(tries, genuine, strict=True)
        if yes
    }
    names = {who: _name(who, sheet.there.group_id) for who in set(said_by.values())}
    return [
        Told(at in said_by, names[said_by[at]] if at in said_by else "")
        for at in range(len(asked))
    ]


def _insist_it_can_be_shown(actor: Actor, circle_id: str) -> None:
    """A room's marks go with it, and nobody in it has a place by which they are known."""
    rosters.sitting(actor, circle_id)
    if behind.group_of(circle_id) is None:
        raise NotFound


def _thing(circle_id: str, seat: Sat) -> Thing:
    """Return the seat as safety knows it: a name by its place, a helper without one by person."""
    group_id = behind.group_of(circle_id)
    place = _place(seat.person_id, group_id)
    group = directory.handles([group_id]).get(group_id) if group_id else None
    return Thing(
        KIND,
        f"{circle_id}:{seat.seat_id}",
        group_id=group_id,
        locality_id=group.locality_id if group else None,
        snapshot=group.name if group else "",
        # One of the two: both would say which name somebody who helps has as a member.
        persons=frozenset() if place else frozenset({seat.person_id}),
        places=frozenset({place.id}) if place else frozenset(),
        is_about_them=True,
        # Words of a circle are for leads alone.
        is_about_staff=True,
    )


def _place(person_id: int, group_id: int | None) -> places.Place | None:
    """Return the place of this person in that group: the open one, or the last they had."""
    if group_id is None:
        return None
    had = places.of(Actor(person_id), group_id=group_id)
    return max(had, key=lambda one: (one.is_open, one.id), default=None)


def _name(person_id: int, group_id: int | None) -> str:
    place = _place(person_id, group_id)
    return place.name_here if place else names_of([person_id]).get(person_id, "")


def _claim(one: Asked, circle_id: str, seat: Sat) -> Claim:
    return Claim(
        circle_id=circle_id,
        seat_id=seat.seat_id,
        seq=one.seq,
        epoch=one.epoch,
        minute=one.minute,
        frank=one.frank,
        commitment=one.commitment,
        tag=one.tag,
    )
