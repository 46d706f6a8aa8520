"""Something is wrong: it is kept, goes round whom it is about, and its readers are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from hearthside.core.actor import Actor, Anybody
from hearthside.groups import places, roles
from hearthside.notifications.report_waits import ReportWaits, words
from hearthside.people.letters import Kind
from hearthside.safety import protection, reports
from hearthside.safety.evidence import Thing
from hearthside.safety.reports import Follows, Made
from hearthside.workflows import what_is_wrong, withdraw_a_piece
from hearthside.workflows.what_is_wrong import Where
from hearthside.workflows.write_to import write_to


class Desk(StrEnum):
    """Who reads a report: nobody of them is in it."""

    BOTH = "both"
    LEADS = "leads"
    HOST = "host"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Readers:
    """The people who read a report, and which of the desks that is."""

    desk: Desk
    person_ids: tuple[int, ...]


def readers_of(about: Thing) -> Readers:
    """Return who reads a report about this: never somebody who may be meant."""
    leads = _free_of(about, roles.leads())
    near = [] if about.is_about_staff else roles.coordinators_of(about.locality_id)
    if about.locality_id is None:
        near = []
    both = _free_of(about, [*near, *roles.leads()])
    if both:
        desk = Desk.LEADS if about.is_about_staff or not near else Desk.BOTH
        return Readers(desk, tuple(both if desk is Desk.BOTH else leads))
    hosts = _free_of(about, roles.hosts())
    return Readers(Desk.HOST if hosts else Desk.NOBODY, tuple(hosts))


def desk_of(said: Follows) -> Desk:
    """Return which desk reads something that was said before."""
    if said.is_round_leads:
        return Desk.HOST if set(roles.hosts()) - said.persons else Desk.NOBODY
    return Desk.LEADS if said.is_about_staff else Desk.BOTH


def say_something_is_wrong(
    actor: Anybody, where: Where, *, kind: str, base_address: str, now: datetime
) -> Made:
    """Keep it and tell those who read it that something waits.

    kind -- one of what_is_wrong.kinds(where).

    Raises NotFound, CannotReport.
    """
    about = what_is_wrong.thing(where, kind=kind)
    readers = readers_of(about)
    with transaction.atomic():
        made = reports.report(
            actor,
            about,
            weight=weight_of(actor, about, now=now),
            round_leads=readers.desk in {Desk.HOST, Desk.NOBODY},
            now=now,
        )
        if made.is_new:
            tell_readers(
                readers, f"report:{made.id}", base_address=base_address, now=now
            )
        if made.hidden and about.kind == what_is_wrong.PIECE:
            withdraw_a_piece.hold_by_itself(about.pointer, now=now)
        tell_of_hidden(readers, made, base_address=base_address, now=now)
    return made


def say_more(
    actor: Anybody,
    token: str,
    *,
    own_words: str,
    wish: str,
    may_come_back: bool,
    name: str,
    base_address: str,
    now: datetime,
) -> Made:
    """Add words, a wish or a name to what was said. A name nobody has is kept as words.

    Raises NotFound, CannotReport.
    """
    said = reports.followed(token)
    about = None
    if said.group_id is not None and said.kind == protection.NAME:
        about = what_is_wrong.name_in(actor, group_id=said.group_id, name=name)
    if about is None and name.strip():
        own_words = f"{name.strip()}: {own_words}" if own_words else name.strip()
    readers = None if about is None else readers_of(about)
    with transaction.atomic():
        made = reports.add(
            token,
            words=own_words,
            wish=wish,
            may_come_back=may_come_back,
            name=about,
            weight=0 if about is None else weight_of(actor, about, now=now),
            round_leads=readers is not None
            and readers.desk in {Desk.HOST, Desk.NOBODY},
            now=now,
        )
        if readers is not None:
            tell_of_hidden(readers, made, base_address=base_address, now=now)
    return made


def _free_of(about: Thing, person_ids: list[int]) -> list[int]:
    free = dict.fromkeys(one for one in person_ids if one not in about.persons)
    if not about.places:
        return list(free)
    return [
        one
        for one in free
        if not about.places & {mine.id for mine in places.of(Actor(one))}
    ]


def weight_of(actor: Anybody, about: Thing, *, now: datetime) -> int:
    """Return how much it counts: only somebody who could see the thing counts at all."""
    if not isinstance(actor, Actor):
        return 0
    own = [mine for mine in places.of(actor) if mine.is_open]
    here = [mine.joined_at for mine in own if mine.group_id == about.group_id]
    is_for_all = about.kind in what_is_wrong.FOR_ALL
    anywhere = [mine.joined_at for mine in own] if is_for_all else []
    return protection.weigh(
        belonged_since=min(here, default=None),
        elsewhere_since=min(anywhere, default=None),
        now=now,
    )


def tell_of_hidden(
    readers: Readers, made: Made, *, base_address: str, now: datetime
) -> None:
    """Tell those who read a report what it hid."""
    for one in made.hidden:
        tell_readers(readers, f"hidden:{one}", base_address=base_address, now=now)


def tell_readers(
    readers: Readers, occasion: str, *, base_address: str, now: datetime
) -> None:
    """Tell those who read a report that something waits at their desk."""
    is_host = readers.desk is Desk.HOST
    address = f"{base_address}/desk/reports/{'leads/' if is_host else ''}"
    write_to(
        readers.person_ids,
        words(ReportWaits(address)),
        kind=Kind.DESK,
        occasion=occasion,
        still=lambda _: "",
        now=now,
    )
