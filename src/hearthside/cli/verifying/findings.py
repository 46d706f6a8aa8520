"""What was found out about a running house, one sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hearthside.cli.verifying.release import Release

LONGEST: Final = 500
_UNSEEN: Final = dict.fromkeys((*range(32), 127), " ")


class Verdict(StrEnum):
    """Whether something is as this release makes it."""

    SAME = "same"
    DIFFERS = "differs"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about the house. about -- an address, or what it is in a word or two."""

    about: str
    verdict: Verdict
    sentence: str


def differs(about: str, sentence: str) -> Finding:
    """Return that something is not as this release makes it."""
    return Finding(_fit(about), Verdict.DIFFERS, _fit(sentence))


def unseen(about: str, sentence: str) -> Finding:
    """Return that something could not be looked at."""
    return Finding(_fit(about), Verdict.UNSEEN, _fit(sentence))


def same(about: str, sentence: str) -> Finding:
    """Return that something is as this release makes it."""
    return Finding(_fit(about), Verdict.SAME, _fit(sentence))


def _fit(words: str) -> str:
    """Return words of a stranger without what a terminal would obey."""
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}..."
    return shown.encode("ascii", "backslashreplace").decode().translate(_UNSEEN)


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found. release -- None where there was nothing to hold against."""

    house: str
    release: Release | None
    findings: tuple[Finding, ...]
    pages: int = 0
    pages_left: int = 0

    @property
    def is_the_same(self) -> bool:
        """Whether something was seen, and all of it is as this release makes it."""
        return bool(self.findings) and all(
            one.verdict is Verdict.SAME for one in self.findings
        )

    def those(self, verdict: Verdict) -> Iterable[Finding]:
        """Return the findings of one verdict, in their order."""
        return [one for one in self.findings if one.verdict is verdict]


NOT_PROVEN: Final = (
    (
        "What was served to this machine, now, is what was compared. Somebody else, or you a "
        "minute later, may be served other bytes."
    ),
    (
        "Pages behind sign-in were not opened. The files they load in this release were "
        "compared, but not which files those pages really name."
    ),
    "What the house does with what it is sent: nobody can see that from outside.",
    (
        "That this release is honest. That is for reading its source, building it and "
        "comparing the number of the bundle with others who did."
    ),
)
"""What even a report that finds everything the same does not say."""
