"""Whose piece it is: the one link between a piece and a person, sealed at rest.

As in the groups: each piece of a person bears another of their marks, so that a thief of
the tables cannot tell that two names, each for one piece only, are one person's.
"""

from __future__ import annotations

import secrets
from typing import Final

from django.db.models import Q

from hearthside.commons.models import Asked, Piece, Suggestion, Willing
from hearthside.core.seal import blind, blinds, blinds_of

# As many pieces as have a mark of their own each; whoever writes more shares one.
MARKS: Final = 64
_WHOSE: Final = "commons.piece.whose"
_WORDS: Final = "commons.piece.words"
_WILLING: Final = "commons.willing.whose"
_ASKED: Final = "commons.asked.whose"


def of(person_id: int) -> Q:
    """Return the condition that a piece is this person's."""
    each = [f"{person_id}:{number}" for number in range(MARKS)]
    return Q(whose__in=blinds_of(each, purpose=_WHOSE))


def is_of(piece: Piece, person_id: int) -> bool:
    """Return whether this piece is this person's; no query."""
    return bool(piece.whose_sealed) and int(piece.whose_sealed) == person_id


def marks(person_id: int) -> dict[str, str]:
    """Return the columns that say whose a new piece is."""
    every = [blind(f"{person_id}:{number}", purpose=_WHOSE) for number in range(MARKS)]
    taken = set(Piece.objects.filter(of(person_id)).values_list("whose", flat=True))
    free = [mark for mark in every if mark not in taken]
    return {
        "whose": secrets.choice(free or every),
        "whose_sealed": str(person_id),
    }


def mark_of_words(person_id: int, words: str) -> str:
    """Return what the same words of the same person have in common, and no other's."""
    return blind(f"{person_id}:{' '.join(words.split())}", purpose=_WORDS)


def person_behind(piece: Piece) -> int | None:
    """Return whose piece this is. For rooms and workflows, never for a page."""
    return int(piece.whose_sealed) if piece.whose_sealed else None


def willing_marks(person_id: int) -> list[str]:
    """Return the marks under which somebody said they are willing, that of today first."""
    return blinds(str(person_id), purpose=_WILLING)


def asked_marks(person_id: int) -> list[str]:
    """Return the marks under which somebody was asked, that of today first."""
    return blinds(str(person_id), purpose=_ASKED)


def seal_anew() -> int:
    """Make marks and seals again with the secret of today; return how many changed."""
    changed = 0
    for row in Piece.objects.exclude(whose="").order_by("id").iterator():
        person_id = int(row.whose_sealed)
        if row.whose in {
            blind(f"{person_id}:{number}", purpose=_WHOSE) for number in range(MARKS)
        }:
            continue
        for name, value in marks(person_id).items():
            setattr(row, name, value)
        # The mark of the words is only there to notice a second sending.
        row.whose_words = None
        # Saving seals every word of it again.
        row.save()
        if suggestion := Suggestion.objects.filter(piece=row).first():
            suggestion.save()
        changed += 1
    for willing in Willing.objects.order_by("id"):
        person_id = int(willing.whose_sealed)
        now, *_before = willing_marks(person_id)
        if willing.whose != now:
            changed += Willing.objects.filter(id=willing.pk).update(
                whose=now, whose_sealed=str(person_id), topics=willing.topics
            )
        asked_now, *asked_before = asked_marks(person_id)
        Asked.objects.filter(whose__in=asked_before).update(whose=asked_now)
    return changed
