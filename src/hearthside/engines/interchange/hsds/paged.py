"""A directory that answers a page at a time: how many there are, and all of them as one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from hearthside.engines.interchange.json_file import NotAFeed, document_of

__all__ = ["MOST_PAGES", "NotAFeed", "address_of", "joined", "pages_in"]

MOST_PAGES: Final = 500


def pages_in(raw: bytes) -> int:
    """Return how many pages the directory says there are; 1 where it does not say.

    Source: HSDS 3.0, "total_pages" of a paginated answer.
    Raises NotAFeed: more pages than any directory has.
    """
    pages = _page(raw).get("total_pages")
    if not isinstance(pages, int) or isinstance(pages, bool):
        return 1
    if pages > MOST_PAGES:
        raise NotAFeed(
            f"The list says it has {pages:,} pages. We read up to {MOST_PAGES}. Ask its "
            "owner for an address with more services on a page."
        )
    return max(1, pages)


def address_of(address: str, *, page: int) -> str:
    """Return the address of another page; what it asked for otherwise stays."""
    parts = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != "page"]
    return urlunsplit(parts._replace(query=urlencode([*asked, ("page", str(page))])))


def joined(raws: Iterable[bytes]) -> bytes:
    """Return all pages as one answer.

    Raises NotAFeed: one of them is no page.
    """
    contents: list[object] = []
    for number, raw in enumerate(raws, 1):
        rows = _page(raw).get("contents")
        if not isinstance(rows, list):
            raise NotAFeed(f"Page {number} of the list has no services in it.")
        contents += rows
    return json.dumps({"contents": contents}).encode()


def _page(raw: bytes) -> dict[str, Any]:
    document = document_of(raw, [])
    return document if isinstance(document, dict) else {}
