"""What a draft is made of: sections of words and tables, and questions left open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows; every row as long as the heads. An empty cell is for a pen."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def labelled(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The rows, each cell with its head: on a phone a row becomes a short list."""
        return tuple(tuple(zip(self.heads, row, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Section:
    """One part. asks -- what the house cannot know, each a question with room to answer."""

    head: str
    words: tuple[str, ...] = ()
    table: Table | None = None
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A law or a guide this follows, as it stood on the day we read it."""

    name: str
    dated: str
    where: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One document. digest -- of everything but the day: another one, something changed."""

    key: str
    title: str
    lead: str
    organisation: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    stood_on: str
    digest: str = ""
