"""Changes to an agreement that are open: what each asks, and what one who belongs sees of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist, may
from hearthside.core.refusals import NotFound
from hearthside.groups.marks import marks
from hearthside.groups.models import Agreement, Change, Group, Voice
from hearthside.groups.ways import Counts, ways_of

TALKED_OVER_FOR: Final = timedelta(days=7)
Say = Voice.Say


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change somebody proposes, as one who belongs sees it.

    before -- the words it was made from. mine -- the actor proposed it.
    said -- what the actor said to it. counts -- how many said what; None when that is
    not for this actor to see. somebody_wants_to_talk -- never says how many.
    """

    id: int
    public_id: str
    group_id: int
    place: Place
    before: tuple[str, ...]
    promises: tuple[str, ...]
    why: str
    made_at: datetime
    is_mine: bool
    said: str
    counts: dict[str, int] | None
    somebody_wants_to_talk: bool

    @property
    def may_be_adopted_at(self) -> datetime:
        return self.made_at + TALKED_OVER_FOR


def in_group(actor: Actor, *, group_id: int) -> list[Proposed]:
    """Return the changes open in this group, oldest first; four queries for any number.

    Raises NotFound.
    """
    group = Group.objects.filter(id=group_id, feed=None).first()
    if group is None:
        raise NotFound
    insist(actor, Verb.TALK_OVER_THE_AGREEMENT, place_of(group))
    rows = Change.objects.filter(group_id=group_id, settled_at=None)
    return as_seen(actor, group, list(rows.order_by("made_at", "id")))


def the_change(actor: Actor, *, public_id: str) -> Proposed:
    """Return one open change.

    Raises NotFound: there is none, it is settled, or it is another group's.
    """
    row = open_change(public_id)
    insist(actor, Verb.TALK_OVER_THE_AGREEMENT, place_of(row.group))
    return as_seen(actor, row.group, [row])[0]


def as_seen(actor: Actor, group: Group, rows: list[Change]) -> list[Proposed]:
    """Return these changes of one group as the actor sees them; three queries for any number."""
    if not rows:
        return []
    place = place_of(group)
    sees_counts = _sees_counts(actor, place)
    own = by_me(actor, group.pk)
    versions = dict(
        Agreement.objects.filter(
            group=group, number__in={row.from_number for row in rows}
        ).values_list("number", "promises")
    )
    voices = list(
        Voice.objects.filter(change__in=rows).values_list("change_id", "by_mark", "say")
    )
    found = []
    for row in rows:
        said = [(by, what) for change_id, by, what in voices if change_id == row.pk]
        my_marks = marks("change", about=row.pk, person_id=actor.person_id)
        counts = Counter(what for _by, what in said)
        found.append(
            Proposed(
                id=row.pk,
                public_id=row.public_id,
                group_id=group.pk,
                place=place,
                before=tuple(versions.get(row.from_number, ())),
                promises=tuple(row.promises),
                why=row.why,
                made_at=row.made_at,
                is_mine=row.by_mark in own,
                said=next((what for by, what in said if by in my_marks), ""),
                counts={what: counts[what] for what in Say.values}
                if sees_counts
                else None,
                somebody_wants_to_talk=bool(counts[Say.TALK]),
            )
        )
    return found


def open_change(public_id: str) -> Change:
    """Return an open change with its group. Raises NotFound."""
    row = (
        Change.objects.select_related("group")
        .filter(public_id=public_id, settled_at=None)
        .first()
    )
    if row is None:
        raise NotFound
    return row


def locked(group_id: int) -> Group:
    """Return the group with its row locked: what it decides, it decides one by one."""
    group = Group.objects.select_for_update().filter(id=group_id, feed=None).first()
    if group is None:
        raise NotFound
    return group


def newest_agreement(group_id: int) -> Agreement | None:
    """Return the agreement a group has now, or None."""
    return Agreement.objects.filter(group_id=group_id).order_by("-number").first()


def place_of(group: Group) -> Place:
    """Return where the policy finds a group."""
    return Place(group.pk, group.locality_id)


def by_me(actor: Actor, group_id: int) -> list[str]:
    """Return by what the actor is known in what they propose here."""
    return marks("proposes", about=group_id, person_id=actor.person_id)


def my_voice(actor: Actor, change_id: int) -> QuerySet[Voice]:
    """Return what the actor said to a change, if anything."""
    own = marks("change", about=change_id, person_id=actor.person_id)
    return Voice.objects.filter(change_id=change_id, by_mark__in=own)


def _sees_counts(actor: Actor, place: Place) -> bool:
    assert place.group_id is not None  # noqa: S101 - made from a group
    rule = ways_of(place.group_id).counts
    if rule == Counts.NOBODY:
        return False
    return rule == Counts.ALL or may(actor, Verb.ADOPT_AN_AGREEMENT, place)
