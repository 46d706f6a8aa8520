"""Recurrence hidden in the notes of an imported listing: found, said, never applied."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from . import proposing_words as seen
from .proposing_words import Clause
from .rules import MONTHLY, WEEKLY, Rule, put_together
from .saying import ALL_BUT_THE_LAST, say_months, say_rule
from .spoken import MONTHS, WEEKDAYS, say_list, say_nth

LONGEST_TEXT: Final = 4000


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a listing's own words suggest about when it meets.

    rule -- RRULE value, or None when the words are too unclear for one.
    words -- exactly as they stand in the text. said -- a sentence for the coordinator.
    """

    rule: str | None
    words: str
    said: str


def propose(text: str, *, weekday: int | None) -> Proposal | None:
    """Return what the text suggests about which weeks the meeting happens, or None.

    text -- a name or a note, as imported. weekday -- of the listing, Monday is 0.
    A note about what happens on the last Friday (a speaker, chips, a business meeting)
    says nothing about when the group meets, and is passed over.
    """
    text = html.unescape(text[:LONGEST_TEXT])
    clauses = seen.clauses(text)
    for look in (_not_on, _which_weeks, _every_other, _once_a_month, _months_off):
        for clause in clauses:
            if found := look(clause, weekday):
                return replace(found, words=_as_written(text, found.words))
    return None


def _as_written(text: str, words: str) -> str:
    # Dots after "Sat." and odd spaces were evened out for looking; the coordinator
    # searches for the words as they stand.
    shape = r"[\s.]+".join(re.escape(word) for word in words.split())
    match = re.search(shape, text)
    return match[0] if match else words


def _not_on(clause: Clause, weekday: int | None) -> Proposal | None:
    for shape in seen.NOT_ON:
        match = shape.search(clause.words)
        if not match or seen.ONE_OFF.search(clause.words[match.end() :]):
            continue
        day = seen.day_of(match["day"])
        # On another weekday's row, a shared note takes nothing away.
        if day is not None and weekday not in (None, day):
            return None
        return _left_out(match, day if day is not None else weekday)
    return None


def _left_out(match: re.Match[str], day: int | None) -> Proposal | None:
    if day is None:
        return _unclear(match, "Some weeks fall away, but we do not know which weekday")
    gone = seen.nths_of(match["nths"])
    if gone == (-1,):
        rule = Rule(freq=MONTHLY, days=((0, day),), month_days=ALL_BUT_THE_LAST)
        return _proposal(match, rule)
    if -1 in gone:
        return _unclear(match, "Some weeks of the month fall away")
    stay = tuple((nth, day) for nth in range(1, 6) if nth not in gone)
    return _proposal(match, Rule(freq=MONTHLY, days=stay)) if stay else None


def _which_weeks(clause: Clause, weekday: int | None) -> Proposal | None:
    if match := _meets_on(clause):
        return _on_weeks(match, weekday, sure=True)
    if match := _stands_alone(clause):
        return _on_weeks(match, weekday, sure=False)
    return None


def _meets_on(clause: Clause) -> re.Match[str] | None:
    for shape in seen.MEETS:
        if match := shape.search(clause.words):
            before, after = _sides(clause, match)
            elsewhere = seen.ELSEWHERE.search(f"{before} {after} {clause.around}")
            if not seen.OTHER_MEETING.search(before) and not elsewhere:
                return match
    for shape in seen.ONLY:
        if match := shape.search(clause.words):
            before, after = _sides(clause, match)
            if not (
                seen.HAPPENS.search(before) or seen.TELLS_MORE.search(before)
            ) and not seen.ELSEWHERE.search(after):
                return match
    return None


def _stands_alone(clause: Clause) -> re.Match[str] | None:
    if seen.HAPPENS.search(clause.around):
        return None
    for shape in seen.BARE:
        if match := shape.fullmatch(clause.words):
            return match
    match = seen.ENDS_WITH.search(clause.words)
    if match and not _tells_of_an_evening(clause):
        return match if not seen.ELSEWHERE.search(clause.words) else None
    return None


