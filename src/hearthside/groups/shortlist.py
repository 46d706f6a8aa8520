"""The shortlist: groups somebody might try, kept in their account only because they asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.ids import PATTERN
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.freshness import in_the_directory
from hearthside.groups.models import Group, Shortlist

KEPT_FOR: Final = timedelta(days=365)
# The same bounds as on the device: frontend/kept/state/kept.ts.
MOST_GROUPS: Final = 30
MOST_VISITS: Final = 20
MOST_TRIED: Final = 3
MOST_LETTERS: Final = 1000
TAPS: Final = (
    "myself", "welcome", "listened", "much", "again", "not_for_me", "unsure",
)  # fmt: skip


class CannotKeep(Refusal):
    """The list is none of ours, or there is no room for it."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What somebody wrote for themselves after a visit; on is None where no day was noted."""

    on: date | None
    taps: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One group on somebody's list, by its public id."""

    group: str
    is_try: bool
    visits: tuple[Visit, ...] = ()


@dataclass(frozen=True, slots=True)
class Mine:
    """Somebody's list as their account has it."""

    groups: tuple[Kept, ...]
    since_at: datetime


def keep(actor: Actor, *, groups: Sequence[Kept], now: datetime) -> None:
    """Add these to what the actor's account has; nothing that is there is lost.

    A group that is there already takes the new mark, and visits not yet there.

    Raises CannotKeep.
    """
    insist(actor, Verb.KEEP_A_SHORTLIST, ANYWHERE)
    if why := why_not_keep(groups):
        raise CannotKeep(why)
    with transaction.atomic():
        # Two devices at once: the second waits for the first and adds to it.
        rows = Shortlist.objects.select_for_update()
        row = rows.filter(person_id=actor.person_id).first()
        both = _together(_unpack(row.kept) if row else (), groups)
        if why := why_not_keep(both):
            raise CannotKeep(why)
        Shortlist.objects.update_or_create(
            person_id=actor.person_id,
            defaults={"kept": _pack(both), "since_at": now},
        )


def why_not_keep(groups: Sequence[Kept]) -> str | None:
    """Return why this is no list an account can hold, or None."""
    if not groups:
        return "There is nothing on the list yet. Keep a group first."
    if len(groups) > MOST_GROUPS:
        return (
            f"An account holds {MOST_GROUPS} groups. Take some off the list, or out of "
            "your account, and try again. Nothing was changed."
        )
    visits = [visit for one in groups for visit in one.visits]
    if any(len(one.visits) > MOST_VISITS for one in groups):
        return (
            f"An account holds what you wrote about {MOST_VISITS} visits to a group. "
            "Take away something older and try again. Nothing was changed."
        )
    if (
        not all(PATTERN.fullmatch(one.group) for one in groups)
        or len({one.group for one in groups}) < len(groups)
        or sum(one.is_try for one in groups) > MOST_TRIED
        or any(len(visit.words) > MOST_LETTERS for visit in visits)
        or any(tap not in TAPS for visit in visits for tap in visit.taps)
    ):
        return "We could not read that list. Nothing was changed; it is still on your device."
    return None


def mine(actor: Actor) -> Mine | None:
    """Return the actor's own list, if their account has one; nobody else can ask."""
    insist(actor, Verb.KEEP_A_SHORTLIST, ANYWHERE)
    row = Shortlist.objects.filter(person_id=actor.person_id).first()
    return Mine(_unpack(row.kept), row.since_at) if row else None


def names_of(public_ids: Iterable[str], *, now: datetime) -> dict[str, str]:
    """Return the names of those groups that anybody may still read of; one query."""
    rows = Group.objects.filter(in_the_directory(now=now), public_id__in=public_ids)
    return dict(rows.values_list("public_id", "name"))


def forget_words(actor: Actor) -> None:
    """Take what the actor wrote out of their account; the groups stay.

    Raises NotFound: there is no list.
    """
    insist(actor, Verb.KEEP_A_SHORTLIST, ANYWHERE)
    with transaction.atomic():
        rows = Shortlist.objects.select_for_update().filter(person_id=actor.person_id)
        row = rows.first()
        if row is None:
            raise NotFound
        bare = [replace(one, visits=()) for one in _unpack(row.kept)]
        rows.update(kept=_pack(bare))


def forget_all(actor: Actor) -> None:
    """Take the whole list out of the actor's account, at once.

    Raises NotFound: there is no list.
    """
    insist(actor, Verb.KEEP_A_SHORTLIST, ANYWHERE)
    if not Shortlist.objects.filter(person_id=actor.person_id).delete()[0]:
        raise NotFound


def forget(*, now: datetime) -> int:
    """Delete the lists nobody has added to for a year."""
    return Shortlist.objects.filter(since_at__lt=now - KEPT_FOR).delete()[0]


def _together(before: Sequence[Kept], after: Sequence[Kept]) -> list[Kept]:
    """Return both lists as one, the later first; its marks count before the earlier ones."""
    there = {one.group: one for one in before}
    newer = [
        replace(one, visits=_all_visits(there[one.group], one))
        if one.group in there
        else one
        for one in after
    ]
    names = {one.group for one in after}
    left = MOST_TRIED - sum(one.is_try for one in after)
    older = []
    for one in (one for one in before if one.group not in names):
        stays = one.is_try and left > 0
        left -= stays
        older.append(replace(one, is_try=stays))
    return [*newer, *older]


def _all_visits(before: Kept, after: Kept) -> tuple[Visit, ...]:
    return tuple(dict.fromkeys((*after.visits, *before.visits)))


def _pack(groups: Iterable[Kept]) -> str:
    return json.dumps(
        [
            {
                "group": one.group,
                "try": one.is_try,
                "visits": [
                    [visit.on and visit.on.isoformat(), visit.taps, visit.words]
                    for visit in one.visits
                ],
            }
            for one in groups
        ],
        ensure_ascii=False,
    )


def _unpack(kept: str) -> tuple[Kept, ...]:
    rows: list[dict[str, Any]] = json.loads(kept)
    return tuple(
        Kept(
            row["group"],
            row["try"],
            tuple(
                Visit(date.fromisoformat(on) if on else None, tuple(taps), words)
                for on, taps, words in row["visits"]
            ),
        )
        for row in rows
    )
