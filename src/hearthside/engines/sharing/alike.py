"""Which of some questions are like one: by the words they share, rare words first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import Final

from hearthside.engines.retrieval.languages import guess, terms_of, words_of

# Shares less than this of what the question's words tell: not worth showing.
LEAST: Final = 0.3
# A word of the title tells more than one of the text behind it.
IN_THE_TEXT: Final = 0.4


def most_alike(
    asked: str, texts: Iterable[tuple[str, str, str]], *, most: int
) -> list[str]:
    """Return the ids of the texts most like what is asked, the likest first.

    texts -- (id, title, text). The score of a text is the share, 0 to 1, of the asked
    words' weight that it has too; a word's weight falls with how many texts have it
    (inverse document frequency, Sparck Jones 1972).
    """
    wanted = set(_terms(asked))
    if not wanted:
        return []
    laid = [(one, set(_terms(title)), set(_terms(text))) for one, title, text in texts]
    seen = Counter(term for _, title, text in laid for term in wanted & (title | text))
    # A word nobody used yet tells as much as the rarest one.
    weight = {
        term: math.log(1 + (len(laid) + 1) / (1 + max(1, seen[term])))
        for term in wanted
    }
    whole = sum(weight.values())
    scored = [
        (
            sum(
                weight[term] * (1 if term in title else IN_THE_TEXT)
                for term in wanted & (title | text)
            )
            / whole,
            one,
        )
        for one, title, text in laid
    ]
    best = sorted((pair for pair in scored if pair[0] >= LEAST), key=lambda p: -p[0])
    return [one for _, one in best[:most]]


def _terms(text: str) -> list[str]:
    words = words_of(text)
    return terms_of(words, guess(words))
