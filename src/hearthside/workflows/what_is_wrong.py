"""What something can be wrong with: each kind, told by the room that owns the thing.

A later room adds two lines: in WHERE, how its page finds the thing; in KINDS, what a
report about it discloses and round whom it goes. The room of safety knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthside.commons import showing
from hearthside.commons.showing import Shown
from hearthside.core.actor import Actor, Anybody
from hearthside.core.ids import opaque_id
from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.groups import directory, places, roles
from hearthside.groups.directory import Sheet
from hearthside.meetings import rota, schedule
from hearthside.meetings.schedule import Dated
from hearthside.people import chosen_names
from hearthside.safety.evidence import Thing
from hearthside.safety.protection import NAME

WORDS: Final = "group"
PHOTO: Final = "photo"
PIECE: Final = "piece"
# Whoever may come in may see these.
FOR_ALL: Final = frozenset({WORDS, PHOTO, PIECE})


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody was when they said it: at a group, one evening, a piece, or the house."""

    actor: Anybody
    kind: str
    pointer: str
    sheet: Sheet | None = None
    dated: Dated | None = None
    piece: Shown | None = None


def find(actor: Anybody, *, kind: str, pointer: str, now: datetime) -> Where:
    """Return the thing somebody was looking at, if they may see it.

    Raises NotFound.
    """
    if kind not in WHERE:
        raise NotFound
    return WHERE[kind](actor, pointer, now)


def thing(where: Where, *, kind: str) -> Thing:
    """Return what a report of this kind, made there, is about.

    Raises NotFound: there is no such thing there.
    """
    if kind not in kinds(where):
        raise NotFound
    return KINDS[kind.partition("-")[0]](where, kind)


def kinds(where: Where) -> tuple[str, ...]:
    """Return what something can be wrong with there, the nearest first."""
    sheet, found = where.sheet, []
    if where.piece is not None:
        found.append(PIECE)
    if where.dated is not None:
        found.append("evening")
    if sheet is not None:
        found.append(WORDS)
        if sheet.photo is not None:
            found.append(PHOTO)
        if sheet.listed_by is None:
            found += ["agreement"] if sheet.agreement else []
            found += [] if where.dated else ["evening"]
            found += ["name", "leader"]
    found += ["coordinator", *_leads(where), "other"]
    return tuple(found)


def name_in(actor: Anybody, *, group_id: int, name: str) -> Thing | None:
    """Return the name in this group that looks like what was typed, to one of its own.

    Whether there is one is never told to whoever typed it.
    """
    if not isinstance(actor, Actor) or not name.strip():
        return None
    if not any(mine.is_open for mine in places.of(actor, group_id=group_id)):
        return None
    found = places.called(group_id=group_id, skeleton=chosen_names.skeleton(name))
    if found is None:
        return None
    return Thing(
        NAME,
        str(found.id),
        group_id=group_id,
        locality_id=directory.handles([group_id])[group_id].locality_id,
        snapshot=found.name_here,
        places=frozenset({found.id}),
        is_about_them=True,
        can_be_hidden=True,
    )


def policy_place(where: Where) -> Place:
    """Return where the policy finds it."""
    sheet = where.sheet
    return Place(sheet.id, sheet.locality_id) if sheet else Place()


def lead_of(kind: str) -> int | None:
    """Return which lead "lead-<opaque id>" means, or None."""
    opaque = kind.partition("-")[2]
    return next(
        (one for one in roles.leads() if opaque_id("lead", one) == opaque), None
    )


def _leads(where: Where) -> list[str]:
    """Return one kind for each lead to somebody known here; to a visitor one for all."""
    leads = roles.leads()
    if len(leads) < 2 or not isinstance(where.actor, Actor):
        return ["lead"]
    return [f"lead-{opaque_id('lead', one)}" for one in leads]


def _at_a_group(actor: Anybody, pointer: str, now: datetime) -> Where:
    sheet = directory.sheet(actor, public_id=pointer, now=now)
    return Where(actor, "group", pointer, sheet)


def _at_an_evening(actor: Anybody, pointer: str, now: datetime) -> Where:
    dated = schedule.the_date(pointer)
    group = directory.handles([dated.group_id]).get(dated.group_id)
    if group is None:
        raise NotFound
    sheet = directory.sheet(actor, public_id=group.public_id, now=now)
    return Where(actor, "evening", pointer, sheet, dated)


def _in_the_house(actor: Anybody, pointer: str, now: datetime) -> Where:
    return Where(actor, "house", "")


