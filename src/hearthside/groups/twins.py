"""Twins: listings of different lists that may be one group, for a person to judge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from hearthside.core import policy, trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence, words
from hearthside.engines.interchange.alike import Entry, pairs
from hearthside.groups.feeds import feeds_of, place_of
from hearthside.groups.freshness import LEAVES_AFTER
from hearthside.groups.models import Alike, Group
from hearthside.groups.patterns import pattern_of

PAGE: Final = 20
_TOLD: Final = (
    "name", "weekdays", "starts_at", "latitude", "longitude", "is_approximate",
)  # fmt: skip
State = Alike.State


class CannotShowOnce(Refusal):
    """One of these two cannot be left out by this person."""


@dataclass(frozen=True, slots=True)
class Twin:
    """One of two listings. may_leave_out -- this person may show only the other one."""

    public_id: str
    name: str
    listed_by: str
    where: str
    when: str
    may_leave_out: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two listings that may be one group."""

    public_id: str
    first: Twin
    second: Twin


@dataclass(frozen=True, slots=True)
class Pairs:
    """One page of them."""

    rows: tuple[Pair, ...]
    total: int
    page: int
    pages: int


def look_for(feed_id: int, *, now: datetime) -> int:
    """Put down which listings of a list may be a group that is here already.

    Returns how many pairs are new. What was judged before is not asked again.
    """
    entries = [
        Entry(pk, list_id or 0, *said)
        for pk, list_id, *said in _shown(now=now).values_list("id", "feed_id", *_TOLD)
    ]
    found = set(pairs(entries, of_list=feed_id))
    touching = Q(first__feed_id=feed_id) | Q(second__feed_id=feed_id)
    known = Alike.objects.filter(touching)
    gone = [
        row.pk
        for row in known.filter(state=State.OPEN)
        if (row.first_id, row.second_id) not in found
    ]
    Alike.objects.filter(id__in=gone).delete()
    new = found - set(known.values_list("first_id", "second_id"))
    Alike.objects.bulk_create(
        Alike(first_id=first, second_id=second, found_at=now)
        for first, second in sorted(new)
    )
    return len(new)


def bring_back(*, now: datetime) -> int:
    """Show again what was left out for another listing that is no longer shown."""
    back = 0
    settled = Alike.objects.filter(state=State.ONCE).select_related("first", "second")
    for pair in settled:
        is_second = pair.hidden_id == pair.second_id
        shown, hidden = (
            (pair.first, pair.second) if is_second else (pair.second, pair.first)
        )
        if _is_shown(shown, now=now):
            continue
        with transaction.atomic():
            Group.objects.filter(id=hidden.pk).update(state=Group.State.LISTED)
            pair.delete()
        back += 1
    return back


def open_pairs(actor: Actor, *, page: int) -> Pairs:
    """Return one page of what waits for this person's judgement; two queries."""
    rows = _open(actor).select_related("first__feed", "second__feed")
    rows = rows.order_by("first__name", "id")
    total = rows.count()
    pages = max(1, math.ceil(total / PAGE))
    page = min(max(1, page), pages)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return Pairs(tuple(_pair(actor, row) for row in shown), total, page, pages)


def settle(actor: Actor, *, answers: dict[str, str], now: datetime) -> int:
    """Settle pairs; return how many.

    answers -- public id of a pair, and "two", or the public id of the one to show.

    All or none of them. Raises NotFound, CannotShowOnce.
    """
    with transaction.atomic():
        rows = Alike.objects.select_for_update(of=("self",))
        rows = rows.select_related("first__feed", "second__feed")
        found = {row.public_id: row for row in rows.filter(public_id__in=answers)}
        for public_id, answer in answers.items():
            _settle(actor, found.get(public_id), answer, now=now)
    return len(answers)


def _settle(actor: Actor, pair: Alike | None, answer: str, *, now: datetime) -> None:
    if pair is None:
        raise NotFound
    twins = {pair.first.public_id: pair.second, pair.second.public_id: pair.first}
    if not any(_looks_after(actor, one) for one in twins.values()):
        raise NotFound
    if pair.state != State.OPEN:
        return
    what = f"group:{pair.first_id}"
    if answer == "two":
        pair.state = State.TWO
    elif answer in twins:
        left_out = twins[answer]
        if not _looks_after(actor, left_out):
            raise CannotShowOnce("Only those who look after a list may leave it out.")
        insist(actor, Verb.BRING_IN_LISTINGS, place_of(_locality(left_out)))
        pair.state, pair.hidden_id = State.ONCE, left_out.pk
        Group.objects.filter(id=left_out.pk).update(state=Group.State.UNLISTED)
        what = f"group:{left_out.pk}"
    else:
        raise NotFound
    pair.save(update_fields=["state", "hidden_id"])
    trail.note(actor, verb=Verb.BRING_IN_LISTINGS, what=what, now=now)


def _shown(*, now: datetime) -> QuerySet[Group]:
    rows = Group.objects.exclude(state=Group.State.UNLISTED)
    rows = rows.filter(attendance__in=(words.IN_PERSON, words.HYBRID))
    rows = rows.filter(gone_from_feed_at=None, confirmed_at__gt=now - LEAVES_AFTER)
    return rows.exclude(latitude=None).exclude(longitude=None)


def _is_shown(group: Group, *, now: datetime) -> bool:
    is_listed = group.state != Group.State.UNLISTED
    is_fresh = now - group.confirmed_at < LEAVES_AFTER
    return is_listed and is_fresh and group.gone_from_feed_at is None


def _open(actor: Actor) -> QuerySet[Alike]:
    mine = feeds_of(actor)
    touching = Q(first__feed__in=mine) | Q(second__feed__in=mine)
    return Alike.objects.filter(touching, state=State.OPEN)


def _looks_after(actor: Actor, group: Group) -> bool:
    """Return whether this person may leave this one out: only a listing, never a group."""
    if group.feed is None:
        return False
    place = place_of(group.feed.locality_id)
    return policy.may(actor, Verb.BRING_IN_LISTINGS, place)


def _locality(group: Group) -> int | None:
    return group.feed.locality_id if group.feed else None


def _pair(actor: Actor, row: Alike) -> Pair:
    return Pair(row.public_id, _twin(actor, row.first), _twin(actor, row.second))


def _twin(actor: Actor, group: Group) -> Twin:
    return Twin(
        public_id=group.public_id,
        name=group.name,
        listed_by=group.feed.name if group.feed else "",
        where=", ".join(part for part in (group.place_name, group.address) if part),
        when=recurrence.sentence(pattern_of(group)),
        may_leave_out=_looks_after(actor, group),
    )
