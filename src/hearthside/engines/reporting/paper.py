"""What a paper is made of: chapters of words, a chart and its table, the same on every kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture. svg -- a whole SVG document. alt -- what it shows, in one sentence."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chapter, as they may leave. heads -- one a column."""

    heads: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Chapter:
    """One thing that is said: first in words, then seen, then in numbers.

    key -- names it among the others of a paper, the same at each building.
    """

    key: str
    head: str
    words: tuple[str, ...]
    chart: Chart | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    lead -- above everything: of what it is. answer -- the head of the primary result.
    foot -- from which files it was made.
    """

    title: str
    lead: str
    answer: str
    answer_words: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    foot: str

    def numbers(self) -> Iterator[tuple[str, str]]:
        """Yield every cell of every table under a name that stays the same."""
        for chapter in self.chapters:
            if chapter.table is None:
                continue
            for row in chapter.table.rows:
                for head, cell in zip(chapter.table.heads[1:], row[1:], strict=True):
                    yield f"{chapter.key} / {row[0]} / {head}", cell
