"""Proposals: listings whose own words say they do not meet every week, for a person to judge."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines import recurrence
from hearthside.groups.feeds import feeds_of, place_of
from hearthside.groups.models import Group
from hearthside.groups.patterns import pattern_of, put_down

PAGE: Final = 20
_DATES_SHOWN: Final = 3
# Those we could make sense of come first: they are quick to judge.
_UNCLEAR: Final = ExpressionWrapper(Q(proposed_rule=""), output_field=BooleanField())


class CannotSettle(Refusal):
    """This proposal cannot be taken as it is."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One listing that may not meet every week.

    words -- as the listing has them; said -- what we make of them, "" when we cannot tell.
    dates -- the next ones, were it so.
    """

    public_id: str
    name: str
    listed_by: str
    now_said: str
    words: str
    said: str
    dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """One page of them."""

    rows: tuple[Proposal, ...]
    total: int
    page: int
    pages: int


def how_many(*, locality_ids: frozenset[int] | None) -> int:
    """Return how many imported listings may meet less often than their feed says."""
    rows = Group.objects.filter(feed__isnull=False, proposal_settled=False).exclude(
        proposed_words=""
    )
    if locality_ids is not None:
        rows = rows.filter(feed__locality_id__in=locality_ids)
    return rows.count()


def proposals(actor: Actor, *, page: int, now: datetime) -> Proposals:
    """Return one page of what waits for this person's judgement; two queries."""
    rows = _open(actor).select_related("feed").order_by(_UNCLEAR.asc(), "name", "id")
    total = rows.count()
    pages = max(1, math.ceil(total / PAGE))
    page = min(max(1, page), pages)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return Proposals(
        tuple(_proposal(row, today=now.date()) for row in shown), total, page, pages
    )


def settle(actor: Actor, *, answers: dict[str, bool], now: datetime) -> int:
    """Take proposals or put them aside; return how many were settled.

    answers -- public id of a listing, and whether its proposal is right.

    All or none of them. Raises NotFound, CannotSettle.
    """
    with transaction.atomic():
        rows = Group.objects.select_for_update(of=("self",)).select_related("feed")
        found = {row.public_id: row for row in rows.filter(public_id__in=answers)}
        for public_id, is_right in answers.items():
            _settle(actor, found.get(public_id), is_right=is_right, now=now)
    return len(answers)


def _settle(actor: Actor, row: Group | None, *, is_right: bool, now: datetime) -> None:
    if row is None or row.feed is None:
        raise NotFound
    insist(actor, Verb.BRING_IN_LISTINGS, place_of(row.feed.locality_id))
    if row.proposal_settled or not row.proposed_words:
        return
    if is_right and not row.proposed_rule:
        raise CannotSettle(
            "We could not tell which weeks are meant, so it stays weekly."
        )
    changed = _take(row, now=now) if is_right else []
    row.proposal_settled = True
    row.version += 1
    row.changed_at = now
    row.save(update_fields=[*changed, "proposal_settled", "version", "changed_at"])
    trail.note(actor, verb=Verb.BRING_IN_LISTINGS, what=f"group:{row.pk}", now=now)


def _take(row: Group, *, now: datetime) -> list[str]:
    proposed = replace(pattern_of(row), rule=row.proposed_rule)
    try:
        recurrence.check(proposed)
    except recurrence.NotAPattern as fault:
        raise CannotSettle(
            "No date would come of this proposal, so the listing stays as it is."
        ) from fault
    return put_down(row, proposed, now=now)


def _open(actor: Actor) -> QuerySet[Group]:
    rows = Group.objects.filter(feed__in=feeds_of(actor), proposal_settled=False)
    return rows.exclude(proposed_words="")


def _proposal(row: Group, *, today: date) -> Proposal:
    usual = pattern_of(row)
    said, coming = "", []
    if row.proposed_rule:
        proposed = replace(usual, rule=row.proposed_rule)
        said = recurrence.sentence(proposed)
        last = today + timedelta(days=400)
        coming = recurrence.dates(proposed, first=today, last=last, most=_DATES_SHOWN)
    return Proposal(
        public_id=row.public_id,
        name=row.name,
        listed_by=row.feed.name if row.feed else "",
        now_said=recurrence.sentence(usual),
        words=row.proposed_words,
        said=said,
        dates=tuple(one.on for one in coming),
    )
