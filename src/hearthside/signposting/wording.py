"""The words a service is found by, and what somebody means by the words they type."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hearthside.core.refusals import Refusal
from hearthside.engines import needs
from hearthside.engines.interchange.services import Offer
from hearthside.engines.retrieval.languages import (
    STOP,
    Language,
    stem,
    words_of,
)

LONGEST_ASKED: Final = 200
MOST_ASKED: Final = 6
MOST_WORDS: Final = 90
LONGEST_WORD: Final = 40
NAME, FILED, WHOSE, SAID = 4, 3, 2, 1
NEED: Final = "need:"
_TOO_LONG: Final = "That is a lot of words. Say in a few of them what you need."
_NO_WORDS: Final = (
    "There is no word in that we can look for. Type what you need, such as “money”."
)


class CannotLook(Refusal):
    """There is nothing to look for in what was typed, or far too much."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One word of a question.

    plain -- as it was typed. terms -- what it may stand as, the word itself first.
    """

    plain: str
    terms: tuple[str, ...]


def typed(raw: str) -> str:
    """Return what somebody typed on one line, without letters nobody sees."""
    kept = "".join(
        char if unicodedata.category(char)[0] not in "CZ" else " " for char in raw
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


def sought(text: str) -> tuple[Sought, ...]:
    """Return the words of a question that carry meaning, at most MOST_ASKED.

    text -- as typed() gives it; empty asks for anything.

    Raises CannotLook: longer than LONGEST_ASKED, or not a word in it.
    """
    if len(text) > LONGEST_ASKED:
        raise CannotLook(_TOO_LONG)
    if not text:
        return ()
    said = [word for word in words_of(text) if len(word) <= LONGEST_WORD]
    if not said:
        raise CannotLook(_NO_WORDS)
    telling = [word for word in said if word not in STOP[Language.ENGLISH]] or said
    meant = needs_by_term()
    terms = {word: _term(word) for word in list(dict.fromkeys(telling))[:MOST_ASKED]}
    return tuple(
        Sought(word, (term, *meant.get(term, ()))) for word, term in terms.items()
    )


@lru_cache(maxsize=1)
def needs_by_term() -> dict[str, tuple[str, ...]]:
    """Return the needs, as terms, that somebody means by a word they say."""
    found: dict[str, dict[str, None]] = {}
    for word, codes in needs.by_word().items():
        for code in codes:
            found.setdefault(_term(word), {})[f"{NEED}{code}"] = None
    return {term: tuple(codes) for term, codes in found.items()}


def terms_for(offer: Offer) -> dict[str, int]:
    """Return the words of a service with what each weighs, the weightiest first."""
    found: dict[str, int] = {f"{NEED}{code}": FILED for code in offer.needs}
    for text, weight in (
        (offer.name, NAME),
        (" ".join(offer.kinds), FILED),
        (f"{offer.organisation} {offer.town}", WHOSE),
        (f"{offer.who_words} {offer.offers}", SAID),
    ):
        for word in words_of(text):
            if len(found) >= MOST_WORDS:
                return found
            if word not in STOP[Language.ENGLISH] and 1 < len(word) <= LONGEST_WORD:
                found.setdefault(_term(word), weight)
    return found


def _term(word: str) -> str:
    return stem(word, Language.ENGLISH)[:LONGEST_WORD]
