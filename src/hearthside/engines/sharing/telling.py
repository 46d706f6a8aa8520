"""What in a text may tell who somebody is: names, places, days, work, and all of it together."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

# A letter from a clinic has several of these; one alone is only a word.
OF_A_LETTER: Final = 2
# Longer texts are looked at so far; every rule is linear in what it reads.
MOST_LETTERS: Final = 20_000
# A word with a capital inside a sentence. Both ends are looked at by hand.
_CAPITAL: Final = re.compile(r"(?<=[a-zà-öø-þ,;] )[A-ZÀ-ÖØ-Þ][a-zà-öø-þ'’-]{2,30}")


@dataclass(frozen=True, slots=True)
class Mark:
    """Some words, and which kind of thing they may tell."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What a text may tell. is_rare -- few people are all of this together.

    is_letter -- it looks like a letter of a clinic, with other people in it.
    """

    marks: tuple[Mark, ...]
    is_rare: bool
    is_letter: bool


def telling(text: str) -> Telling:
    """Return what may tell who somebody is, in the order it stands, each once."""
    rules, source = _rules()
    looked_at = text[:MOST_LETTERS]
    found = [
        (hit.start(), kind, hit.group().strip())
        for kind, pattern in rules
        for hit in pattern.finditer(looked_at)
    ]
    taken = " ".join(words for _, _, words in found)
    common = set(source["not_names"])
    found += [
        (hit.start(), "name", hit.group())
        for hit in _CAPITAL.finditer(looked_at)
        if hit.group() not in common and hit.group() not in taken
    ]
    letters = {words for _, kind, words in found if kind == "letter"}
    is_letter = len(letters) >= OF_A_LETTER
    marks: list[Mark] = []
    for _, kind, words in sorted(found, key=lambda one: (one[0], -len(one[2]))):
        if kind != "letter" and not any(words in mark.words for mark in marks):
            marks.append(Mark(kind, words))
    is_rare = len({mark.kind for mark in marks}) >= source["rare"]
    return Telling(tuple(marks[: source["most"]]), is_rare, is_letter)


@cache
def _rules() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], dict[str, Any]]:
    raw = files("hearthside.engines.sharing").joinpath("signs.json")
    source: dict[str, Any] = json.loads(raw.read_text(encoding="utf-8"))
    rules = tuple(
        (one["kind"], re.compile(one["pattern"], re.ASCII)) for one in source["kinds"]
    )
    return rules, source
