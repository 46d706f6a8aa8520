"""A line asked for, answered and shown: names from the groups, blocks from safety."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hearthside.circles import asking, lines
from hearthside.circles.asking import CannotAsk, Hours, Other
from hearthside.circles.lines import MyLine
from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import directory, places, seats
from hearthside.groups.places import Place
from hearthside.people.chosen_names import skeleton
from hearthside.safety import ladder
from hearthside.workflows import block_a_name


@dataclass(frozen=True, slots=True)
class Named:
    """One of the others, by the name they have in the group now, and when they read."""

    name: str
    hours: Hours


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of mine with its names. state -- asked, waits or open."""

    circle_id: str
    state: str
    group_name: str
    group_id: str
    my_name: str
    others: tuple[Named, ...]
    words: str
    until_on: date
    hours: Hours
    drawn: bytes
    lifetime_days: int


def why_not_ask(actor: Actor, *, group_id: int, now: datetime) -> str | None:
    """Return why the actor cannot ask anybody of this group now, or None.

    Raises NotFound: they do not belong there.
    """
    return asking.why_not_ask(
        actor, belonged_since=_my_place(actor, group_id).joined_at, now=now
    )


def ask_for_a_line(
    actor: Actor,
    *,
    group_id: int,
    names: tuple[str, ...],
    own_words: str,
    weeks: int,
    hours: Hours,
    now: datetime,
) -> None:
    """Ask those of the group who have these names.

    To somebody who put the name of one of them away, or whose name one of them did, it
    does not get; and nothing says so.

    Raises NotFound, CannotAsk.
    """
    mine = _my_place(actor, group_id)
    if ladder.standing([mine.id], now=now):
        raise CannotAsk("Your place in this group is paused. You can ask after that.")
    # Before any name is looked up: who may not ask learns no name either.
    if why := asking.why_not_ask(actor, belonged_since=mine.joined_at, now=now):
        raise CannotAsk(why)
    found = [places.called(group_id=group_id, skeleton=skeleton(one)) for one in names]
    others = [one for one in found if one is not None]
    if len(others) < len(found):
        raise CannotAsk("Nobody in this group has that name now. Write it as they do.")
    here = {mine.id, *(one.id for one in others)}
    lines.ask(
        actor,
        group_id=group_id,
        place_id=mine.id,
        belonged_since=mine.joined_at,
        others=[
            Other(seats.person_behind(one.id), one.id, _reaches(one.id, here))
            for one in others
        ],
        words=own_words.strip(),
        weeks=weeks,
        hours=hours,
        now=now,
    )


def my_lines(actor: Actor, *, now: datetime) -> list[Shown]:
    """Return the actor's lines, and what waits for an answer; four queries."""
    found = lines.mine(actor, now=now)
    here = places.these(
        {one.place_id for line in found for one in line.others}
        | {line.place_id for line in found}
    )
    groups = directory.handles({line.group_id for line in found})
    return [_shown(line, here, groups[line.group_id]) for line in found]


def my_line(actor: Actor, *, circle_id: str, now: datetime) -> Shown:
    """Return one open line of the actor's.

    Raises NotFound.
    """
    for one in my_lines(actor, now=now):
        if one.circle_id == circle_id and one.state == "open":
            return one
    raise NotFound


def _my_place(actor: Actor, group_id: int) -> Place:
    for one in places.of(actor, group_id=group_id):
        if one.is_open:
            return one
    raise NotFound


def _reaches(place_id: int, here: set[int]) -> bool:
    """Return whether this one and each of the others may be asked by one another."""
    # Everybody is asked about, so that it takes as long whoever put a name away.
    may = [
        block_a_name.may_ask(one, other)
        for each in here - {place_id}
        for one, other in ((each, place_id), (place_id, each))
    ]
    return all(may)


def _shown(line: MyLine, here: dict[int, Place], group: directory.Handle) -> Shown:
    def called(place_id: int) -> str:
        return here[place_id].name_here if place_id in here else ""

    return Shown(
        circle_id=line.circle_id,
        state=line.state,
        group_name=group.name,
        group_id=group.public_id,
        my_name=called(line.place_id),
        others=tuple(Named(called(one.place_id), one.hours) for one in line.others),
        words=line.words,
        until_on=line.until_on,
        hours=line.hours,
        drawn=line.drawn,
        lifetime_days=line.lifetime_days,
    )
