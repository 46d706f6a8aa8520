"""What a pack holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FORMAT: Final = 1


class Licence(StrEnum):
    """On what terms the words of a questionnaire may be shown."""

    PUBLIC_DOMAIN = "public domain"
    CC0 = "cc0"
    VERBATIM = "verbatim with attribution"
    SLOT = "slot"


class Method(StrEnum):
    """How answers become a score. A skipped answer counts as the mean of the others."""

    SUM = "sum"
    MEAN = "mean"


class Better(StrEnum):
    """Which way is better for the person."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    answers -- the name of its list of values. is_reversed -- scored from the other end.
    """

    id: str
    answers: str
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of scores with a name: from this value up to the next band."""

    starts_at: float
    name: str


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """How far two scores of one person must lie apart to be more than chance."""

    at_least: float
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One score of a pack.

    times -- what the sum or mean is multiplied by. fewest_answered -- with fewer of its
    items answered there is no score. convert -- what the sum becomes, where a table says.
    """

    id: str
    name: str
    items: tuple[str, ...]
    method: Method
    times: float
    lowest: float
    highest: float
    better: Better
    fewest_answered: int
    bands: tuple[Band, ...]
    reliable_change: ReliableChange | None
    convert: Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language.

    items -- by the item's id. labels -- by the name of a list of values, one for each.
    sha256 -- of these words, as `wording_hash` makes it.
    """

    instructions: str
    items: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    sha256: str


@dataclass(frozen=True, slots=True)
class Vector:
    """A worked example: answers in the order of the items, and what they come to.

    scores, bands -- by the rule's id; a score of None is one that must be refused.
    """

    answers: tuple[int | None, ...]
    scores: Mapping[str, float | None]
    bands: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pack:
    """One questionnaire, checked.

    is_validated -- false for words of ours that no study has tried.
    needs_responder -- an answer may tell of danger: asked only where a named person reads it
    at said hours. supplied_under -- the licence under which a charity filled a slot.
    """

    id: str
    version: str
    name: str
    measures: str
    licence: Licence
    attribution: str
    supplied_under: str
    source: str
    is_validated: bool
    needs_responder: bool
    answers: Mapping[str, tuple[int, ...]]
    items: tuple[Item, ...]
    rules: tuple[Rule, ...]
    wordings: Mapping[str, Wording]
    vectors: tuple[Vector, ...]

    @property
    def is_empty_slot(self) -> bool:
        """Whether its words are still to be supplied."""
        return self.licence is Licence.SLOT and not self.wordings

    def values_of(self, item: Item) -> tuple[int, ...]:
        return self.answers[item.answers]


def wording_hash(
    instructions: str,
    items: Mapping[str, str],
    labels: Mapping[str, tuple[str, ...]],
) -> str:
    """Return the SHA-256 of the words, in hexadecimal.

    Of compact JSON in UTF-8 with sorted names: {"instructions", "items", "labels"}.
    """
    said = {
        "instructions": instructions,
        "items": dict(items),
        "labels": {name: list(words) for name, words in labels.items()},
    }
    line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()
