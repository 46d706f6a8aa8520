"""For the finder: cards as it lays them out, and where it found them to lie in meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hearthside.core.refusals import NotFound
from hearthside.guide.models import Audience, Card, Note

# Rows read at once, so that a hundred thousand do not stand in memory twice.
AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Laid:
    """One card as the finder reads it. points -- empty where nobody laid it out yet."""

    id: int
    generation: int
    kind: str
    source: str
    language: str
    title: str
    text: str
    points: bytes
    sentence_points: bytes


@dataclass(frozen=True, slots=True)
class Marks:
    """Who may see which card, and what it touches on, by its id."""

    audiences: dict[int, frozenset[str]]
    notes: dict[int, frozenset[str]]


def all_cards() -> Iterator[Laid]:
    """Yield every card in the order of its id; one query."""
    rows = Card.objects.order_by("pk").values_list(
        "pk", "generation", "kind", "source", "language", "title", "text", "points",
        "sentence_points",
    )  # fmt: skip
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield Laid(*row[:7], bytes(row[7]), bytes(row[8]))


def all_marks() -> Marks:
    """Return who may see which card, and its notes; two queries."""
    return Marks(
        _by_card(Audience.objects.values_list("card_id", "key").iterator(AT_ONCE)),
        _by_card(Note.objects.values_list("card_id", "word").iterator(AT_ONCE)),
    )


def card(card_id: int) -> Laid:
    """Return one card without its points; one query.

    Raises NotFound: it is gone by now.
    """
    row = Card.objects.filter(pk=card_id).first()
    if row is None:
        raise NotFound
    return _without_points(row)


def without_points(*, most: int) -> list[Laid]:
    """Return cards nobody laid out yet, the newest first; one query."""
    rows = Card.objects.filter(has_points=False).order_by("-generation")[:most]
    return [_without_points(row) for row in rows]


def are_waiting() -> bool:
    """Return whether there is a card nobody laid out yet; one query."""
    return Card.objects.filter(has_points=False).exists()


def keep_points(
    card_id: int, *, generation: int, points: bytes, sentence_points: bytes
) -> bool:
    """Keep where a card lies; False when it is another one by now, or gone."""
    there = Card.objects.filter(pk=card_id, generation=generation)
    return bool(
        there.update(points=points, sentence_points=sentence_points, has_points=True)
    )


def forget_points() -> int:
    """Let go of every point, so that all are laid out anew: for another model."""
    return Card.objects.filter(has_points=True).update(
        points=b"", sentence_points=b"", has_points=False
    )


def _without_points(row: Card) -> Laid:
    return Laid(
        row.pk, row.generation, row.kind, row.source, row.language, row.title, row.text,
        b"", b"",
    )  # fmt: skip


def _by_card(rows: Iterator[tuple[int, str]]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    # The same few words again and again: one frozen set stands for all of its kind.
    same: dict[frozenset[str], frozenset[str]] = {}
    for card_id, word in rows:
        found.setdefault(card_id, set()).add(word)
    return {
        card_id: same.setdefault(one := frozenset(words), one)
        for card_id, words in found.items()
    }
