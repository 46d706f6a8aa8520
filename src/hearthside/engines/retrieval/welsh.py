"""Welsh words whose beginnings change with the word before them."""

from __future__ import annotations

from typing import Final

# Each row are beginnings one word may have: pen, ben, mhen, phen. The longest are tried
# first. A soft g falls away altogether (gardd, ardd); that one is not brought together.
# Source: King (2003), Modern Welsh: A Comprehensive Grammar, sections 4 to 12.
_BEGINNINGS: Final = (
    ("p", ("mh", "ph", "p", "b", "f", "m")),
    ("t", ("nh", "th", "dd", "t", "d", "n")),
    ("c", ("ngh", "ch", "ng", "c", "g")),
    ("l", ("ll", "l")),
    ("r", ("rh", "r")),
)
_LONGEST_FIRST: Final = sorted(
    ((one, kind) for kind, all_of in _BEGINNINGS for one in all_of),
    key=lambda pair: -len(pair[0]),
)
_ENDINGS: Final = ("iadau", "oedd", "iaid", "iau", "ion", "ydd", "au", "on", "wyr")
# Shorter words would be brought together by chance.
SHORTEST: Final = 4


def stem(word: str) -> str:
    """Return a plain Welsh word without its changed beginning and its plural ending."""
    if len(word) < SHORTEST:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - 1:
            word = word[: -len(ending)]
            break
    for beginning, kind in _LONGEST_FIRST:
        if word.startswith(beginning):
            return kind + word[len(beginning) :]
    return word
