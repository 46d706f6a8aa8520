"""BM25 over what may be found: which texts share rare words with a question."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from hearthside.engines.retrieval.languages import (
    LATIN,
    STOP,
    Language,
    guess,
    stem,
    terms_of,
    words_of,
)
from hearthside.engines.retrieval.slips import NearWords

Scores = npt.NDArray[np.float32]

# Source: Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework", 3.5.
K1: Final = 1.2
B: Final = 0.75
# A title says in few words what the text is about.
TITLE: Final = 2
# A word that was only nearly written counts so much.
ONE_SLIP: Final = 0.7
TWO_SLIPS: Final = 0.45


class Wording:
    """The words of a collection, by the texts they stand in."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """Lay the words out. texts -- title and text of each; a title may be empty."""
        self._places: dict[str, int] = {}
        self._languages: set[Language] = set()
        terms, owners = array("I"), array("I")
        counts, lengths = array("f"), array("f")
        for owner, (title, text) in enumerate(texts):
            counted = self._counted(title, text)
            lengths.append(sum(counted.values()))
            for term, count in counted.items():
                terms.append(self._places.setdefault(term, len(self._places)))
                owners.append(owner)
                counts.append(count)
        self.size = len(lengths)
        self._lay_out(
            np.frombuffer(terms, np.uint32),
            np.frombuffer(owners, np.uint32),
            np.frombuffer(counts, np.float32),
            np.frombuffer(lengths, np.float32),
        )
        self._near = NearWords(tuple(self._places))
        self._matching = lru_cache(maxsize=1000)(self._find_matching)

    def _counted(self, title: str, text: str) -> Counter[str]:
        words, titled = words_of(text), words_of(title)
        language = guess([*words, *titled])
        self._languages.add(language)
        counted = Counter(terms_of(words, language))
        for term in terms_of(titled, language):
            counted[term] += TITLE
        return counted

    def _lay_out(
        self,
        terms: npt.NDArray[np.uint32],
        owners: npt.NDArray[np.uint32],
        counts: Scores,
        lengths: Scores,
    ) -> None:
        """Keep, term after term, whose text it stands in and what it adds there."""
        order = np.argsort(terms, kind="stable")
        self._owners = owners[order]
        many = np.bincount(terms, minlength=len(self._places))
        self._begins = np.concatenate(([0], np.cumsum(many)))
        self._rarity = np.log1p((self.size - many + 0.5) / (many + 0.5))
        usual = float(lengths.mean()) if self.size else 1.0
        length = lengths[self._owners] / max(usual, 1.0)
        counted = counts[order]
        self._adds = counted * (K1 + 1) / (counted + K1 * (1 - B + B * length))

    def asked(self, words: Iterable[str]) -> list[str]:
        """Return the words that carry meaning, each once and as it was written."""
        kept: dict[str, None] = {}
        small = STOP[guess(words := list(words))]
        for word in words:
            if word not in small:
                kept[word] = None
        return list(kept)

    def scores(self, asked: Mapping[str, float]) -> Scores:
        """Return how well each text answers; 0 where it shares no word.

        asked -- plain words as they were written, each with what it weighs.
        """
        found = np.zeros(self.size, np.float32)
        for word, weight in asked.items():
            for place, share in self._matching(word):
                one = slice(self._begins[place], self._begins[place + 1])
                rare = weight * share * float(self._rarity[place])
                found[self._owners[one]] += rare * self._adds[one]
        return found

    def ideal(self, asked: Mapping[str, float]) -> float:
        """Return what a usual text would score that said each of these words once."""
        return sum(weight * self.rarity(word) for word, weight in asked.items())

    def rarity(self, word: str) -> float:
        """Return how much a word tells here: 0 and up, the most for one nobody wrote."""
        places = [place for place, _ in self._matching(word)]
        if not places:
            return float(np.log1p(2.0 * self.size + 1.0))
        return min(float(self._rarity[place]) for place in places)

    def share(self, question: str, owner: int) -> float:
        """Return the share of what a question's words tell that one text has, 0 to 1."""
        had = told = 0.0
        for word in self.asked(words_of(question)):
            rare = self.rarity(word)
            told += rare
            had += rare * max(
                (
                    share * self._has(place, owner)
                    for place, share in self._matching(word)
                ),
                default=0.0,
            )
        return had / told if told else 0.0

    def _has(self, place: int, owner: int) -> bool:
        one = self._owners[self._begins[place] : self._begins[place + 1]]
        # Texts were read in their order, so each term's owners stand in order too.
        at = int(np.searchsorted(one, owner))
        return at < len(one) and int(one[at]) == owner

    def forget(self) -> None:
        """Let go of the words that were asked for: they are kept for one question."""
        self._matching.cache_clear()

    def _find_matching(self, word: str) -> list[tuple[int, float]]:
        """Return the places of the terms a word stands for, and how surely it does."""
        stems = {stem(word, language) for language in self._stemming(word)}
        known = [self._places[one] for one in stems if one in self._places]
        if known:
            return [(place, 1.0) for place in known]
        near = self._near.near(stem(word, Language.ENGLISH))
        return [(place, ONE_SLIP if slips == 1 else TWO_SLIPS) for place, slips in near]

    def _stemming(self, word: str) -> list[Language]:
        # A question is too short to say its language: ask in each that is spoken here.
        if "\u0600" <= word[:1] <= "\u06ff":
            return [Language.ARABIC]
        return [one for one in LATIN if one in self._languages]
