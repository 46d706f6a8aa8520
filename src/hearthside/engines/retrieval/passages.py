"""Long texts cut into passages the sentence model can read whole."""

from __future__ import annotations

import re
from typing import Final

# About 180 pieces for the model, which reads 256 with the title and a last short bit.
WORDS: Final = 140
# What comes later in a long text is seldom what it is about; its words still count.
MOST: Final = 3
# A last bit shorter than this stays with the passage before it.
SHORTEST: Final = 30
_SENTENCE: Final = re.compile(r"(?<=[.?!\u061f\u3002])\s+|\n{2,}")


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text as they stand there, none of them empty."""
    return [one.strip() for one in _SENTENCE.split(text) if one.strip()]


def passages_of(text: str) -> list[str]:
    """Return a text in passages of whole sentences, at most `MOST`; one at least."""
    passages: list[list[str]] = [[]]
    for sentence in sentences_of(text):
        words = sentence.split()
        while words:
            free = WORDS - len(passages[-1])
            # A sentence goes whole into the next passage, unless it is longer than one.
            if passages[-1] and len(words) > free:
                if len(passages) == MOST:
                    return _joined(passages)
                passages.append([])
                free = WORDS
            passages[-1].extend(words[:free])
            words = words[free:]
    return _joined(passages)


def _joined(passages: list[list[str]]) -> list[str]:
    if len(passages) > 1 and len(passages[-1]) < SHORTEST:
        last = passages.pop()
        passages[-1].extend(last)
    return [" ".join(words) for words in passages]
