"""Searching: what people published that answers some words, for whoever may see it.

The finder beside us compares by meaning; without it the database compares words. Whatever
either says, the cards are read again here, for this reader: one that changed or went
meanwhile is not shown. Nothing of a search is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hearthside.engines.retrieval.asking import find_the_question
from hearthside.engines.retrieval.passages import sentences_of
from hearthside.guide import finder
from hearthside.guide.cards import generation
from hearthside.guide.finder import Finds, Hit
from hearthside.guide.models import Card, Note
from hearthside.guide.reader import Reader, seen_by
from hearthside.guide.words import by_words, stems_of

# Nobody reads further; whoever found nothing among these asks in other words.
MOST: Final = 60
A_PAGE: Final = 10
# Below both it has seldom to do with what was asked. Chosen by looking, not measured.
NEAR: Final = 0.30
WORDED: Final = 0.34
# So many cards that are newer than what the finder knows are added, after the first few.
FRESH: Final = 3


# Which card, which copy of it (any, where nobody said), and which sentence of it.
Picked = tuple[int, int | None, int]


@dataclass(frozen=True, slots=True)
class Result:
    """One card that was found. because -- the sentence of it that says so, as it stands.

    notes -- its content notes, by which a page folds it.
    """

    kind: str
    source: str
    title: str
    url: str
    language: str
    because: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found, the best first.

    pages -- how many there are; none when nothing was found. by_meaning -- whether more
    than words was compared.
    """

    rows: tuple[Result, ...]
    total: int
    page: int
    pages: int
    by_meaning: bool


def search(words: str, reader: Reader, *, page: int = 1) -> Results:
    """Return one page of the cards that answer, at most 60 in all; seven queries at most.

    page -- from 1; one there is not is the nearest there is.
    """
    asked = find_the_question(words).told
    if not stems_of(asked):
        return Results((), 0, 1, 0, by_meaning=False)
    found = finder.find(words, reader, most=MOST)
    if found is None:
        picked: list[Picked] = [
            (pk, None, -1) for pk in by_words(seen_by(reader), asked, most=MOST)
        ]
    else:
        picked = _picked(found, reader, asked)
    cards = _one_of_each(_read_again(picked, reader))
    pages = -(-len(cards) // A_PAGE)
    page = max(1, min(page, pages))
    shown = cards[(page - 1) * A_PAGE : page * A_PAGE]
    notes = _notes_of([card.pk for card, _ in shown])
    rows = tuple(_result(card, at, asked, notes.get(card.pk, ())) for card, at in shown)
    by_meaning = found is not None and any(
        hit.nearness is not None for hit in found.hits
    )
    return Results(rows, len(cards), page, pages, by_meaning)


def _picked(found: Finds, reader: Reader, asked: str) -> list[Picked]:
    """Return id, generation and sentence of what the finder found, and of what is newer."""
    near: list[Picked] = [
        (hit.card_id, hit.generation, hit.sentence)
        for hit in found.hits
        if _is_near(hit)
    ]
    if found.generation == generation():
        return near
    newer = seen_by(reader).filter(generation__gt=found.generation)
    fresh: list[Picked] = [(pk, None, -1) for pk in by_words(newer, asked, most=FRESH)]
    return [*near[:FRESH], *fresh, *near[FRESH:]]


def _is_near(hit: Hit) -> bool:
    return (
        hit.worded >= WORDED
        or (hit.nearness or 0.0) >= NEAR
        or (
            # Without the model a card was only found because it shares a word.
            hit.nearness is None
        )
    )


def _read_again(picked: Iterable[Picked], reader: Reader) -> list[tuple[Card, int]]:
    """Return the cards as they are now and may be seen, in this order; one query."""
    wanted = list(dict.fromkeys(pk for pk, _, _ in picked))
    there = seen_by(reader).defer("points", "sentence_points", "terms").in_bulk(wanted)
    kept: dict[int, tuple[Card, int]] = {}
    for pk, number, sentence in picked:
        card = there.get(pk)
        if card is None or pk in kept or number not in (None, card.generation):
            continue
        kept[pk] = (card, sentence)
    return list(kept.values())


def _one_of_each(cards: list[tuple[Card, int]]) -> list[tuple[Card, int]]:
    """Return the best part of each thing, where several of one were found."""
    first: dict[tuple[str, str], tuple[Card, int]] = {}
    for card, sentence in cards:
        first.setdefault((card.kind, card.source), (card, sentence))
    return list(first.values())


def _result(card: Card, sentence: int, asked: str, notes: tuple[str, ...]) -> Result:
    return Result(
        card.kind, card.source, card.title, card.url, card.language,
        _because(card.text, sentence, asked), notes,
    )  # fmt: skip


def _because(text: str, sentence: int, asked: str) -> str:
    """Return the sentence that says it best: the nearest, or the one of most words in common."""
    sentences = sentences_of(text)
    if not sentences:
        return ""
    if 0 <= sentence < len(sentences):
        return sentences[sentence]
    wanted = set(stems_of(asked))
    return max(sentences, key=lambda one: len(wanted.intersection(stems_of(one))))


def _notes_of(ids: list[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = Note.objects.filter(card_id__in=ids).order_by("word")
    for card_id, word in rows.values_list("card_id", "word"):
        found[card_id] = (*found.get(card_id, ()), word)
    return found
