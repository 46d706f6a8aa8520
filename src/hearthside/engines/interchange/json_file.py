"""From the bytes of a file to what is written in it, whatever somebody sends."""

from __future__ import annotations

import json
import math
from typing import Final

from hearthside.engines.interchange.texts import bare

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_ROWS: Final = 200_000

_LONGEST_NUMBER: Final = 18
_COMPLAINTS: Final = {
    "Expecting ',' delimiter": (
        "a comma or a closing bracket is missing before",
        "Put it in and try again.",
    ),
    "Expecting ':' delimiter": (
        "a colon is missing after the name of a field, before",
        "Put it in and try again.",
    ),
    "Expecting property name enclosed in double quotes": (
        "the name of a field in double quotes should be here, but there is",
        "Often a comma too many stands before it: remove that and try again.",
    ),
    "Expecting value": (
        "a value should be here, but there is",
        "Often a comma too many stands before it: remove that and try again.",
    ),
    "Unterminated string starting at": (
        "this text has no closing quotation mark:",
        "If the file stops there, fetch the whole of it; if not, put one at its end.",
    ),
    "Invalid \\escape": (
        "a backslash stands before a letter it cannot stand before:",
        "Write two backslashes, or none, and try again.",
    ),
    "Invalid \\uXXXX escape": (
        "a \\u is not followed by four hexadecimal digits:",
        "Write the letter itself and try again.",
    ),
}


class NotAFeed(Exception):
    """These bytes are not such a list; the sentence says what to do about it."""


class Twice(dict[str, object]):
    """A row in which a field was given twice; the last one counts."""


def document_of(raw: bytes, mended: list[str]) -> object:
    """Return what a JSON file holds; adds to mended what had to be about the file.

    Raises NotAFeed.
    """
    return _parsed(text_of(raw, mended))


def text_of(raw: bytes, mended: list[str]) -> str:
    """Return the file as text; adds to mended how it had to be read.

    Raises NotAFeed: empty, far too large, or a web page.
    """
    if len(raw) > MOST_BYTES:
        raise NotAFeed(
            "This file is over 50 MB; feeds are smaller. Split it and read the parts."
        )
    text = _decoded(raw, mended)
    start = text.lstrip()[:1]
    if not start.strip("\x00"):
        raise NotAFeed("The file is empty. Fetch it again, or ask its owner.")
    if start == "<":
        raise NotAFeed(
            "This is a web page, not a feed. "
            "Ask its owner for the address of the feed itself."
        )
    return text


def bounded(rows: list[object]) -> list[object]:
    """Return the rows, where a feed may have that many.

    Raises NotAFeed.
    """
    if len(rows) > MOST_ROWS:
        raise NotAFeed(
            "This file has over 200,000 rows; feeds are smaller. "
            "Split it and read the parts."
        )
    return rows


def _decoded(raw: bytes, mended: list[str]) -> str:
    encoding = json.detect_encoding(raw) if raw else "utf-8"
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        mended.append(
            "The file was not written as UTF-8; it was read as Western European."
        )
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _parsed(text: str) -> object:
    try:
        return _decoder().decode(text)
    except json.JSONDecodeError as fault:
        raise NotAFeed(_complaint(fault)) from fault
    except RecursionError as fault:
        raise NotAFeed(
            "Brackets stand inside brackets too deeply; no feed is written so. "
            "Check that this is the right file."
        ) from fault


def _decoder() -> json.JSONDecoder:
    # Line breaks inside a text are forgiven; a number too long to be one is not a number.
    return json.JSONDecoder(
        strict=False,
        object_pairs_hook=_object,
        parse_int=lambda digits: (
            int(digits) if len(digits) <= _LONGEST_NUMBER else math.inf
        ),
    )


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    return row if len(row) == len(pairs) else Twice(row)


def _complaint(fault: json.JSONDecodeError) -> str:
    where = f"Line {fault.lineno}, column {fault.colno}"
    rest = fault.doc[fault.pos : fault.pos + 200]
    snippet = bare(rest.split("\n")[0], most=24)
    if fault.msg == "Extra data":
        return (
            f"{where}: after the end of the list there is more text, ‘{snippet}’. "
            "Remove everything after the last ] and try again."
        )
    if not rest.strip():
        return f"{where}: the file stops in the middle. Fetch the whole of it and try again."
    said, step = _COMPLAINTS.get(
        fault.msg, ("this cannot be read:", "Mend it and try again.")
    )
    return f"{where}: {said} ‘{snippet}’. {step}"
