"""Whether a service is free, as its directory says it."""

from __future__ import annotations

import re
from typing import Final

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.texts import as_text

from .offer import LONGEST_LINE
from .once import Once
from .raw import About

_FREE: Final = re.compile(
    r"\bfree\b(?! parking)|\bno (?:fees?|charges?|costs?)\b|without charge|^none\.?$|at no cost|"
    r"\bnothing to pay\b|^[£$€]\s?0(?:\.00)?$",
    re.IGNORECASE,
)
_PAYS: Final = re.compile(
    r"[£$€]\s?\d|\d\s?(?:gbp|usd|eur|pounds|dollars)|sliding (?:fee|scale)|insurance|"
    r"medicaid|medicare|\bfees?\b|\bcharges?\b|\bpay\b|contribution|"
    r"\bnot (?:for )?free\b",
    re.IGNORECASE,
)
# Words of a price that say there is none.
_NO_PRICE: Final = re.compile(
    r"\b(?:no|without(?: any)?|free of) (?:fees?|charges?|costs?|insurance)\b"
    r"(?: (?:or|and) (?:fees?|charges?|costs?)\b)?|\bnothing to pay\b|"
    r"\bvoluntary contributions?\b|[£$€]\s?0(?:\.00)?(?![\d.,]*\d)",
    re.IGNORECASE,
)


def cost_of(about: About, findings: Findings, once: Once) -> tuple[str, str]:
    """Return whether it is free, and what was said of it."""
    fields = about.fields
    said = [as_text(fields.get("fees_description")), as_text(fields.get("fees"))]
    amounts = []
    for one in about.costs:
        parts = [
            as_text(one.get(n)) for n in ("option", "amount", "amount_description")
        ]
        said.append(" ".join(part for part in parts if part))
        amounts.append(_amount(one.get("amount")))
    told = once.one_line(tuple(said), findings, most=LONGEST_LINE)
    priced = [amount for amount in amounts if amount is not None]
    if priced:
        return ("pays" if any(priced) else "free"), told
    # "Free for members, others pay 5" is not free for whoever asks.
    if _PAYS.search(_NO_PRICE.sub(" ", told)):
        return "pays", told
    return ("free" if _FREE.search(told) else ""), told


def _amount(value: object) -> float | None:
    try:
        return float(as_text(value)) if as_text(value).strip() else None
    except ValueError:
        return None
