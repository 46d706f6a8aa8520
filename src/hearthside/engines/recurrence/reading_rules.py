"""The main clause of a typed sentence: how often, and on which days."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from .reading_words import NotUnderstood
from .rules import DAILY, MONTHLY, WEEKLY, YEARLY, Rule
from .saying import ALL_BUT_THE_LAST
from .spoken import MONTHS, WEEKDAYS

_DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_DAYS = rf"(?P<days>{_DAY}(?: (?:and )?{_DAY})*|weekday|weekend|{_DAY} to {_DAY})"
_NTH = r"(?:\d{1,2}(?:st|nd|rd|th)|last)"
_NTHS = rf"{_NTH}(?: (?:and )?{_NTH})*"
_SOME_DAYS = rf"(?P<some>{_NTHS} (?:{_DAY}|weekday)(?: and {_NTHS} {_DAY})*)"
_MONTH = rf"(?P<month>{'|'.join(MONTHS).lower()})"
_STEP = r"every (?:(?P<n>\d{1,3})(?:st|nd|rd|th)?|other|alternate)"
_FORTNIGHT = (
    r"(?:fortnight|every fortnight|(?:every other|alternate|every 2nd|every 2) week)"
)
_OF_MONTH = rf"of (?:month|every month|(?:{_STEP}) month)"


def read_rule(words: str) -> Rule:
    """Return the rule a main clause says, without time, months or end.

    words -- as `plain_words` writes them.

    Raises NotUnderstood.
    """
    _ask_about_two_meanings(words)
    for shape, make in _SHAPES:
        if match := shape.fullmatch(words):
            return make(match.groupdict())
    raise NotUnderstood(f"We do not understand “{words[:80]}”.")


def _ask_about_two_meanings(words: str) -> None:
    if re.search(r"\bbi ?weekly\b", words):
        raise NotUnderstood("Do you mean every second week, or twice a week?")
    if re.search(r"\bbi ?monthly\b", words):
        raise NotUnderstood("Do you mean every second month, or twice a month?")
    if match := re.fullmatch(rf"every ([345])(?:rd|th) ({_DAY})", words):
        nth, day = match[1] + ("rd" if match[1] == "3" else "th"), match[2].title()
        raise NotUnderstood(
            f"Do you mean the {nth} {day} of the month, or a {day} every {match[1]} weeks?"
        )
    if re.fullmatch(rf"(?:monthly|every month|once month)(?: {_DAY})?", words):
        raise NotUnderstood("Which week of the month?")


_Found = dict[str, str | None]


def _step(found: _Found) -> int:
    # "Every other" carries no number.
    return int(found.get("n") or 2)


def _every_days(found: _Found) -> Rule:
    return Rule(freq=WEEKLY, days=_plain_days(found["days"] or ""))


def _fortnightly(found: _Found) -> Rule:
    return replace(_every_days(found), interval=2)


def _every_n_weeks(found: _Found) -> Rule:
    begins = (found.get("begins") or "monday").title()
    return replace(
        _every_days(found),
        interval=_step(found),
        week_starts=WEEKDAYS.index(begins),
    )


def _every_day(found: _Found) -> Rule:
    return Rule(freq=DAILY)


def _every_n_days(found: _Found) -> Rule:
    return Rule(freq=DAILY, interval=_step(found))


def _monthly(found: _Found) -> Rule:
    return replace(_some_days(found["some"] or ""), interval=int(found["n"] or 1))


def _every_n_months(found: _Found) -> Rule:
    return replace(_some_days(found["some"] or ""), interval=_step(found))


def _days_of_month(found: _Found) -> Rule:
    days = tuple(
        -1 if nth == "last" else int(nth[:-2])
        for nth in re.findall(_NTH, found["nths"] or "")
    )
    interval = _step(found) if found["far"] else 1
    return Rule(freq=MONTHLY, interval=interval, month_days=days)


def _all_but_the_last(found: _Found) -> Rule:
    days = _plain_days(found["days"] or "")
    interval = _step(found) if found.get("far") else 1
    return Rule(freq=MONTHLY, interval=interval, days=days, month_days=ALL_BUT_THE_LAST)


def _date_every_year(found: _Found) -> Rule:
    return replace(
        _yearly(found, Rule(freq=YEARLY)), month_days=(int(found["date"] or 0),)
    )


def _day_every_year(found: _Found) -> Rule:
    return _yearly(found, _some_days(found["some"] or ""))


def _yearly(found: _Found, rule: Rule) -> Rule:
    month = MONTHS.index((found["month"] or "").title()) + 1
    interval = _step(found) if found["far"] else 1
    return replace(rule, freq=YEARLY, months=(month,), interval=interval)


def _plain_days(words: str) -> tuple[tuple[int, int], ...]:
    named = [WEEKDAYS.index(day.title()) for day in re.findall(_DAY, words)]
    if words == "day":
        named = list(range(7))
    elif words == "weekday":
        named = [0, 1, 2, 3, 4]
    elif words == "weekend":
        named = [5, 6]
    elif " to " in words:
        named = [day % 7 for day in range(named[0], named[0] + 7)]
        last = WEEKDAYS.index(words.split()[-1].title())
        named = named[: named.index(last) + 1]
    return tuple((0, day) for day in sorted(set(named)))


def _some_days(words: str) -> Rule:
    if words.endswith("weekday"):
        days = _plain_days("weekday")
        return Rule(freq=MONTHLY, days=days, picks=_nths(words))
    days = tuple(
        (nth, WEEKDAYS.index(day.title()))
        for nths, day in re.findall(rf"({_NTHS}) ({_DAY})", words)
        for nth in _nths(nths)
    )
    return Rule(freq=MONTHLY, days=days)


def _nths(words: str) -> tuple[int, ...]:
    found = re.findall(_NTH, words)
    picks = tuple(-1 if nth == "last" else int(nth[:-2]) for nth in found)
    if any(pick == 0 or pick > 12 for pick in picks):
        raise NotUnderstood("A month has at most five of each weekday.")
    return picks


# The most telling shapes first: the first that fits the whole sentence is taken.
_SHAPES: Final = tuple(
    (re.compile(shape), make)
    for shape, make in (
        (r"every day|daily|every day of week", _every_day),
        (rf"{_STEP} days?", _every_n_days),
        (
            (
                rf"(?P<date>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH} "
                rf"(?:every year|(?P<far>{_STEP}) years?|yearly)"
            ),
            _date_every_year,
        ),
        (
            rf"{_SOME_DAYS} of {_MONTH} (?:every year|(?P<far>{_STEP}) years?|yearly)",
            _day_every_year,
        ),
        (
            (
                rf"(?:every )?{_DAYS} except last(?: {_DAY})?"
                rf"(?: of (?:month|every month|(?P<far>{_STEP}) month))?"
            ),
            _all_but_the_last,
        ),
        (
            rf"(?:weekly|every week|every)? ?{_DAYS}(?: (?:weekly|every week))?",
            _every_days,
        ),
        (rf"(?:every (?:2nd|other|alternate)|alternate) {_DAYS}", _fortnightly),
        (rf"{_FORTNIGHT} {_DAYS}", _fortnightly),
        (rf"{_DAYS} {_FORTNIGHT}", _fortnightly),
        (
            rf"{_STEP} weeks? {_DAYS}(?: weeks begin (?P<begins>{_DAY}))?",
            _every_n_weeks,
        ),
        (
            (
                rf"every (?P<days>day|weekday) of {_STEP} weeks?"
                rf"(?: weeks begin (?P<begins>{_DAY}))?"
            ),
            _every_n_weeks,
        ),
        (rf"{_DAYS} {_STEP} weeks?", _every_n_weeks),
        (rf"{_STEP} months? {_SOME_DAYS}", _every_n_months),
        (
            (
                rf"(?:monthly |every month |once month |every )?{_SOME_DAYS}"
                rf"(?: {_OF_MONTH}| monthly| every month)?"
            ),
            _monthly,
        ),
        (
            (
                rf"(?:monthly |every month )?(?P<nths>{_NTH}(?: (?:and )?{_NTH})*(?: day)?)"
                rf"(?: of (?:month|every month|(?P<far>{_STEP}) month))?"
            ),
            _days_of_month,
        ),
    )
)
