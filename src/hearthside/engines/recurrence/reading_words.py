"""Many spellings become one: what somebody typed, in the few words we read."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from .spoken import MONTHS, ORDINALS, WEEKDAYS, say_nth

EXAMPLE: Final = (
    "For example: “Every Tuesday at 7.30pm”, "
    "or “The second Tuesday of the month at 10am”."
)


class NotUnderstood(ValueError):
    """We cannot tell what this sentence means; `why` says so, or asks, with an example."""

    def __init__(self, why: str) -> None:
        self.why = f"{why} {EXAMPLE}"
        super().__init__(self.why)


_NUMBERS: Final = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_FILLERS: Final = frozenset(
    (
        "the",
        "a",
        "an",
        "on",
        "we",
        "meet",
        "meets",
        "meeting",
        "meetings",
        "held",
        "happens",
        "group",
        "our",
        "us",
        "is",
        "are",
        "during",
        "please",
    )
)
_ONE_SPELLING: Final = {
    **{word: say_nth(n) for n, word in enumerate(ORDINALS, 1)},
    **{word: str(n) for n, word in enumerate(_NUMBERS, 1)},
    "each": "every",
    "fortnightly": "fortnight",
    "fortnights": "fortnight",
    "wk": "week",
    "wks": "weeks",
    "weekdays": "weekday",
    "weekends": "weekend",
    "alternating": "alternate",
    "till": "until",
    "midday": "noon",
    "final": "last",
}
_DAY_NAMES: Final = {
    spelling: day.lower()
    for day in WEEKDAYS
    for spelling in (day.lower(), f"{day.lower()}s", day[:3].lower())
} | {
    "tues": "tuesday",
    "weds": "wednesday",
    "thur": "thursday",
    "thurs": "thursday",
}
_MONTH_NAMES: Final = {
    spelling: month.lower()
    for month in MONTHS
    for spelling in (month.lower(), month[:3].lower())
} | {"sept": "september"}
_SPELLINGS: Final = _ONE_SPELLING | _DAY_NAMES | _MONTH_NAMES

# Done in this order, before the words are looked at one by one.
_TIDYINGS: Final = tuple(
    (re.compile(pattern), better)
    for pattern, better in (
        (r"[‐-―−]", "-"),
        (r"\b([ap])\.? ?m\b\.?", r"\1m"),
        (r"[&+]", " and "),
        (r"\bbi-", "bi"),
        (r"\bo['’]?clock\b", ""),
        (r"\b12([.:]00)? ?(noon|midday|midnight)\b", r"\2"),
        (r"(?<=\w) ?- ?(?=\w)", " to "),
        (r"(?<!\d)[.:]|[.:](?!\d)|[,;()!?\"“”-]", " "),
        (r"\b(in|per) (the |each |every )?month\b", "of month"),
    )
)


def plain_words(sentence: str) -> str:
    """Return the sentence in lower case, one spelling a word, small words left out."""
    words = unicodedata.normalize("NFKC", sentence).lower()
    for pattern, better in _TIDYINGS:
        words = pattern.sub(better, words)
    kept = [_SPELLINGS.get(word, word) for word in words.split()]
    return " ".join(word for word in kept if word not in _FILLERS)
