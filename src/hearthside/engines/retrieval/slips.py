"""Slips of the finger: which known words are near to one nobody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from hearthside.engines.retrieval.distance import slips_between

# Short words are near to everything.
SHORTEST: Final = 4
TWO_SLIPS_FROM: Final = 8
MOST: Final = 3


class NearWords:
    """The known words, laid out so that those within one or two slips are found fast."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._lengths = np.array([len(word) for word in words], dtype=np.int16)
        self._letters = np.array([_letters(word) for word in words], dtype=np.uint64)

    def near(self, word: str) -> list[tuple[int, int]]:
        """Return the nearest known words: their place and how many slips away, 1 or 2.

        Only those as near as the nearest, at most `MOST`; none for a short word.
        """
        if len(word) < SHORTEST or not self._words:
            return []
        most = 2 if len(word) >= TWO_SLIPS_FROM else 1
        found = sorted(
            (slips, place)
            for place in self._worth_a_look(word, most)
            if (slips := slips_between(word, self._words[place], most)) <= most
        )
        return [(place, slips) for slips, place in found[:MOST] if slips == found[0][0]]

    def _worth_a_look(self, word: str, most: int) -> npt.NDArray[np.intp]:
        # Each slip changes the set of letters by two at most, and the length by one.
        close = np.abs(self._lengths - len(word)) <= most
        other = np.bitwise_count(self._letters ^ np.uint64(_letters(word)))
        return np.flatnonzero(close & (other <= 2 * most))


def _letters(word: str) -> int:
    held = 0
    for letter in word:
        held |= 1 << (ord(letter) % 64)
    return held
