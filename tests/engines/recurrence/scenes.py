"""Patterns to try things on: a few everyday ones, and any that hypothesis thinks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from hearthside.engines.recurrence import Pattern, dates

few = settings(max_examples=25, deadline=None, database=None)
some = settings(max_examples=30, deadline=None, database=None)

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BUT_THE_LAST = ",".join(str(day) for day in range(-31, -7))
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC")


def tuesdays(rule: str = "FREQ=WEEKLY;BYDAY=TU", **fields: object) -> Pattern:
    """Return half past seven in London, from Tuesday 6 January 2026."""
    usual = Pattern(
        rule=rule,
        starts_on=date(2026, 1, 6),
        starts_at=time(19, 30),
        minutes=90,
        zone="Europe/London",
    )
    return replace(usual, **fields)  # type: ignore[arg-type]


def days_of(pattern: Pattern, first: date, last: date) -> list[date]:
    """Return the bare dates of a stretch."""
    return [found.on for found in dates(pattern, first=first, last=last, most=9999)]


def _weekdays() -> st.SearchStrategy[str]:
    return st.sets(st.sampled_from(DAYS), min_size=1, max_size=7).map(
        lambda days: ",".join(sorted(days, key=DAYS.index))
    )


def _nths() -> st.SearchStrategy[str]:
    nth = st.sampled_from((1, 2, 3, 4, 5, -1))
    picks = st.sets(nth, min_size=1, max_size=3)
    return st.tuples(picks, st.sampled_from(DAYS)).map(
        lambda found: ",".join(f"{n}{found[1]}" for n in sorted(found[0]))
    )


def weekly_rules() -> st.SearchStrategy[str]:
    """Every so many weeks, on some weekdays."""
    return st.builds(
        "FREQ=WEEKLY;INTERVAL={};BYDAY={}".format, st.integers(1, 6), _weekdays()
    )


def _monthly_rules() -> st.SearchStrategy[str]:
    apart = st.integers(1, 3)
    dated = st.sets(st.sampled_from((*range(1, 29), -1)), min_size=1, max_size=3)
    dated_text = dated.map(lambda days: ",".join(str(day) for day in sorted(days)))
    return st.one_of(
        st.builds("FREQ=MONTHLY;INTERVAL={};BYDAY={}".format, apart, _nths()),
        st.builds(
            "FREQ=MONTHLY;INTERVAL={};BYDAY={},{}".format, apart, _nths(), _nths()
        ),
        st.builds("FREQ=MONTHLY;INTERVAL={};BYMONTHDAY={}".format, apart, dated_text),
        st.builds(
            f"FREQ=MONTHLY;BYDAY={{}};BYMONTHDAY={BUT_THE_LAST}".format,
            st.sampled_from(DAYS),
        ),
        st.just("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    )


def _yearly_rules() -> st.SearchStrategy[str]:
    month = st.integers(1, 12)
    return st.one_of(
        st.builds(
            "FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format, month, st.integers(1, 28)
        ),
        st.builds(
            "FREQ=YEARLY;INTERVAL={};BYMONTH={};BYDAY={}".format,
            st.integers(1, 3),
            month,
            _nths(),
        ),
    )


def _month_lists() -> st.SearchStrategy[str]:
    some_months = st.sets(st.integers(1, 12), min_size=3, max_size=11)
    return some_months.map(
        lambda months: ";BYMONTH=" + ",".join(map(str, sorted(months)))
    )


def rules() -> st.SearchStrategy[str]:
    """Rules people would say in a sentence."""
    plain = st.one_of(
        st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 20)),
        weekly_rules(),
        _monthly_rules(),
    )
    in_months = st.builds("{}{}".format, plain, st.one_of(st.just(""), _month_lists()))
    ending = st.sampled_from(("", "", ";COUNT=7", ";UNTIL=20270301"))
    return st.builds("{}{}".format, st.one_of(in_months, _yearly_rules()), ending)


_near = st.dates(date(2025, 6, 1), date(2027, 6, 1))
_pauses = st.builds(
    lambda first, length: (first, first + timedelta(days=length)),
    _near,
    st.integers(0, 60),
)


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """Patterns that begin on a date of theirs, with exceptions of every kind."""
    pattern = Pattern(
        rule=draw(rules()),
        starts_on=draw(st.dates(date(2024, 1, 1), date(2026, 3, 1))),
        starts_at=draw(st.times()).replace(second=0, microsecond=0),
        minutes=draw(st.integers(5, 1440)),
        zone=draw(st.sampled_from(ZONES)),
    )
    given = days_of(pattern, pattern.starts_on, date(2034, 1, 1))
    if not given:
        pattern = replace(
            pattern, rule="FREQ=WEEKLY;BYDAY=TU", starts_on=date(2026, 1, 6)
        )
        given = days_of(pattern, date(2026, 1, 6), date(2026, 6, 1))
    return replace(
        pattern,
        starts_on=given[0],
        without=tuple(draw(st.lists(st.sampled_from(given[:40]), max_size=3))),
        also=tuple(draw(st.lists(_near, max_size=3))),
        pauses=tuple(draw(st.lists(_pauses, max_size=2))),
    )