def _sides(clause: Clause, match: re.Match[str]) -> tuple[str, str]:
    return clause.words[: match.start()], clause.words[match.end() :]


def _on_weeks(
    match: re.Match[str], weekday: int | None, *, sure: bool
) -> Proposal | None:
    named = seen.day_of(match.groupdict().get("day"))
    if named is not None and weekday not in (None, named):
        if not sure:
            return None
        said = f"The words say {WEEKDAYS[named]}, but the listing is on another day"
        return _unclear(match, said)
    day = named if named is not None else weekday
    if day is None:
        return _unclear(match, "Some weeks of the month, but which weekday is not said")
    nths = seen.nths_of(match["nths"])
    if match.groupdict().get("every") and len(nths) == 1 and nths[0] > 1:
        nth = say_nth(nths[0])
        return _unclear(
            match, f"Perhaps the {nth} of the month, perhaps every {nth} week"
        )
    return _proposal(match, Rule(freq=MONTHLY, days=tuple((nth, day) for nth in nths)))


def _every_other(clause: Clause, weekday: int | None) -> Proposal | None:
    match = seen.EVERY_OTHER.search(clause.words)
    if not match or seen.ELSEWHERE.search(clause.words[: match.start()]):
        return None
    if _tells_of_an_evening(clause):
        return None
    day = seen.day_of(match["day"])
    if day is not None and weekday not in (None, day):
        return None
    day = day if day is not None else weekday
    days = () if day is None else ((0, day),)
    found = _proposal(match, Rule(freq=WEEKLY, interval=2, days=days))
    if match["bi"]:
        said = f"{found.said} It can also mean twice a week: ask them."
        return Proposal(rule=found.rule, words=found.words, said=said)
    return found


def _once_a_month(clause: Clause, weekday: int | None) -> Proposal | None:
    match = seen.MONTHLY.search(clause.words)
    if not match:
        return None
    meets = re.search(r"\bmeets\s*$", clause.words[: match.start()], re.IGNORECASE)
    speaks_of_itself = meets or match[0].lower().startswith("meet")
    if not speaks_of_itself and _tells_of_an_evening(clause):
        return None
    return _unclear(match, "Once a month, but the words do not say which week")


def _tells_of_an_evening(clause: Clause) -> bool:
    # "Traditions once a month" is about what happens, not about when they meet.
    about = f"{clause.words} / {clause.around}"
    found = seen.HAPPENS.search(about) or seen.TELLS_MORE.search(clause.words)
    return found is not None


def _months_off(clause: Clause, weekday: int | None) -> Proposal | None:
    match = seen.MONTHS_OFF.search(clause.words)
    if not match or re.match(r"\W*\d", clause.words[match.end() :]):
        return None
    gone = seen.months_of(match["months"])
    months = tuple(month for month in range(1, 13) if month not in gone)
    days = () if weekday is None else ((0, weekday),)
    return _proposal(match, Rule(freq=WEEKLY, days=days, months=months))


def _proposal(match: re.Match[str], rule: Rule) -> Proposal:
    if rule.days:
        anywhere = date(2000, 1, 1)  # Every day is named, so no anchor is asked.
        said = say_rule(rule, anywhere) + say_months(rule, anywhere)
    elif rule.months:
        gone = [MONTHS[m - 1] for m in range(1, 13) if m not in rule.months]
        said = f"Every week except in {say_list(gone)}"
    else:
        said = "Every second week"
    said = f"These words may mean: {said[0].lower()}{said[1:]}."
    return Proposal(rule=put_together(rule), words=match[0].strip(), said=said)


def _unclear(match: re.Match[str], said: str) -> Proposal:
    return Proposal(rule=None, words=match[0].strip(), said=f"{said}. Ask them.")
