"""Whoever looks: which cards they may meet, and which of those they want."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from hearthside.guide.cards import EVERYONE
from hearthside.guide.models import Audience, Card, Note


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody may see and wants to: never who they are.

    audiences -- the keys they have. kinds, language -- only these; all when empty.
    without -- content notes they would rather not meet. calm -- nothing that has any. hidden -- sources of things whose
    words are shown to nobody now.
    """

    audiences: frozenset[str] = frozenset({EVERYONE})
    kinds: frozenset[str] = frozenset()
    language: str = ""
    without: frozenset[str] = frozenset()
    calm: bool = False
    hidden: frozenset[str] = frozenset()


def seen_by(reader: Reader) -> QuerySet[Card]:
    """Return the cards of a reader; everything else does not exist for them. For this room."""
    wanted = Q(
        Exists(
            Audience.objects.filter(
                card=OuterRef("pk"), key__in=sorted(reader.audiences)
            )
        )
    )
    if reader.kinds:
        wanted &= Q(kind__in=sorted(reader.kinds))
    if reader.language:
        wanted &= Q(language=reader.language)
    if reader.without:
        unwanted = Note.objects.filter(
            card=OuterRef("pk"), word__in=sorted(reader.without)
        )
        wanted &= ~Q(Exists(unwanted))
    if reader.calm:
        wanted &= ~Q(Exists(Note.objects.filter(card=OuterRef("pk"))))
    if reader.hidden:
        wanted &= ~Q(source__in=sorted(reader.hidden))
    return Card.objects.filter(wanted)
