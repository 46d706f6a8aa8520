"""A look before something is shared: what may tell who somebody is, and what is too much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.engines.sharing.means import says_how
from hearthside.engines.sharing.telling import telling
from hearthside.web.piece_words import HINT_WORDS

# One of these alone is worth a second look; of the others it takes two kinds.
ALONE: Final = frozenset({"name", "number", "work", "place"})


@dataclass(frozen=True, slots=True)
class Hint:
    """Some words, and what they may tell."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hints:
    """Everything member/_hints.html may show. how -- the sentence that says too much."""

    marks: tuple[Hint, ...]
    is_rare: bool
    is_letter: bool
    how: str


def hints_for(text: str) -> Hints | None:
    """Return what to look at once more, or None when there is nothing."""
    found, how = telling(text), says_how(text)
    kinds = {mark.kind for mark in found.marks}
    if not (how or found.is_letter or kinds & ALONE or len(kinds) > 1):
        return None
    return Hints(
        tuple(Hint(one.words, str(HINT_WORDS[one.kind])) for one in found.marks),
        found.is_rare,
        found.is_letter,
        how,
    )
