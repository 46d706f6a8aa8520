"""One page of a list, as HSDS wraps it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .ids import Written


def page_of(
    contents: Sequence[Written], *, total: int, number: int, per_page: int
) -> Written:
    """Return a page around its contents.

    total -- how many there are on all pages. number -- from 1; past the end it is empty.
    Source: HSDS 3.0, API reference, Page.
    """
    pages = math.ceil(total / per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": list(contents),
    }
