"""Being asked: people who lived with something, and the questions quietly shown to them.

Matched by what somebody said they lived with, never by who they are. Nobody sees who was
asked, whoever asks is never asked, and nobody is asked more than twice in a week.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hearthside.commons import asking, authors, showing
from hearthside.commons.models import Asked, Piece, Willing
from hearthside.commons.showing import Row
from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.core.seal import blind
from hearthside.engines import words as vocabulary

A_WEEK: Final = timedelta(days=7)
A_DAY: Final = timedelta(days=1)
MOST_A_WEEK: Final = 2
# So many are asked at once; when nobody answered in a day, so many more, three times.
AT_ONCE: Final = 3
MOST_FOR_ONE: Final = 9
KEPT_FOR: Final = timedelta(days=14)
FOR_A_YEAR: Final = timedelta(days=365)
# A question is not carried round for ever.
CARRIED_FOR: Final = timedelta(days=14)


class CannotOffer(Refusal):
    """It cannot be kept so."""


@dataclass(frozen=True, slots=True)
class _One:
    """Somebody who is willing: whom, under which mark, and for what."""

    person_id: int
    mark: str
    topics: frozenset[str]


def mine(actor: Actor) -> tuple[str, ...]:
    """Return what I said I do not mind being asked about; one query."""
    row = Willing.objects.filter(
        whose__in=authors.willing_marks(actor.person_id)
    ).first()
    return tuple(row.topics.split()) if row else ()


def be_willing(actor: Actor, *, topics: Collection[str], now: datetime) -> None:
    """Keep what the actor does not mind being asked about, for a year; none ends it.

    Raises CannotOffer.
    """
    if set(topics) - set(vocabulary.TOPICS):
        raise CannotOffer("Please choose from the list.")
    marks = authors.willing_marks(actor.person_id)
    with transaction.atomic():
        Willing.objects.filter(whose__in=marks).delete()
        if not topics:
            Asked.objects.filter(
                whose__in=authors.asked_marks(actor.person_id)
            ).delete()
            return
        Willing.objects.create(
            whose=marks[0],
            whose_sealed=str(actor.person_id),
            topics=" ".join(sorted(set(topics))),
            until=(now + FOR_A_YEAR).date(),
        )


def asked_of_me(actor: Actor) -> list[Row]:
    """Return questions that are shown to me because I am willing; two queries."""
    rows = Asked.objects.filter(
        whose__in=authors.asked_marks(actor.person_id), put_away=False
    )
    ids = list(rows.order_by("-id").values_list("piece_id", flat=True)[:MOST_A_WEEK])
    found = showing.these(actor, ids) if ids else {}
    return [found[one] for one in ids if one in found]


def put_away(actor: Actor, *, public_id: str) -> None:
    """Not this one: it is not shown to me again, and nobody is told.

    Raises NotFound.
    """
    done = Asked.objects.filter(
        whose__in=authors.asked_marks(actor.person_id), piece__public_id=public_id
    ).update(put_away=True)
    if not done:
        raise NotFound


def offer(*, away: Callable[[list[int]], Collection[int]], now: datetime) -> int:
    """Show each unanswered question to a few who are willing; return how many were asked.

    away -- hands back those of these people who are leaving the house or may not come in.
    The load is spread: whoever was asked least lately comes first.
    """
    people = _everybody()
    gone = set(away([one.person_id for one in people]))
    asked = 0
    open_ones = asking.without_answers().filter(
        published_at__gt=now - CARRIED_FOR, commons_since__isnull=False
    )
    with transaction.atomic():
        lately = Counter(
            Asked.objects.filter(asked_at__gt=now - A_WEEK).values_list(
                "whose", flat=True
            )
        )
        for row in open_ones.prefetch_related("asked").order_by("published_at", "id"):
            for one in _next_for(row, people, gone, lately, now=now):
                Asked.objects.create(piece=row, whose=one.mark, asked_at=now)
                lately[one.mark] += 1
                asked += 1
    return asked


def forget(*, now: datetime) -> int:
    """Forget who was asked two weeks ago, and who said they are willing a year ago."""
    gone = Asked.objects.filter(asked_at__lte=now - KEPT_FOR).delete()[0]
    return gone + Willing.objects.filter(until__lte=now.date()).delete()[0]


def _everybody() -> list[_One]:
    return [
        _One(
            int(row.whose_sealed),
            authors.asked_marks(int(row.whose_sealed))[0],
            frozenset(row.topics.split()),
        )
        for row in Willing.objects.order_by("id")
    ]


def _next_for(
    row: Piece,
    people: list[_One],
    gone: set[int],
    lately: Counter[str],
    *,
    now: datetime,
) -> list[_One]:
    before = list(row.asked.all())
    if len(before) >= MOST_FOR_ONE:
        return []
    if before and max(one.asked_at for one in before) > now - A_DAY:
        return []
    had = {one.whose for one in before}
    asker = authors.person_behind(row)
    fitting = [
        one
        for one in people
        if (row.topic == "any" or row.topic in one.topics)
        and one.person_id != asker
        and one.person_id not in gone
        and not had & set(authors.asked_marks(one.person_id))
        and lately[one.mark] < MOST_A_WEEK
    ]
    # Between two who were asked as often, another order for each question.
    fitting.sort(
        key=lambda one: (
            lately[one.mark],
            blind(f"{row.pk}:{one.person_id}", purpose="commons.asked.order"),
        )
    )
    return fitting[: min(AT_ONCE, MOST_FOR_ONE - len(before))]
