"""JSON that is nothing but JSON, wherever somebody puts it."""

from __future__ import annotations

import json
from typing import Final

# Inside a page or a script these would be more than letters; in JSON both spellings are one.
_ESCAPED: Final = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def plain_json(value: object) -> str:
    """Return the value as compact JSON without a letter that a page or a script reads.

    value -- lists, dicts, texts, numbers, booleans and None alone.
    Source: RFC 8259, section 7.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPED)
