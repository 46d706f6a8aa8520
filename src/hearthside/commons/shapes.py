"""What a piece may be: its kind, how it stands, who may read it, how long its words are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What somebody shares. TRIED says how a strategy went for somebody else."""

    QUESTION = "question"
    ANSWER = "answer"
    STRATEGY = "strategy"
    TRIED = "tried"
    STORY = "story"


class State(StrEnum):
    """How a piece stands. WITHDRAWN: its words are gone, a gap stays."""

    DRAFT = "draft"
    WAITING = "waiting"
    HELD = "held"
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """Who may read it; each is given, and taken back, by itself."""

    GROUP = "group"
    COMMONS = "commons"
    PUBLIC = "public"
    PRINT = "print"


STANCES: Final = {
    Kind.ANSWER: ("lived", "supports", "training"),
    Kind.TRIED: ("worked", "not"),
}
# What a piece of this kind is about.
ABOUT: Final = {Kind.ANSWER: Kind.QUESTION, Kind.TRIED: Kind.STRATEGY}
# What somebody may like to know before they read on.
NOTES: Final = (
    "suicide", "self_harm", "death", "eating", "violence", "substances", "body", "birth",
)  # fmt: skip
FIELDS: Final = ("title", "words", "did", "went", "cautions")
# Characters each field may have, by kind; what is not named is not asked.
LONGEST: Final[dict[Kind, dict[str, int]]] = {
    Kind.QUESTION: {"title": 200, "words": 3000},
    Kind.ANSWER: {"words": 3000},
    Kind.STRATEGY: {
        "title": 160, "words": 1000, "did": 3000, "went": 1500, "cautions": 1000,
    },
    Kind.TRIED: {"words": 300},
    Kind.STORY: {"title": 160, "words": 12_000},
}  # fmt: skip
NEEDED: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.QUESTION: ("title",),
    Kind.ANSWER: ("words",),
    Kind.STRATEGY: ("title", "did", "went"),
    Kind.TRIED: ("words",),
    Kind.STORY: ("title", "words"),
}
LONGEST_NAME: Final = 40
LONGEST_REASON: Final = 600
# So many pieces of a person are looked at before they are shown.
LOOKED_AT: Final = 3
MOST_A_DAY: Final = 20
LOOK_AGAIN: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote: plain words with a little Markdown, field by field."""

    title: str = ""
    words: str = ""
    did: str = ""
    went: str = ""
    cautions: str = ""

    def each(self) -> tuple[str, ...]:
        """Return the fields in the order they are read."""
        return (self.title, self.words, self.did, self.went, self.cautions)

    def whole(self) -> str:
        """Return all of it as one text."""
        return "\n\n".join(filter(None, self.each()))


@dataclass(frozen=True, slots=True)
class Manner:
    """What goes with the words. notes -- of NOTES. name_shown -- empty: nobody is named."""

    name_shown: str = ""
    topic: str = "any"
    notes: tuple[str, ...] = ()
    language: str = "en"
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read it, as somebody chose. group_id -- which group, for that stage."""

    stages: frozenset[Stage]
    group_id: int | None = None


def without_needless(kind: Kind, words: Words) -> Words:
    """Return the words without fields this kind does not have."""
    return Words(**{name: getattr(words, name) for name in LONGEST[kind]})
