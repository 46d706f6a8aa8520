"""When somebody goes: what they shared rests, comes back, or goes for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from hearthside.commons import authors
from hearthside.commons.models import Asked, Piece, Suggestion, Willing
from hearthside.commons.shapes import State

# What was declined or never sent goes by itself; a gap, when nothing stands around it.
KEPT_FOR: Final = timedelta(days=90)


def rest(person_id: int) -> None:
    """Let everything somebody shared rest while they may still think again."""
    Piece.objects.filter(authors.of(person_id)).update(is_resting=True)
    Asked.objects.filter(whose__in=authors.asked_marks(person_id)).delete()


def come_back(person_id: int) -> None:
    """Show again what somebody shared, as it was."""
    Piece.objects.filter(authors.of(person_id)).update(is_resting=False)


def forget_person(person_id: int) -> int:
    """Forget one person: their words go. A question others answered leaves a gap."""
    gone = Asked.objects.filter(whose__in=authors.asked_marks(person_id)).delete()[0]
    gone += Willing.objects.filter(whose__in=authors.willing_marks(person_id)).delete()[
        0
    ]
    theirs = Piece.objects.filter(authors.of(person_id))
    bare = theirs.filter(around__isnull=False).distinct().values_list("id", flat=True)
    for row in Piece.objects.filter(id__in=list(bare)):
        _make_a_gap(row)
        gone += 1
    return gone + theirs.delete()[0]


def forget(*, now: datetime) -> int:
    """Delete gaps nothing stands around, and what was declined or drafted long ago."""
    over = now - KEPT_FOR
    # The gap of whoever left the house has no day of its own.
    ended = Q(ended_at__lte=over) | Q(ended_at=None)
    gaps = Piece.objects.filter(ended, state=State.WITHDRAWN, around__isnull=True)
    unsent = Piece.objects.filter(
        state__in=(State.DECLINED, State.DRAFT),
        around__isnull=True,
        sent_at__lte=over,
    )
    return gaps.delete()[0] + unsent.delete()[0]


def _make_a_gap(row: Piece) -> None:
    columns = (
        "title",
        "words",
        "did",
        "went",
        "cautions",
        "name_shown",
        "told",
        "notes",
    )
    for name in (*columns, "whose", "whose_sealed"):
        setattr(row, name, "")
    for stage in ("group", "commons", "public", "print"):
        setattr(row, f"{stage}_since", None)
    row.state, row.whose_words, row.group_id = State.WITHDRAWN, None, None
    row.is_resting = row.helped = False
    row.topic = "any"
    row.save()
    row.asked.all().delete()
    Suggestion.objects.filter(piece=row).delete()
