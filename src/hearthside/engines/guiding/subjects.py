"""What a question and a card are about, by the names people give it.

"Bailiffs" is debt and "signed off" is work: the sentence model was never taught so. And what
a question names and a card does not (another illness, a pet) says that the card is about
something else, however alike the two sound.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from hearthside.engines.retrieval.asking import find_the_question
from hearthside.engines.retrieval.languages import words_of
from hearthside.engines.retrieval.passages import sentences_of

# What a card says in passing counts so much beside what it begins with.
IN_PASSING: Final = 0.5
# Of a long card so many words are looked through.
MOST_WORDS: Final = 2000
# A beginning of a word that stands for all of them is at least so long.
SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the subjects it names. words -- with those subjects by name."""

    words: str
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class About:
    """What a card is about. first -- named in its title or first sentence. all -- anywhere."""

    first: frozenset[str]
    all: frozenset[str]


def asked_by_name(text: str) -> Asked:
    """Return the question in a text with its subjects named, for looking it up.

    A question that names none has those of the story it stands in.
    """
    asked = find_the_question(text)
    found = subjects_of(asked.question) or subjects_of(asked.told)
    named = f"{asked.question}. {', '.join(sorted(found))}" if found else asked.question
    return Asked(named, found)


def about(title: str, text: str) -> About:
    """Return what a card is about."""
    first = f"{title}. {' '.join(sentences_of(text)[:1])}"
    return About(subjects_of(first), subjects_of(f"{title}. {text}"))


def shares(asked: frozenset[str], card: About) -> tuple[float, float, float]:
    """Return what a card has of the subjects a question names.

    The share, 0 to 1, and a half where none is named; how many; and how many it has not.
    What is said in passing counts in part.
    """
    has = len(asked & card.first) + IN_PASSING * len(asked & (card.all - card.first))
    missing = len(asked - card.all)
    return has / len(asked) if asked else 0.5, float(has), float(missing)


def subjects_of(text: str) -> frozenset[str]:
    """Return the subjects that a text names."""
    words = words_of(text)[:MOST_WORDS]
    return frozenset(
        name
        for at in range(len(words))
        for phrase, name in _beginning_with(words[at])
        if _stands(phrase, words, at)
    )


def _stands(phrase: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    return len(words) - at >= len(phrase) and all(
        word.startswith(one[:-1]) if one.endswith("*") else word == one
        for one, word in zip(phrase, words[at:], strict=False)
    )


def _beginning_with(word: str) -> Iterator[tuple[tuple[str, ...], str]]:
    known = _phrases()
    yield from known.get(word, ())
    for end in range(SHORTEST, len(word) + 1):
        yield from known.get(f"{word[:end]}*", ())


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return every phrase and what it names, by its first word; * for any ending."""
    source = files("hearthside.engines.guiding").joinpath("subjects.json")
    kept: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in kept.items():
        for phrase in phrases.split(" | "):
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, name))
    return found
