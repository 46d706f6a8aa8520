"""How easy English words are to read, as an age."""

from __future__ import annotations

import re
from typing import Final

# A child begins school year 1 of this grade at five.
AGE_AT_GRADE_0: Final = 5
_SENTENCE: Final = re.compile(r"[.?!:]+(?:\s|$)|\n+")
_WORD: Final = re.compile(r"[a-z]+(?:['\u2019][a-z]+)?")
_VOWELS: Final = re.compile(r"[aeiouy]+")


def reading_age(text: str) -> int:
    """Return the age at which most people can read this English text, in whole years.

    text -- plain words; a line by itself counts as a sentence. 5 at least.
    Source: Flesch-Kincaid grade (Kincaid and others 1975) and five years. Syllables are
    groups of vowels, which is right for most words and a little too many for some.
    """
    sentences = [
        words for one in _SENTENCE.split(text) if (words := _WORD.findall(one.lower()))
    ]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return AGE_AT_GRADE_0
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return max(AGE_AT_GRADE_0, round(grade + AGE_AT_GRADE_0))


def _syllables(word: str) -> int:
    said = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word)
    return max(1, len(_VOWELS.findall(said)))
