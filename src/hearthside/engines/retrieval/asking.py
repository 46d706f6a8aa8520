"""Finding the question in what somebody wrote: people tell before they ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hearthside.engines.retrieval.languages import STOP, Language, small_words, words_of

# So few words are a question as they stand.
SHORT: Final = 18
# What is handed on as the question, in words.
LONGEST_QUESTION: Final = 60
# Nobody's question is found better by reading more than this, in letters.
READ_AT_MOST: Final = 6000
_END: Final = re.compile(r"(?<=[.?!\u061f\u3002])\s+|\n+")
_BEGINS: Final = re.compile(
    r"(?:(?:and|so|but|also|then|or|my question is|question)[,:]? )*"
    r"(?:how|what|whats|why|when|where|who|which|can|could|should|would|is|are|do|does"
    r"|did|will|may|has|have|any|anyone|anybody|am i|que|como|cuando|donde|por que|puedo"
    r"|sut|beth|pam|pryd|ble|pwy|a oes|هل|كيف|ماذا|لماذا|متى|اين|ما)\b"
)
_ASKS: Final = re.compile(
    r"\b(?:i(?: would|d| want| wanted| need| wish| am trying| am hoping)? ?(?:like)? ?"
    r"(?:to )?(?:know|find out|learn|understand|ask)\b|looking for|searching for"
    r"|interested in|wonder(?:ing)? (?:if|how|what|why|whether)|please (?:tell|advise"
    r"|help|send|explain|let me know)|let me know|tell me|help me|any (?:advice|help"
    r"|tips|ideas?|info|information|suggestions?|thoughts|recommendations?)"
    r"|how (?:do|can|should|could|would) (?:i|we|you|one)|what (?:can|should|do|could) "
    r"(?:i|we|you)|is there|are there|need (?:help|advice|information|to know)"
    r"|quiero saber|necesito|busco|hoffwn wybod|dw i eisiau)\b"
)
_FILLER: Final = small_words("greeting")
# A question such as "what should I do?" says nothing without what stands before it.
BARE: Final = 2
_EMPTY: Final = small_words("empty")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, and what was only told.

    question -- the sentences that ask, in their order, with what they lean on.
    told -- everything that is no greeting; the question is part of it.
    is_long -- whether the two differ.
    """

    question: str
    told: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: tuple[str, ...]
    points: float

    @property
    def says(self) -> int:
        """How many of its words say what it is about."""
        small = STOP[Language.ENGLISH]
        return len({w for w in self.words if w not in small and w not in _EMPTY})


def find_the_question(text: str) -> Asked:
    """Return the question inside a text; a short text is its own question."""
    # The end is where people ask: of a very long text the beginning is let go.
    whole = " ".join(text[-READ_AT_MOST:].split())
    sentences = [one for one in _sentences(text[-READ_AT_MOST:]) if not _is_filler(one)]
    told = " ".join(one.text for one in sentences) or whole
    if len(sentences) < 2 or sum(len(one.words) for one in sentences) <= SHORT:
        return Asked(told, told, is_long=False)
    chosen = _chosen(sentences)
    question = " ".join(sentences[place].text for place in sorted(chosen))
    return Asked(question, told, is_long=question != told)


def _sentences(text: str) -> list[_Sentence]:
    return [
        _Sentence(one, words, _points(one, words))
        for part in _END.split(text)
        if (one := part.strip()) and (words := tuple(words_of(one)))
    ]


def _points(text: str, words: tuple[str, ...]) -> float:
    said = " ".join(words)
    return (
        3.0 * (text.endswith("?") or "\u061f" in text or "?" in text)
        + 2.0 * bool(_BEGINS.match(said))
        + 2.0 * bool(_ASKS.search(said))
    )


def _is_filler(sentence: _Sentence) -> bool:
    if sentence.points:
        return False
    small = STOP[Language.ENGLISH]
    says = [word for word in sentence.words if word not in small]
    return not says or all(word in _FILLER for word in says)


def _chosen(sentences: list[_Sentence]) -> set[int]:
    """Return the places of the sentences that ask, the surest first, within the length."""
    asking = [place for place, one in enumerate(sentences) if one.points >= 2]
    # The last of two equal ones: people come to the point at the end.
    asking.sort(key=lambda place: (-sentences[place].points, -place))
    chosen: set[int] = set()
    length = 0
    for place in asking:
        length += len(sentences[place].words)
        if chosen and length > LONGEST_QUESTION:
            break
        chosen.add(place)
    if not chosen:
        return {0, len(sentences) - 1}
    if sum(sentences[place].says for place in chosen) <= BARE:
        chosen.add(max(0, min(chosen) - 1))
        chosen.add(0)
    return chosen
