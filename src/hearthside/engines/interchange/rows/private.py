"""The fields of a row that name or reach a person; they are counted and never read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.texts import as_text

_KINDS: Final = (
    (re.compile(r"(?:.*_)?(?:e?mails?|email_addresses)(?:_\d+)?"), "e-mail addresses"),
    (
        re.compile(r"(?:.*_)?phones?(?:_\d+)?|(?:.*_)?(?:tel|mobile|fax)"),
        "phone numbers",
    ),
    (re.compile(r"contact(?:_\d+)?(?:_name)?|contact_name_\d+"), "contact names"),
    (
        re.compile(r"conference_(?:url|phone)_notes|(?:.*_)?pass(?:code|word)"),
        "passcodes",
    ),
    (re.compile(r"venmo|paypal|square|cash_?app|zelle"), "payment handles"),
)


def drop_private(row: dict[str, object], findings: Findings) -> None:
    """Count what the row says in fields that are about people."""
    for key, value in row.items():
        if value and (what := _kind(key)):
            findings.drop(what, _how_many(value))


def had_a_phone(row: dict[str, object]) -> bool:
    """Say whether people could dial in; the number itself is never kept."""
    if as_text(row.get("conference_phone")).strip():
        return True
    return as_text(row.get("conference_url")).strip().lower().startswith("tel:")


@lru_cache(maxsize=512)
def _kind(key: str) -> str:
    small = key[:60].lower()
    return next((what for shape, what in _KINDS if shape.fullmatch(small)), "")


def _how_many(value: object) -> int:
    if isinstance(value, list):
        return sum(1 for each in value if as_text(each).strip())
    return 1 if as_text(value).strip() else 0
