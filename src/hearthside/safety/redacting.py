"""Taking out what is about others: pure words in, words out, each gap saying that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

GAP: Final = "[taken out: this is about somebody else]"
_ENDS: Final = re.compile(r"(?<=[.!?…])\s+|\n+")


def sentences_of(words: str) -> tuple[str, ...]:
    """Return the words sentence by sentence, as somebody would tick them one by one."""
    return tuple(part.strip() for part in _ENDS.split(words) if part.strip())


def redacted(words: str, *, names: Iterable[str], hidden: frozenset[int]) -> str:
    """Return the words with gaps in place of these names, and of these sentences.

    names -- taken out wherever they stand as words of their own, in any case of letters.
    hidden -- numbers of sentences, from 0.
    """
    kept = [
        GAP if number in hidden else without_names(sentence, names)
        for number, sentence in enumerate(sentences_of(words))
    ]
    # Two gaps side by side are one: how many there were is nobody's to count.
    said = [
        sentence
        for number, sentence in enumerate(kept)
        if not (number and sentence == GAP and kept[number - 1] == GAP)
    ]
    return " ".join(said)


def without_names(words: str, names: Iterable[str]) -> str:
    """Return the words with a gap in place of each of these names."""
    wanted = sorted({name.strip() for name in names if name.strip()}, key=len)
    if not wanted:
        return words
    either = "|".join(re.escape(name) for name in reversed(wanted))
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", GAP, words, flags=re.IGNORECASE)
