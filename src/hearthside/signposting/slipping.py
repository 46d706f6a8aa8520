"""A slip of the finger: the known word nearest to one that nobody wrote."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from hearthside.engines.retrieval.distance import slips_between

# Short words are near to everything.
SHORTEST: Final = 4
TWO_SLIPS_FROM: Final = 8
MOST: Final = 3


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known words fewest slips away, one or two; none for a short word."""
    if len(word) < SHORTEST:
        return ()
    most = 2 if len(word) >= TWO_SLIPS_FROM else 1
    letters = _letters(word)
    by_slips: dict[int, list[str]] = {}
    for other in known:
        if abs(len(other) - len(word)) > most or len(other) < SHORTEST - 1:
            continue
        # Each slip changes the set of letters by two at most.
        if (letters ^ _letters(other)).bit_count() > 2 * most:
            continue
        slips = slips_between(word, other, most)
        if slips <= most:
            by_slips.setdefault(slips, []).append(other)
    return tuple(sorted(by_slips[min(by_slips)])[:MOST]) if by_slips else ()


@lru_cache(maxsize=100_000)
def _letters(word: str) -> int:
    held = 0
    for letter in word:
        held |= 1 << (ord(letter) % 64)
    return held
