"""What changed between two lists of sentences: which went, which came, and which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_WORD: Final = re.compile(r"(?:\w+|[^\w\s])\s*")
# Sentences less alike than this are two sentences, not one that changed; nor is one of
# a few words that stands in another by chance.
ALIKE: Final = 0.5
WITHIN: Final = 0.75
FEW: Final = 3


class Kind(StrEnum):
    """What became of a sentence, or of a few words of it."""

    SAME = "same"
    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words that stand together, and what became of them."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence before and after; the side on which it is not stays empty."""

    kind: Kind
    before: tuple[Words, ...]
    after: tuple[Words, ...]


def compare(before: Sequence[str], after: Sequence[str]) -> tuple[Row, ...]:
    """Return the sentences of both lists in order, each beside what became of it."""
    rows: list[Row] = []
    matched = SequenceMatcher(None, before, after, autojunk=False)
    for what, i, j, k, m in matched.get_opcodes():
        if what == "equal":
            rows += [_same(sentence) for sentence in before[i:j]]
        else:
            rows += _between(list(before[i:j]), list(after[k:m]))
    return tuple(rows)


def _between(gone: list[str], come: list[str]) -> Iterator[Row]:
    """Yield rows for a stretch in which everything changed: the like ones side by side."""
    while gone and come:
        if _likeness(gone[0], come[0]) >= ALIKE:
            yield _changed(gone.pop(0), come.pop(0))
        elif any(_likeness(gone[0], later) >= ALIKE for later in come[1:]):
            yield _come(come.pop(0))
        else:
            yield _gone(gone.pop(0))
    yield from map(_gone, gone)
    yield from map(_come, come)


def _likeness(one: str, other: str) -> float:
    """Return 0 to 1; a sentence that only grew is as alike as one can be."""
    old, new = _bare(one), _bare(other)
    matched = SequenceMatcher(None, old, new, autojunk=False)
    same = sum(block.size for block in matched.get_matching_blocks())
    shorter = min(len(old), len(new))
    grew = shorter >= FEW and same >= WITHIN * shorter
    return 1.0 if grew else matched.ratio()


def _bare(sentence: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", sentence)]


def _same(sentence: str) -> Row:
    words = (Words(Kind.SAME, sentence),)
    return Row(Kind.SAME, words, words)


def _gone(sentence: str) -> Row:
    return Row(Kind.GONE, (Words(Kind.GONE, sentence),), ())


def _come(sentence: str) -> Row:
    return Row(Kind.ADDED, (), (Words(Kind.ADDED, sentence),))


def _changed(one: str, other: str) -> Row:
    old, new = _WORD.findall(one), _WORD.findall(other)
    before: list[Words] = []
    after: list[Words] = []
    matched = SequenceMatcher(
        None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False
    )
    for what, i, j, k, m in matched.get_opcodes():
        if what == "equal":
            before.append(Words(Kind.SAME, "".join(old[i:j])))
            after.append(Words(Kind.SAME, "".join(new[k:m])))
            continue
        if j > i:
            before += _marked(Kind.GONE, "".join(old[i:j]))
        if m > k:
            after += _marked(Kind.ADDED, "".join(new[k:m]))
    return Row(Kind.CHANGED, tuple(before), tuple(after))


def _marked(kind: Kind, words: str) -> Iterator[Words]:
    """Yield the words that are marked, without the space after them."""
    bare = words.rstrip()
    yield Words(kind, bare)
    if space := words[len(bare) :]:
        yield Words(Kind.SAME, space)