def _at_a_piece(actor: Anybody, pointer: str, now: datetime) -> Where:
    return Where(actor, PIECE, pointer, piece=showing.piece(actor, public_id=pointer))


def _piece(where: Where, kind: str) -> Thing:
    """Return what somebody shared; whoever wrote it does not read about it.

    Only somebody who might read the report is put down as one it goes round, and never
    as the one it is about: no reader learns who wrote it.
    """
    if where.piece is None:
        raise NotFound
    read = {*roles.leads(), *roles.who_coordinate(), *roles.hosts()}
    author = showing.person_behind(where.pointer)
    words = where.piece.words.whole()
    return Thing(
        PIECE,
        where.pointer,
        snapshot=words,
        persons=frozenset(read & {author}),
        can_be_hidden=True,
    )


def _words(where: Where, kind: str) -> Thing:
    sheet = _sheet(where)
    said = (
        sheet.name,
        sheet.one_line,
        sheet.about,
        sheet.first_time,
        sheet.who_meets_you,
    )
    return _of_group(where, kind, "\n\n".join(filter(None, said)), can_be_hidden=True)


def _photo(where: Where, kind: str) -> Thing:
    photo = _sheet(where).photo
    shown = f"{photo.words}\n{photo.digest}" if photo else ""
    return _of_group(where, kind, shown, can_be_hidden=True)


def _agreement(where: Where, kind: str) -> Thing:
    agreed = _sheet(where).agreement
    return _of_group(where, kind, "\n".join(agreed.promises) if agreed else "")


def _evening(where: Where, kind: str) -> Thing:
    sheet, dated = _sheet(where), where.dated
    when = recurrence.say_date(dated.on) if dated else ""
    return _of_group(where, kind, "\n".join(filter(None, (sheet.name, when))))


def _name(where: Where, kind: str) -> Thing:
    return _of_group(where, kind, _sheet(where).name)


def _leader(where: Where, kind: str) -> Thing:
    return _of_group(where, kind, _sheet(where).name, is_about_them=True)


def _coordinator(where: Where, kind: str) -> Thing:
    locality = where.sheet.locality_id if where.sheet else None
    who = (
        roles.who_coordinate() if locality is None else roles.coordinators_of(locality)
    )
    return _of_house(where, kind, frozenset(who))


def _lead(where: Where, kind: str) -> Thing:
    one = lead_of(kind)
    return _of_house(where, kind, frozenset(roles.leads() if one is None else [one]))


def _other(where: Where, kind: str) -> Thing:
    if where.sheet is not None:
        return _of_group(where, kind, where.sheet.name)
    return Thing(kind, "")


def _of_group(
    where: Where,
    kind: str,
    snapshot: str,
    *,
    is_about_them: bool = False,
    can_be_hidden: bool = False,
) -> Thing:
    """Return a thing of a group: whoever leads there does not read about it."""
    sheet = _sheet(where)
    helps = set(roles.facilitators_of([sheet.id])[sheet.id])
    if where.dated is not None:
        helps |= set(rota.on_the_rota([where.dated.id])[where.dated.id])
    return Thing(
        kind,
        where.pointer,
        group_id=sheet.id,
        locality_id=sheet.locality_id,
        snapshot=snapshot,
        persons=frozenset(helps),
        is_about_them=is_about_them,
        is_about_staff=is_about_them,
        can_be_hidden=can_be_hidden,
    )


def _of_house(where: Where, kind: str, who: frozenset[int]) -> Thing:
    sheet = where.sheet
    return Thing(
        kind.partition("-")[0],
        where.pointer or kind,
        group_id=sheet.id if sheet else None,
        locality_id=sheet.locality_id if sheet else None,
        snapshot=sheet.name if sheet else "",
        persons=who,
        is_about_them=True,
        is_about_staff=True,
    )


def _sheet(where: Where) -> Sheet:
    if where.sheet is None:
        raise NotFound
    return where.sheet


WHERE: Final[dict[str, Callable[[Anybody, str, datetime], Where]]] = {
    "group": _at_a_group,
    "evening": _at_an_evening,
    "house": _in_the_house,
    PIECE: _at_a_piece,
}

KINDS: Final[dict[str, Callable[[Where, str], Thing]]] = {
    WORDS: _words,
    PHOTO: _photo,
    PIECE: _piece,
    "agreement": _agreement,
    "evening": _evening,
    "name": _name,
    "leader": _leader,
    "coordinator": _coordinator,
    "lead": _lead,
    "other": _other,
}
