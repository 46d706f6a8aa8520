"""Two lists that hold many of the same groups, settled at one stroke."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Lower

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.groups.feeds import feeds_of, place_of
from hearthside.groups.models import Alike, Feed, Group

FEWEST: Final = 5
MOST_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class TwoLists:
    """Two lists, and how many groups of the very same name stand in both.

    may_leave_out_first, may_leave_out_second -- this person looks after that list.
    """

    first_id: str
    first: str
    second_id: str
    second: str
    groups: int
    may_leave_out_first: bool
    may_leave_out_second: bool


def two_lists(actor: Actor) -> list[TwoLists]:
    """Return the pairs of lists that have many groups in common, most first; two queries."""
    mine = {feed.pk for feed in feeds_of(actor)}
    counted: Counter[frozenset[int]] = Counter()
    names: dict[int, tuple[str, str]] = {}
    for one, other, *said in _same().values_list(
        *("first__feed_id", "second__feed_id"),
        *("first__feed__public_id", "first__feed__name"),
        *("second__feed__public_id", "second__feed__name"),
    ):
        if mine & {one, other}:
            counted[frozenset((one, other))] += 1
            names[one], names[other] = (said[0], said[1]), (said[2], said[3])
    found = [
        (sorted(both), times) for both, times in counted.items() if times >= FEWEST
    ]
    found.sort(key=lambda each: (-each[1], each[0]))
    return [
        TwoLists(*names[one], *names[other], times, one in mine, other in mine)
        for (one, other), times in found[:MOST_SHOWN]
    ]


def show_only(actor: Actor, *, of: str, instead_of: str, now: datetime) -> int:
    """Show the groups of one list only, where both have one of the same name.

    of, instead_of -- public ids of lists. Returns how many were left out.

    Raises NotFound: there is no such list, or this person does not look after the one
    that would be left out.
    """
    known = {
        row.public_id: row
        for row in Feed.objects.filter(public_id__in=(of, instead_of))
    }
    if len(known) != 2:
        raise NotFound
    left_out = known[instead_of]
    insist(actor, Verb.BRING_IN_LISTINGS, place_of(left_out.locality_id))
    both = {row.pk for row in known.values()}
    with transaction.atomic():
        pairs = list(
            _same()
            .select_related("first", "second")
            .select_for_update(of=("self",))
            .filter(first__feed_id__in=both, second__feed_id__in=both)
        )
        hidden = set()
        for pair in pairs:
            is_first = pair.first.feed_id == left_out.pk
            pair.hidden_id = pair.first_id if is_first else pair.second_id
            pair.state = Alike.State.ONCE
            hidden.add(pair.hidden_id)
        Alike.objects.bulk_update(pairs, ["hidden_id", "state"], batch_size=500)
        Group.objects.filter(id__in=hidden).update(state=Group.State.UNLISTED)
        trail.note(
            actor, verb=Verb.BRING_IN_LISTINGS, what=f"feed:{left_out.pk}", now=now
        )
    return len(hidden)


def _same() -> QuerySet[Alike]:
    """Return the open pairs of two lists whose names are the very same."""
    rows = Alike.objects.filter(state=Alike.State.OPEN)
    rows = rows.exclude(first__feed=None).exclude(second__feed=None)
    rows = rows.exclude(first__feed=F("second__feed"))
    rows = rows.annotate(one=Lower("first__name"), other=Lower("second__name"))
    return rows.filter(one=F("other"))
