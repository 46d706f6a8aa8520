"""What was changed and what was left out while one row was read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Findings:
    """What the person who imports should be told about one row.

    mended -- whole sentences, each once, in the order they came up; a row without any was
        taken as it stands. Reading "7:30 PM" or "2" is not mending: nothing was guessed.
    dropped -- how many of what was left out so that nobody can be found by it.
    """

    mended: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    def mend(self, sentence: str) -> None:
        """Remember that something was guessed, changed or lost."""
        if sentence not in self.mended:
            self.mended.append(sentence)

    def drop(self, what: str, times: int = 1) -> None:
        """Remember that something private was left out."""
        self.dropped[what] += times

    def add(self, other: Findings) -> None:
        """Remember what was found elsewhere too."""
        for sentence in other.mended:
            self.mend(sentence)
        if other.dropped:
            self.dropped.update(other.dropped)
