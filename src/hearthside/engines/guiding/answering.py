"""One question, answered by cards in their own words, or led to people. Keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hearthside.engines.guiding.handing_over import Because, why_people
from hearthside.engines.guiding.subjects import about, asked_by_name
from hearthside.engines.guiding.trusting import Trust, likely, signs_of, trust
from hearthside.engines.retrieval.asking import find_the_question
from hearthside.engines.retrieval.languages import Language, stem, words_of
from hearthside.engines.retrieval.passages import sentences_of
from hearthside.engines.retrieval.searching import By, Collection, Found, Mask, Text
from hearthside.engines.retrieval.sentences import Sentences

MOST_CARDS: Final = 3
# So many things are compared, found among so many cards.
NEAREST: Final = 10
LOOKED_AT: Final = 60
# A further card has to be at least so likely to answer, beside the first.
BESIDE_THE_FIRST: Final = 0.5
# So many sentences of a card are quoted, and the rest is behind its link.
MOST_SENTENCES: Final = 2


@dataclass(frozen=True, slots=True)
class Card:
    """One thing the guide may quote: a strategy, an article, a group. topic -- or ""."""

    id: str
    kind: str
    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What one card says to it.

    words -- whole sentences, letter by letter as they stand. places -- which of the card's
    sentences they are, from 0.
    """

    id: str
    kind: str
    places: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes, the best first; or why people are the answer, and then no quotes.

    sureness -- the probability that the first quote answers; None when it was not asked
    of the cards at all.
    """

    quotes: tuple[Quote, ...]
    because: Because | None
    sureness: float | None


@dataclass(frozen=True, slots=True)
class Looked:
    """A card that was found and read. signs -- what speaks for it, as `signs_of` says."""

    card: Card
    signs: tuple[float, ...]


class Guide:
    """Cards laid out for questions; by words alone where there is no model."""

    def __init__(
        self,
        collection: Collection,
        card_of: Callable[[str], Card | None],
        sentences: Sentences | None,
        by: By = By.BOTH,
        thing_of: Callable[[int], int] = int,
    ) -> None:
        """Answer from a collection.

        card_of -- returns a card of it by its id, or None when it is gone by now.

        thing_of -- which thing the card at a place is a part of; its own unless said. Of
        several parts the nearest speaks for the thing: parts of one are near to one another,
        and none of them would stand out. by -- words alone where the collection knows no meaning.
        """
        self._by = by if collection.knows_meaning else By.WORDS
        self._card_of = card_of
        self._thing_of = thing_of
        self._sentences = sentences
        self._collection = collection

    @classmethod
    def over(
        cls, cards: Sequence[Card], sentences: Sentences | None, by: By = By.BOTH
    ) -> Guide:
        """Return a guide to these cards, laid out now."""
        texts = [Text(one.id, one.topic, one.text) for one in cards]
        by_id = {one.id: one for one in cards}
        return cls(Collection(texts, sentences), by_id.get, sentences, by)

    @property
    def trust(self) -> Trust:
        """The rule by which it says that it does not know."""
        return trust(self._by)

    def answer(self, question: str, *, may_see: Mask | None = None) -> Answer:
        """Return quotes, or why to turn to people. Danger is looked for first, always.

        may_see -- (cards,), whether each may be seen by whoever asks; all when left out.
        """
        if because := why_people(question):
            return Answer((), because, None)
        looked = self.looked(question, may_see=may_see)
        ranked = [(self.trust.points(one.signs), one.card) for one in looked]
        ranked.sort(key=lambda one: -one[0])
        sureness = self.trust.sureness([points for points, _ in ranked])
        if not ranked or sureness < self.trust.enough:
            return Answer((), Because.UNKNOWN, sureness)
        enough = BESIDE_THE_FIRST * likely(ranked[0][0])
        kept = [
            card for points, card in ranked[:MOST_CARDS] if likely(points) >= enough
        ]
        asked = find_the_question(question).question
        return Answer(tuple(self._quoted(one, asked) for one in kept), None, sureness)

    def looked(self, question: str, *, may_see: Mask | None = None) -> list[Looked]:
        """Return the cards that may answer a question and what speaks for each."""
        asked = asked_by_name(question)
        looked = []
        for one in self._found(asked.words, may_see):
            card = self._card_of(one.id)
            if card is not None:
                signs = signs_of(one, asked, about(card.topic, card.text), self._by)
                looked.append(Looked(card, signs))
        return looked

    def _found(self, words: str, may_see: Mask | None) -> list[Found]:
        found = self._collection.search(
            words, most=LOOKED_AT, may_see=may_see, by=self._by
        )
        first: dict[int, Found] = {}
        for one in found:
            first.setdefault(self._thing_of(one.place), one)
        return list(first.values())[:NEAREST]

    def _quoted(self, card: Card, asked: str) -> Quote:
        sentences = sentences_of(card.text) or [card.text]
        points = self._points(sentences, asked)
        # Side by side as they stand: two that were far apart would say something new.
        many = min(MOST_SENTENCES, len(sentences))
        sums = np.convolve(points, np.ones(many), "valid")
        first = int(sums.argmax())
        best = list(range(first, first + many))
        words = tuple(sentences[place] for place in best)
        return Quote(card.id, card.kind, tuple(best), words)

    def _points(self, sentences: list[str], asked: str) -> np.ndarray:
        """Return how well each sentence answers: nearness, or words in common."""
        if self._sentences is not None:
            whole = self._sentences.vectors([asked, *sentences])
            near: np.ndarray = whole[1:] @ whole[0]
            return near
        wanted = _stems(asked)
        return np.array([len(wanted & _stems(one)) for one in sentences], np.float32)


def _stems(text: str) -> set[str]:
    return {stem(word, Language.ENGLISH) for word in words_of(text)}
