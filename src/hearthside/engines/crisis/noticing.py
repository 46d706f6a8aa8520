"""Do words suggest that somebody is in danger? Yes or no: no score is shown, kept or sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from hearthside.engines.crisis.reading import Reader, Sentence

# How far before a sign a "not", and whoever it is about, is looked for; in words.
NOT_WITHIN: Final = 4
WHO_WITHIN: Final = 8
# From so many words on, people tell what was; in few they say what is.
A_STORY: Final = 15
# How heavy words must be together where none of them is a sign by itself.
ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """Where in a sentence something stands; ends are letters, first and after."""

    first: int
    after: int


class Noticing:
    """The rules of one source, made ready once."""

    def __init__(self, source: dict[str, Any]) -> None:
        parts = source["parts"]
        self._reader = Reader(source["letters"], source["laughing"], source["words"])
        self._signs = [
            _rule(one, parts) for group in source["signs"].values() for one in group
        ]
        self._heavy = [
            (_rule(one, parts), points) for one, points in source["heavy"].items()
        ]
        self._shields = {
            name: [_rule(one, parts) for one in group]
            for name, group in source["shields"].items()
        }
        self._back = [_rule(one, parts) for one in source["back"]]
        self._told = [_rule(one, parts) for one in source["told_as_past"]]
        self._lately = [_rule(one, parts) for one in source["lately"]]
        self._sets = {
            name: frozenset(source[name])
            for name in (
                "not", "not_after_not", "first", "others", "media", "laughs",
                "trivial", "own_mind",
            )
        }  # fmt: skip

    def offers_help(self, text: str) -> bool:
        """Return whether these words ask for the offer to be shown."""
        heavy = 0
        sentences = self._reader.read(text)
        is_long = sum(len(one.words) for one in sentences) >= A_STORY
        for sentence in sentences:
            said = sentence.text
            signs = [*_found(self._signs, said)]
            live = [
                one
                for one in signs
                if self._stands(one, sentence, said)
                and not (is_long and self._is_told(one, said))
            ]
            if live:
                return True
            if signs:
                continue
            heavy += sum(
                points
                for rule, points in self._heavy
                for one in _found([rule], said)
                if self._stands(one, sentence, said)
            )
            if heavy >= ENOUGH:
                return True
        return False

    def _stands(self, sign: Sign, sentence: Sentence, said: str) -> bool:
        """Return whether nothing around a sign takes it back."""
        at = said.count(" ", 0, sign.first)
        inside = said[sign.first : sign.after].split()
        return not (
            self._is_shielded(sign, said)
            or self._is_quoted(at, sentence)
            or self._is_a_joke(sentence)
            or self._is_denied(at, sentence.words, inside)
            or self._is_of_others(at, sentence.words, inside)
        )

    def _is_shielded(self, sign: Sign, said: str) -> bool:
        for idiom in _found(self._shields["idiom"], said):
            if idiom.first < sign.after and sign.first < idiom.after:
                return True
        if _any(self._shields["about something else"], said):
            return True
        if _any(self._shields["no longer"], said):
            return True
        for other in _found(self._shields["said of others"], said):
            between = said[other.after : sign.first].split()
            if other.first < sign.first and "i" not in between:
                return True
        return _any(self._shields["long ago"], said) and not _any(self._back, said)

    def _is_told(self, sign: Sign, said: str) -> bool:
        """Return whether a longer text tells of it as past, and not as of lately."""
        before = said[: sign.first].split()[-3:]
        here = " ".join([*before, said[sign.first : sign.after]])
        return _any(self._told, here) and not _any(self._lately, said)

    def _is_quoted(self, at: int, sentence: Sentence) -> bool:
        if not sentence.quoted[at]:
            words = set(sentence.words[:at])
            return bool(words & self._sets["media"]) and "i" not in words
        outside = {
            word
            for word, quoted in zip(sentence.words, sentence.quoted, strict=True)
            if not quoted
        }
        return not outside & self._sets["own_mind"]

    def _is_a_joke(self, sentence: Sentence) -> bool:
        words = set(sentence.words)
        return bool(words & self._sets["laughs"] and words & self._sets["trivial"])

    def _is_denied(self, at: int, words: tuple[str, ...], inside: list[str]) -> bool:
        if set(inside) & self._sets["not"]:
            return False
        for place in range(at - 1, max(-1, at - 1 - NOT_WITHIN), -1):
            if words[place] == ",":
                return False
            if words[place] not in self._sets["not"]:
                continue
            if place and words[place - 1] in self._sets["not"]:
                return False
            return words[place + 1] not in self._sets["not_after_not"]
        return False

    def _is_of_others(self, at: int, words: tuple[str, ...], inside: list[str]) -> bool:
        if set(inside) & self._sets["first"]:
            return False
        for place in range(at - 1, max(-1, at - 1 - WHO_WITHIN), -1):
            if words[place] in self._sets["first"]:
                return False
            if words[place] in self._sets["others"]:
                return True
        return False


def _rule(pattern: str, parts: dict[str, str]) -> re.Pattern[str]:
    """Return a rule made ready: the same letters make the same rule in the browser."""
    whole = re.sub(r"<(\w+)>", lambda part: parts[part.group(1)], pattern)
    return re.compile(rf"\b(?:{whole})\b", re.ASCII)


def _found(rules: Iterable[re.Pattern[str]], said: str) -> Iterable[Sign]:
    for rule in rules:
        for hit in rule.finditer(said):
            yield Sign(hit.start(), hit.end())


def _any(rules: Iterable[re.Pattern[str]], said: str) -> bool:
    return any(rule.search(said) for rule in rules)


def offers_help(text: str) -> bool:
    """Return whether somebody who writes this is offered help, by the rules of the house.

    English alone is known: of other languages nothing is noticed.
    """
    return _ours().offers_help(text)


@cache
def _ours() -> Noticing:
    source = files("hearthside.engines.crisis").joinpath("signs.json")
    return Noticing(json.loads(source.read_text(encoding="utf-8")))
