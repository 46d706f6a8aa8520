"""Markdown made into HTML that can do nothing: no markup of its own, no pictures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

# What a reader needs. Everything else stays the letters it was typed as.
RULES: Final = (
    "heading", "list", "blockquote", "paragraph", "hr", "emphasis", "link",
    "escape", "entity", "newline", "normalize", "block", "inline", "text_join",
    "balance_pairs", "fragments_join",
)  # fmt: skip


def as_html(text: str, *, numbered: bool = False) -> str:
    """Return a text in Markdown (CommonMark) as HTML that is safe on any page.

    HTML in it stays text. A link that is no path of this house and no https address stays
    text too. Headings of the first level become second: the page has its own.
    numbered -- each heading can be led to, as part-1, part-2 and so on.
    """
    reader = _reader()
    tokens = reader.parse(text)
    if numbered:
        opened = (token for token in tokens if token.type == "heading_open")
        for number, token in enumerate(opened, start=1):
            token.attrSet("id", f"part-{number}")
    for token in tokens:
        if token.type in {"heading_open", "heading_close"} and token.tag == "h1":
            token.tag = "h2"
    html: str = reader.renderer.render(tokens, reader.options, {})
    return html


def as_words(text: str) -> str:
    """Return the words of a text in Markdown, a line for each heading, item and paragraph."""
    tokens = _reader().parse(text)
    return "\n".join(_lines(token for token in tokens if token.type == "inline"))


def headings(text: str) -> list[tuple[int, str]]:
    """Return the headings of a text in Markdown: how deep, and their words."""
    tokens = _reader().parse(text)
    return [
        (int(token.tag[1]), words.content)
        for token, words in pairwise(tokens)
        if token.type == "heading_open"
    ]


def parts_of(text: str) -> list[tuple[str, str]]:
    """Return a text in Markdown in parts: the words of each heading, and what stands below.

    The first part is what stands before any heading, under "".
    """
    tokens = _reader().parse(text)
    lines = text.split("\n")
    found, heading, first = [], "", 0
    for token, words in pairwise(tokens):
        if token.type == "heading_open" and token.map and token.level == 0:
            found.append((heading, "\n".join(lines[first : token.map[0]])))
            heading, first = _words_of(words), token.map[1]
    return [*found, (heading, "\n".join(lines[first:]))]


def links(text: str) -> list[str]:
    """Return where the links of a text in Markdown lead."""
    return [
        str(part.attrs["href"])
        for token in _reader().parse(text)
        for part in token.children or ()
        if part.type == "link_open"
    ]


def _lines(tokens: Iterator[Token]) -> Iterator[str]:
    for token in tokens:
        yield _words_of(token)


def _words_of(token: Token) -> str:
    return "".join(
        " " if part.type in {"softbreak", "hardbreak"} else part.content
        for part in token.children or ()
    )


@cache
def _reader() -> MarkdownIt:
    return _Reader("zero", {"html": False, "maxNesting": 20}).enable(list(RULES))


class _Reader(MarkdownIt):
    # Named as the library asks for it.
    def validateLink(self, url: str) -> bool:
        is_here = url.startswith("/") and not url.startswith(("//", "/\\"))
        return is_here or url.startswith("https://")
