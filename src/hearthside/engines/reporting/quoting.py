"""Sentences people left for a report: read strictly, and set without a word of whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hearthside.engines.reporting.frozen import LONGEST, QUOTES, NotFrozen
from hearthside.engines.reporting.paper import Chapter
from hearthside.engines.strict_json import NotReadable, read_json

APPENDIX, FUNDERS, PUBLIC = "appendix", "funders", "public"
USES: Final = (APPENDIX, FUNDERS, PUBLIC)
MOST: Final = 1000
LONGEST_WORDS: Final = 300
# The one page stays one page.
ON_THE_ONE_PAGE: Final = 2
SAID: Final = (
    "Words of single people who took part, each with a yes to this use, and read by somebody "
    "who took out names. They were not chosen by chance and measure nothing."
)


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence. id -- made by chance; it is no study code. uses -- some of USES."""

    id: str
    words: str
    uses: frozenset[str]


def read_quotes(raw: bytes) -> tuple[Quote, ...]:
    """Return the sentences of a frozen dataset, in their order.

    Raises NotFrozen.
    """
    try:
        found = read_json(raw)
    except NotReadable as no:
        raise NotFrozen(f"{QUOTES} cannot be read: {no.why}") from None
    if not isinstance(found, list) or len(found) > MOST:
        raise NotFrozen(f"{QUOTES} is to be a list of at most {MOST} sentences.")
    return tuple(_quote(one) for one in found)


def _quote(raw: Any) -> Quote:
    one = raw if isinstance(raw, dict) else {}
    name, words, uses = one.get("id"), one.get("words"), one.get("uses")
    if (
        not (isinstance(name, str) and 0 < len(name) <= LONGEST and name.isprintable())
        or not (isinstance(words, str) and 0 < len(words) <= LONGEST_WORDS)
        or not words.isprintable()
        or not (isinstance(uses, list) and uses and all(use in USES for use in uses))
    ):
        raise NotFrozen(f'A sentence of {QUOTES} lacks "id", "words" or "uses".')
    return Quote(name, words, frozenset(uses))


def used(quotes: Sequence[Quote], use: str) -> tuple[Quote, ...]:
    """Return the sentences a paper shows for one use."""
    found = tuple(one for one in quotes if use in one.uses)
    return found[:ON_THE_ONE_PAGE] if use == FUNDERS else found


def quotes_chapter(quotes: Sequence[Quote], use: str) -> Chapter | None:
    """What people said themselves; None where nobody did for this use."""
    found = used(quotes, use)
    if not found:
        return None
    words = (SAID, *(f"\u201c{one.words}\u201d" for one in found))
    return Chapter("words", "In their own words", words)


def ledger_lines(quotes: Sequence[Quote]) -> Iterator[tuple[str, str]]:
    """Yield a line for each sentence and use, without its words, for the next ledger."""
    for use in USES:
        for one in used(quotes, use):
            yield f"words / {one.id} / {use}", "is in it"


def for_the_public(quotes: Sequence[Quote]) -> bytes:
    """Return the sentences anybody may read, a line each; nothing where there are none."""
    lines = [f"\u201c{one.words}\u201d" for one in used(quotes, PUBLIC)]
    return ("\n".join(lines) + "\n").encode() if lines else b""
