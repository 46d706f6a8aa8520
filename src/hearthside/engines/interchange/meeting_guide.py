"""Reading Meeting Guide feeds, the lists of meetings many directories publish as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from .json_file import NotAFeed, bounded, document_of
from .listing import Reading
from .rows import read_rows

_LIST_NAMES: Final = (
    "meetings",
    "data",
    "items",
    "results",
    "rows",
    "listings",
    "feed",
)


def read(raw: bytes, *, zone: str, now: datetime | None = None) -> Reading:
    """Return every row of a feed: kept, mended (and how), or refused (and why).

    raw -- the bytes of the feed as they were fetched.
    zone -- IANA name; taken for rows that give none.
    now -- aware; with it, a last change in the future is not believed.

    The same bytes give the same reading, and the order of rows changes no key.
    Raises NotAFeed; ValueError for a zone nobody knows.
    """
    mended: list[str] = []
    rows = bounded(_list_in(document_of(raw, mended)))
    return read_rows(rows, mended=mended, zone=zone, now=now)


def _list_in(document: object) -> list[object]:
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        raise NotAFeed(
            "This is not a list of meetings. Check that it is the right file."
        )
    named = [document.get(name) for name in _LIST_NAMES]
    for found in (*named, *document.values()):
        if isinstance(found, list) and (not found or isinstance(found[0], dict)):
            return found
    raise NotAFeed(
        "There is no list of meetings in this file. "
        "It may be an answer that says what went wrong: open it and read it."
    )
