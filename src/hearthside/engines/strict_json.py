"""Reading a JSON file from a stranger: one meaning, bounded, or a sentence why not."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final, NoReturn

MOST_BYTES: Final = 64_000_000
DEEPEST: Final = 12
LONGEST_NUMBER: Final = 30
_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


class NotReadable(Exception):
    """A file cannot be used. why -- one sentence, fit to show whoever gave it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_json(raw: bytes) -> Any:
    """Return what the file says.

    Raises NotReadable: too large, too deep, not UTF-8, not JSON, a name given twice, or a
    number that is none.
    """
    if len(raw) > MOST_BYTES:
        raise NotReadable("The file is larger than 64 MB.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadable("The file is not UTF-8 text.") from None
    if _depth(text) > DEEPEST:
        raise NotReadable(f"The file has more than {DEEPEST} lists inside lists.")
    try:
        return json.loads(
            text,
            parse_constant=_no_number,
            parse_float=_float,
            parse_int=_int,
            object_pairs_hook=_once_each,
        )
    except json.JSONDecodeError as fault:
        raise NotReadable(
            f"The file is not JSON: line {fault.lineno}, column {fault.colno}."
        ) from None


def _depth(text: str) -> int:
    """Return how deep the brackets go, before anything follows them down."""
    deepest = here = 0
    for bracket in re.findall(r"[\[\]{}]", _TEXT.sub("", text)):
        here += 1 if bracket in "[{" else -1
        deepest = max(deepest, here)
    return deepest


def _no_number(raw: str) -> NoReturn:
    raise NotReadable(f"{raw} is not a number.")


def _float(raw: str) -> float:
    number = float(raw) if len(raw) <= LONGEST_NUMBER else math.inf
    if not math.isfinite(number):
        raise NotReadable(f"{raw[:20]} is not a number we can use.")
    return number


def _int(raw: str) -> int:
    if len(raw) > LONGEST_NUMBER:
        raise NotReadable(f"{raw[:20]} is not a number we can use.")
    return int(raw)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotReadable(f'"{twice[:40]}" is there twice in one place.')
    return found
