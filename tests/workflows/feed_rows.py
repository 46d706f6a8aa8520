"""Rows of a Meeting Guide feed, as the tests write them."""

from __future__ import annotations

import json
from typing import Any


def row(slug: str, **fields: Any) -> dict[str, Any]:
    """Return one plain row: a Tuesday evening in a hall."""
    return {
        "slug": slug,
        "name": f"Group {slug}",
        "day": 2,
        "time": "19:30",
        "end_time": "20:30",
        "types": ["O"],
        "location": "St Wilfrid's Hall",
        "formatted_address": "12 Cardigan Road, Leeds LS6 3AG, UK",
        "latitude": 53.82,
        "longitude": -1.58,
        "timezone": "Europe/London",
        **fields,
    }


def feed(*rows: dict[str, Any]) -> bytes:
    """Return the bytes of a feed with these rows."""
    return json.dumps(rows).encode()


def many(count: int, **fields: Any) -> bytes:
    """Return a feed of this many groups."""
    return feed(*(row(f"g{number}", **fields) for number in range(count)))
