"""Words made comparable: English, Welsh, Spanish and Arabic, without asking which was meant."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Final

import snowballstemmer

from hearthside.engines.retrieval import welsh


class Language(StrEnum):
    """What a text is taken to be written in."""

    ENGLISH = "en"
    WELSH = "cy"
    SPANISH = "es"
    ARABIC = "ar"


LATIN: Final = (Language.ENGLISH, Language.WELSH, Language.SPANISH)
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019\u02bc][^\W_]+)*")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
# Longer ones are keys, hashes and noise; a stemmer need not look at them.
LONGEST_WORD: Final = 40


def plain(text: str) -> str:
    """Return a text in small letters, without the marks above and below letters."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def small_words(kind: str) -> frozenset[str]:
    """Return words that say little, plain. kind -- a language, "greeting" or "empty"."""
    source = files("hearthside.engines.retrieval").joinpath("small_words.json")
    kept: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return frozenset(plain(kept[kind]).split())


STOP: Final = {one: small_words(one) for one in Language}
_STEMMERS: Final = {
    Language.ENGLISH: "english",
    Language.SPANISH: "spanish",
    Language.ARABIC: "arabic",
}


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order, plain, with short forms joined."""
    found = _WORD.findall(plain(text))
    return [
        re.sub("['\u2019\u02bc]", "", word)
        for word in found
        if len(word) <= LONGEST_WORD
    ]


def guess(words: Iterable[str]) -> Language:
    """Return which language words are from, by the small words among them.

    words -- plain. English where nothing says otherwise.
    """
    counted = Counter(words)
    arabic = sum(n for word, n in counted.items() if _ARABIC.search(word))
    if 2 * arabic > sum(counted.values()):
        return Language.ARABIC
    hits = {
        one: sum(counted[word] for word in STOP[one] if word in counted)
        for one in LATIN
    }
    return max(LATIN, key=lambda one: hits[one])


@lru_cache(maxsize=200_000)
def stem(word: str, language: Language) -> str:
    """Return the part of a plain word that its forms share."""
    if language is Language.WELSH:
        return welsh.stem(word)
    stemmed: str = _stemmer(language).stemWord(word)
    return stemmed


@lru_cache(maxsize=len(_STEMMERS))
def _stemmer(language: Language) -> snowballstemmer.stemmer:
    # Source: Porter (1980) and the Snowball rules for each language.
    return snowballstemmer.stemmer(_STEMMERS[language])


def terms_of(words: Iterable[str], language: Language) -> list[str]:
    """Return the words that carry meaning, stemmed; small ones are left out."""
    small = STOP[language]
    return [stem(word, language) for word in words if word not in small]
