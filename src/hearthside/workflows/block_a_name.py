"""Putting a name away: found in the room of groups, kept in the room of safety."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hearthside.circles import behind, keeping_lines
from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import places
from hearthside.people import chosen_names
from hearthside.safety import blocks
from hearthside.safety.blocks import CannotBlock


def block_a_name(actor: Actor, *, group_id: int, name: str, now: datetime) -> None:
    """Put the name in this group away that looks like what was typed.

    A line with that name is let go. Nothing of it is told to that name, and nothing of
    theirs changes.

    Raises NotFound, CannotBlock.
    """
    mine = [place for place in places.of(actor, group_id=group_id) if place.is_open]
    if not mine:
        raise NotFound
    other = places.called(group_id=group_id, skeleton=chosen_names.skeleton(name))
    if other is None:
        raise CannotBlock(
            "Nobody in this group has that name now. Write it as they do."
        )
    blocks.block(place_id=mine[0].id, other_place_id=other.id, now=now)
    stays = places.stays([mine[0].id, other.id])
    keeping_lines.let_go_of(
        actor.person_id,
        places=stays[mine[0].id],
        others=stays[other.id],
        now=now,
    )


def hides(viewer_place: int, other_place: int) -> bool:
    """Return whether the other's name, words and invitations are not shown to the viewer.

    It holds when either of the two has left the group since and come back, by whatever
    name, and nothing that is shown says so. Always as many queries of the same shape.
    """
    return bool(hidden_from(viewer_place, [other_place]))


def hidden_from(viewer_place: int, other_places: Iterable[int]) -> frozenset[int]:
    """Return which of these places the viewer does not want to meet; three queries."""
    others = set(other_places)
    stays = places.stays({viewer_place, *others})
    nothing: frozenset[int] = frozenset()
    away = blocks.put_away(
        stays.get(viewer_place, nothing),
        {place for other in others for place in stays.get(other, nothing)},
    )
    return frozenset(one for one in others if stays.get(one, nothing) & away)


def keys_put_away(actor: Actor, *, circle_id: str, group_id: int) -> list[bytes]:
    """Return the keys in a circle whose words the actor does not want to meet; four queries at most.

    The actor's own device folds them away; nobody else learns of it. Whoever left the group
    and came back by another name is not among them: folding would say who that is.

    group_id -- of the circle, or where the people of a line met.
    """
    own = [place.id for place in places.of(actor, group_id=group_id)]
    away = [one.other_place_id for one in blocks.mine(own)]
    return behind.keys_of(circle_id, places.people_behind(away))


def may_ask(asking_place: int, asked_place: int) -> bool:
    """Return whether what one asks of another reaches them.

    The one who asks is never told that it did not: to them it is sent either way.
    """
    return not hides(asked_place, asking_place)


def forget_blocks() -> int:
    """Delete blocks in which one of the two places is forgotten."""
    there = blocks.all_places()
    return blocks.forget(there - places.these(there).keys())
