"""What follows the main clause: months, an end, breaks, dates left out and added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from .reading_words import NotUnderstood
from .rules import LAST_DAY
from .spoken import MONTHS, WEEKDAYS

_MONTH = rf"(?:{'|'.join(MONTHS).lower()})"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS).lower()})"
_DATE = (
    rf"(?:{_WEEKDAY} )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: (?:19|2[01])\d\d)?"
)
_DATES = rf"{_DATE}(?: (?:and )?{_DATE})*"
_SPAN = rf"from {_DATE} to {_DATE}"
_NOT = r"(?:but )?(?:not|no|except|apart from|excluding|never)"
_MONTHS = rf"(?:{_MONTH} to {_MONTH}|{_MONTH}(?: (?:and )?{_MONTH})*)"

_ONE_DATE: Final = re.compile(
    rf"(\d{{1,2}})(?:\D{{2}})? (?:of )?({_MONTH})(?: (\d{{4}}))?"
)
_ONE_SPAN: Final = re.compile(rf"from ({_DATE}) to ({_DATE})")
_PAUSES: Final = re.compile(
    rf"(?:(?:with|{_NOT}|paused|and|breaks?) )*{_SPAN}(?: (?:and )?{_SPAN})*"
)
_ALSO: Final = re.compile(rf"(?:and )?also ({_DATES})")
_WITHOUT: Final = re.compile(rf"{_NOT} ({_DATES})")
_UNTIL: Final = re.compile(rf"(?:until|ending) ({_DATE})")
_TIMES: Final = re.compile(r"\b(\d{1,4}) times\b")
_ONCE: Final = re.compile(r"\bonce\b(?! month| every)")
_NOT_IN: Final = re.compile(rf"{_NOT} (?:in |from )?({_MONTHS})\b(?! every)")
_ONLY_IN: Final = re.compile(
    rf"(?:only )?(?:(?:in|from|between) {_MONTHS}|{_MONTH} to {_MONTH})\b(?! every)"
)


@dataclass(frozen=True, slots=True)
class Extras:
    """What a sentence adds to its main clause."""

    months: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None
    without: tuple[date, ...] = ()
    also: tuple[date, ...] = ()
    pauses: tuple[tuple[date, date], ...] = ()


def take_extras(words: str, starts_on: date) -> tuple[str, Extras]:
    """Return the words of the main clause, and what stood around it.

    starts_on -- a date said without its year is the first one from here.

    Raises NotUnderstood.
    """
    _ask_for_the_dates_of_terms(words)
    rest = _Rest(words)
    pauses = _spans(rest.take(_PAUSES), starts_on)
    also = _dates(rest.take(_ALSO), starts_on)
    without = _dates(rest.take(_WITHOUT), starts_on)
    until = _dates(rest.take(_UNTIL), starts_on)
    extras = Extras(
        pauses=pauses,
        also=also,
        without=without,
        until=until[0] if until else None,
        count=_count(rest),
        months=_months(rest),
    )
    return rest.words, extras


class _Rest:
    """The words not understood yet."""

    def __init__(self, words: str) -> None:
        self.words = words

    def take(self, shape: re.Pattern[str]) -> str:
        """Return what fits the shape, or nothing, and keep the rest."""
        match = shape.search(self.words)
        if not match:
            return ""
        self.words = f"{self.words[: match.start()]} {self.words[match.end() :]}"
        self.words = " ".join(self.words.split())
        return match[0]


def _ask_for_the_dates_of_terms(words: str) -> None:
    if re.search(r"\b(?:term|terms|termtime|holidays?)\b", words):
        raise NotUnderstood(
            "Give the breaks as dates, because terms differ: "
            "“with a break from 19 December to 4 January”."
        )


def _dates(words: str, starts_on: date) -> tuple[date, ...]:
    return tuple(_date(match, starts_on) for match in _ONE_DATE.finditer(words))


def _date(match: re.Match[str], not_before: date) -> date:
    day, month = int(match[1]), MONTHS.index(match[2].title()) + 1
    try:
        if match[3]:
            return date(int(match[3]), month, day)
        # The year was left out: the next such day. A 29 February may be eight years off.
        for year in range(not_before.year, min(not_before.year + 9, LAST_DAY.year)):
            if (month, day) == (2, 29) and not _is_leap(year):
                continue
            if date(year, month, day) >= not_before:
                return date(year, month, day)
    except ValueError:
        pass  # Said below.
    raise NotUnderstood(f"There is no {day} {match[2].title()}.")


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _spans(words: str, starts_on: date) -> tuple[tuple[date, date], ...]:
    spans = []
    for match in _ONE_SPAN.finditer(words):
        first = _dates(match[1], starts_on)[0]
        spans.append((first, _dates(match[2], first)[0]))
    return tuple(spans)


def _count(rest: _Rest) -> int | None:
    if said := rest.take(_TIMES):
        return int(said.split()[0])
    return 1 if rest.take(_ONCE) else None


def _months(rest: _Rest) -> tuple[int, ...]:
    if said := rest.take(_NOT_IN):
        left_out = _named_months(said)
        return tuple(month for month in range(1, 13) if month not in left_out)
    return tuple(sorted(_named_months(rest.take(_ONLY_IN))))


def _named_months(words: str) -> set[int]:
    named = [MONTHS.index(name.title()) + 1 for name in re.findall(_MONTH, words)]
    if " to " in words and len(named) == 2:
        span = (named[1] - named[0]) % 12
        return {(named[0] - 1 + step) % 12 + 1 for step in range(span + 1)}
    return set(named)
