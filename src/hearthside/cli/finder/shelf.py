"""The shelf: every card of the house laid out, known by the number the index had then."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np

from hearthside.core.refusals import NotFound
from hearthside.engines.guiding.answering import Card as ToQuote
from hearthside.engines.guiding.answering import Guide
from hearthside.engines.retrieval import meaning
from hearthside.engines.retrieval.languages import Language, guess, words_of
from hearthside.engines.retrieval.meaning import A_ROW, MOST_SENTENCES, Placed
from hearthside.engines.retrieval.searching import By, Collection, Mask, Text
from hearthside.engines.retrieval.sentences import Sentences
from hearthside.guide import cards, laying_out
from hearthside.guide.laying_out import Laid
from hearthside.guide.reader import Reader


@dataclass(frozen=True, slots=True)
class Look:
    """What decides whether a card is shown to somebody; thousands have the same."""

    kind: str
    language: str
    audiences: frozenset[str]
    notes: frozenset[str]


class _Kept(Sequence[meaning.Laid]):
    """How each card was laid out, as bytes until it is asked for.

    A hundred thousand laid out at once would need some hundred bytes more each. Of more
    sentences than are ever compared, none is kept.
    """

    def __init__(self) -> None:
        self._points: list[bytes] = []
        self._sentences: list[bytes] | None = []
        self._many = 0

    def add(self, one: Laid) -> None:
        """Put one card behind the others."""
        self._points.append(one.points)
        self._many += len(one.sentence_points) // A_ROW
        if self._many > MOST_SENTENCES:
            self._sentences = None
        if self._sentences is not None:
            self._sentences.append(one.sentence_points)

    def __len__(self) -> int:
        return len(self._points)

    @overload
    def __getitem__(self, at: int) -> meaning.Laid: ...
    @overload
    def __getitem__(self, at: slice) -> list[meaning.Laid]: ...
    def __getitem__(self, at: int | slice) -> meaning.Laid | list[meaning.Laid]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        sentences = b"" if self._sentences is None else self._sentences[at]
        return meaning.Laid(Placed.read(self._points[at]), Placed.read(sentences))


class Shelf:
    """Cards as they were at one number of the index."""

    def __init__(self, sentences: Sentences | None) -> None:
        """Read every card. Four queries; some seconds for a hundred thousand."""
        # Asked first: whatever changes while we read makes the shelf old, never wrongly new.
        self.generation = cards.generation()
        marks = laying_out.all_marks()
        nobody: frozenset[str] = frozenset()
        looks: dict[Look, int] = {}
        texts, kept = [], _Kept()
        parts: dict[tuple[str, str], int] = {}
        ids, generations, codes, things = (array("q") for _ in range(4))
        for one in laying_out.all_cards():
            texts.append(Text(str(one.id), one.title, one.text))
            kept.add(one)
            audiences = marks.audiences.get(one.id, nobody)
            notes = marks.notes.get(one.id, nobody)
            look = Look(one.kind, one.language, audiences, notes)
            ids.append(one.id)
            generations.append(one.generation)
            things.append(parts.setdefault((one.kind, one.source), len(parts)))
            codes.append(looks.setdefault(look, len(looks)))
        self._ids, self._generations = np.array(ids), np.array(generations)
        self._things = np.array(things)
        self._codes, self._looks = np.array(codes, np.intp), list(looks)
        self._collection = Collection(texts, sentences, kept)
        self._guide = Guide(
            self._collection,
            _to_quote,
            sentences,
            thing_of=lambda place: int(self._things[place]),
        )

    @property
    def size(self) -> int:
        """How many cards are on it."""
        return len(self._ids)

    def find(self, question: str, reader: Reader, *, most: int) -> list[list[Any]]:
        """Return the cards nearest to a question, as `guide.finder.Hit` reads them."""
        by = By.BOTH if _is_english(question) else By.WORDS
        found = self._collection.search(
            question, most=most, may_see=self._may_see(reader), by=by
        )
        which = self._collection.nearest_sentences(question, found)
        return [
            [
                int(self._ids[one.place]),
                int(self._generations[one.place]),
                sentence if by is By.BOTH else -1,
                None if one.nearness is None else round(one.nearness, 4),
                round(one.worded, 4),
            ]
            for one, sentence in zip(found, which, strict=True)
        ]

    def answer(self, question: str, reader: Reader) -> list[list[Any]]:
        """Return what may be quoted, as `guide.finder.Quoted` reads it; nothing if unsure."""
        answer = self._guide.answer(question, may_see=self._may_see(reader))
        # Cards were read in the order of their ids.
        places = np.searchsorted(self._ids, [int(one.id) for one in answer.quotes])
        return [
            [int(one.id), int(self._generations[place]), list(one.places)]
            for one, place in zip(answer.quotes, places, strict=True)
        ]

    def _may_see(self, reader: Reader) -> Mask:
        allowed = np.array([_may(one, reader) for one in self._looks], np.bool_)
        mask: Mask = allowed[self._codes]
        return mask


def lay_out_some(sentences: Sentences, *, most: int) -> int:
    """Lay out cards nobody laid out yet, and keep it; return how many."""
    waiting = laying_out.without_points(most=most)
    for one in waiting:
        laid = meaning.lay_out(sentences, one.title, one.text)
        laying_out.keep_points(
            one.id,
            generation=one.generation,
            points=laid.passages.as_bytes(),
            sentence_points=laid.sentences.as_bytes(),
        )
    return len(waiting)


def _may(look: Look, reader: Reader) -> bool:
    return (
        not look.audiences.isdisjoint(reader.audiences)
        and (not reader.kinds or look.kind in reader.kinds)
        and (not reader.language or look.language == reader.language)
        and look.notes.isdisjoint(reader.without)
        and not (reader.calm and look.notes)
    )


def _is_english(question: str) -> bool:
    # The model was taught English; of other languages only words are understood.
    return guess(words_of(question)) is Language.ENGLISH


def _to_quote(card_id: str) -> ToQuote | None:
    try:
        found = laying_out.card(int(card_id))
    except NotFound:
        return None
    return ToQuote(card_id, found.kind, found.title, found.text)
