"""Which texts answer a question: words and meaning together, over what may be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from hearthside.engines.retrieval.asking import Asked, find_the_question
from hearthside.engines.retrieval.languages import words_of
from hearthside.engines.retrieval.meaning import Laid, Meaning
from hearthside.engines.retrieval.sentences import Sentences
from hearthside.engines.retrieval.wording import Scores, Wording

# Of the two, brought to 0 to 1. Source: Bruch, Gai and Ingber (2023), "An analysis of
# fusion functions for hybrid retrieval": a convex sum beats ranks, and needs few examples.
WORDS: Final = 0.3
# A text has to say so much of a question before its words count whole: one small word in
# common would otherwise make the best of nothing a full answer.
FULL: Final = 0.7
# A word that is told beside the question, but not in it.
TOLD: Final = 0.4
# So many of the rarest words of a long story are looked up.
MOST_WORDS: Final = 40

Mask = npt.NDArray[np.bool_]


class By(StrEnum):
    """What a search goes by."""

    BOTH = "both"
    WORDS = "words"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Text:
    """One text to be found. title -- may be empty."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A text that was found. score -- for ranking this one answer, and nothing else.

    nearness -- how near in meaning, -1 to 1, or None without the model. worded -- the
    share, 0 to 1, of what the question's words tell that the text has too. place -- of the
    text in its collection.
    """

    id: str
    place: int
    score: float
    nearness: float | None
    worded: float


class Collection:
    """Texts laid out for searching, by words alone where there is no model."""

    def __init__(
        self,
        texts: Sequence[Text],
        sentences: Sentences | None = None,
        kept: Sequence[Laid] | None = None,
    ) -> None:
        """Lay them out: some milliseconds for each text with a model.

        kept -- of each text, how it was laid out before; then the model reads none.
        """
        self.ids = tuple(one.id for one in texts)
        pairs = [(one.title, one.text) for one in texts]
        self._wording = Wording(pairs)
        self._meaning = Meaning(sentences, pairs, kept) if sentences and pairs else None

    @property
    def knows_meaning(self) -> bool:
        """Whether a sentence model is there; without it only words are compared."""
        return self._meaning is not None

    def search(
        self,
        question: str,
        *,
        most: int = 10,
        may_see: Mask | None = None,
        by: By = By.BOTH,
    ) -> list[Found]:
        """Return the texts that answer best, the best first; ties in their own order.

        may_see -- (texts,), whether each may be seen by whoever asks; all when left out.
        What may not be seen is away before anything is ranked.
        Nothing is found by words that share none, nor by an empty question.
        """
        seen = np.arange(len(self.ids)) if may_see is None else np.flatnonzero(may_see)
        asked = find_the_question(question)
        if not len(seen) or not words_of(asked.told):
            return []
        try:
            return self._ranked(asked, seen, most, by)
        finally:
            self._wording.forget()

    def nearest_sentences(self, question: str, found: Sequence[Found]) -> list[int]:
        """Return which sentence of each text lies nearest to a question, from 0.

        -1 where sentences are not compared, because there is no model or too many.
        """
        if self._meaning is None:
            return [-1] * len(found)
        point = self._meaning.point(find_the_question(question))
        which = (self._meaning.nearest_sentence(one.place, point) for one in found)
        return [-1 if one is None else one for one in which]

    def _ranked(
        self, asked: Asked, seen: npt.NDArray[np.intp], most: int, by: By
    ) -> list[Found]:
        words = self._weighed(asked)
        worded = self._wording.scores(words)[seen]
        if self._meaning is None or by is By.WORDS:
            return self._by_words(worded, seen, asked, most)
        worded = _shared(worded, FULL * self._wording.ideal(words))
        point = self._meaning.point(asked)
        near = self._meaning.scores(point)[seen]
        share = 0.0 if by is By.MEANING else WORDS
        joined = _joined(worded, near, share)
        return [
            self._found(int(seen[place]), joined[place], near[place], asked)
            for place in _order(joined, most)
        ]

    def _weighed(self, asked: Asked) -> dict[str, float]:
        """Return the words to look up: those of the question whole, the rest in part."""
        told = dict.fromkeys(self._wording.asked(words_of(asked.told)), TOLD)
        whole = dict.fromkeys(self._wording.asked(words_of(asked.question)), 1.0)
        weighed = told | whole if asked.is_long else whole
        if len(weighed) <= MOST_WORDS:
            return weighed
        rare = sorted(weighed, key=lambda w: -weighed[w] * self._wording.rarity(w))
        return {word: weighed[word] for word in rare[:MOST_WORDS]}

    def _by_words(
        self, worded: Scores, seen: npt.NDArray[np.intp], asked: Asked, most: int
    ) -> list[Found]:
        return [
            self._found(int(seen[place]), worded[place], None, asked)
            for place in _order(worded, most)
            if worded[place] > 0
        ]

    def _found(
        self, place: int, score: float, nearness: float | None, asked: Asked
    ) -> Found:
        return Found(
            self.ids[place],
            place,
            float(score),
            None if nearness is None else float(nearness),
            self._wording.share(asked.question, place),
        )


def _joined(worded: Scores, near: Scores, share: float) -> Scores:
    joined: Scores = share * worded + (1 - share) * _spread(near)
    return joined


def _shared(worded: Scores, full: float) -> Scores:
    """Return scores brought to 0 to 1, where 1 is the best found, or at least `full`."""
    most = max(float(worded.max()), full)
    shared: Scores = worded / np.float32(most) if most > 0 else worded
    return shared


def _spread(scores: Scores) -> Scores:
    """Return scores brought to 0 to 1 among those that may be seen."""
    low, high = float(scores.min()), float(scores.max())
    if high - low < 1e-9:
        return np.zeros_like(scores)
    spread: Scores = (scores - low) / (high - low)
    return spread


def _order(scores: Scores, most: int) -> list[int]:
    """Return the places of the best, the best first; of equal ones the first."""
    if most < len(scores):
        # Whatever ties with the last one comes along, so that ties have one answer.
        last = np.partition(scores, -most)[-most]
        among = np.flatnonzero(scores >= last)
    else:
        among = np.arange(len(scores))
    ranked = among[np.argsort(-scores[among], kind="stable")]
    return [int(place) for place in ranked[:most]]
