"""The shapes of recurrence in listings' notes, and what only looks like it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .spoken import MONTHS, ORDINALS

_I: Final = re.IGNORECASE

_NTH = r"(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)"
_DAY = (
    r"(?:mondays?|mon|tuesdays?|tues?|wednesdays?|weds?|thursdays?|thurs?|thu|"
    r"fridays?|fri|saturdays?|sat|sundays?|sun)"
)
_MONTH = rf"(?:{'|'.join(f'{m}|{m[:3]}' for m in MONTHS)}|sept)"
_AND = r"(?:\s*(?:,|&|\+|/|and)\s*(?:and\s+)?)"
# A month has six at most; more would only be somebody trying our patience.
_NTHS = rf"{_NTH}(?:{_AND}{_NTH}){{0,5}}"
# "fhe" is how a real listing spells it.
_OF_MONTH = r"(?:(?:of|in)\s+(?:the\s+|each\s+|every\s+|fhe\s+|a\s+)?month|(?:each|every)\s+month)"
_WEEKS = (
    rf"(?P<every>every\s+)?(?:the\s+)?(?P<nths>{_NTHS})"
    rf"(?:\s+(?:(?P<day>{_DAY})|weeks?|wks?))\b(?:\s+{_OF_MONTH})?"
)
_TIME = (
    r"(?:(?:@|at|from)?\s*\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?"
    r"(?:\s*(?:-|to)\s*\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?)?"
    r"(?:\s+(?:central|eastern|pacific|mountain|[ecmp][sd]?t))?)"
)


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _I)


# Something that happens inside a meeting, or at another one: no word about when it meets.
HAPPENS: Final = _shape(
    r"\b(?:birthdays?|chips?|business|biz|speakers?|spkr|steps?|trad\w*|open|closed|topics?|"
    r"literature|lit|books?|bb|12\s?[x&]\s?12|potluck|celebrat\w+|anniv\w*|sobriety|"
    r"newcomers?|beginners?|workshops?|stud(?:y|ies)|formats?|discussion|disc|read\w*|"
    r"medallions?|cakes?|tokens?|conscience|breakfast|dinner|supper|lunch|pizza|meditation|"
    r"promises|concepts?|chair\w*|movie|guests?|gsr|panel|committee|schedule|ip|jft|"
    r"living sober|grapevine|milestones?|district|dist)\b"
)
# Before or after the weeks themselves: "every other Thursday is a book study".
TELLS_MORE: Final = _shape(r"\b(?:is|are|has|have|will)\b")
ELSEWHERE: Final = _shape(
    r"\b(?:also|in[- ]person|zoom|online|hybrid|virtually|other|others|otherwise|rest)\b"
)
# Even "meets only" beside one of these tells of a kind of meeting, not of the group.
OTHER_MEETING: Final = _shape(
    r"\b(?:open|closed|business|biz|birthdays?|chips?|steps?|tradition|anniv\w*|also|in[- ]person)\b"
)
ONE_OFF: Final = _shape(rf"^\W*(?:(?:in|of)\s+)?(?:{_MONTH}\b|\d)")

NOT_ON: Final = tuple(
    _shape(shape)
    for shape in (
        (
            r"\bno\s+(?:meetings?|mtgs?|groups?|sessions?)"
            rf"(?:\s+(?:is|are|held|on|in|the|every))*\s+{_WEEKS}"
        ),
        rf"\bno\s+{_WEEKS}\s+(?:meetings?|mtgs?)",
        (
            r"\b(?:does\s+not|do\s+not|doesn['’]t|don['’]t|will\s+not|won['’]t|not)"
            rf"\s+meet(?:ing)?\s+(?:on\s+)?{_WEEKS}"
        ),
        (
            rf"^(?:(?:we|group|meets?|weekly|all|every|each|week|on|{_DAY})\s+)*except"
            rf"\s+(?:for\s+|on\s+)*{_WEEKS}"
        ),
    )
)
MEETS: Final = tuple(
    _shape(shape)
    for shape in (
        (
            r"\b(?:only\s+)?(?:meets?|meeting\s+(?:is|occurs|happens)|occurs|held)"
            rf"\s+(?:(?:only|just|on|held|monthly|once\s+a\s+month)\s+)*{_WEEKS}(?:\s+only)?"
        ),
        rf"\bmeets?\s+(?:at|in)\s+[\w' ]{{1,40}}?\s+on\s+{_WEEKS}",
    )
)
ONLY: Final = (
    _shape(rf"\bonly\s+(?:on\s+)?{_WEEKS}"),
    _shape(rf"{_WEEKS}\s+only\b"),
)
BARE: Final = (
    _shape(
        rf"(?:on\s+)?{_WEEKS}(?:\s+(?:(?:monthly\s+)?(?:group|meetings?|mtg|afg)))?"
        rf"[,:]?\s*{_TIME}?"
    ),
    _shape(rf"(?:on\s+)?(?:the\s+)?(?P<nths>{_NTH}{_AND}{_NTHS})(?:\s+{_OF_MONTH})?"),
)
ENDS_WITH: Final = _shape(
    rf"(?P<nths>{_NTH}{_AND}{_NTHS})\s+(?P<day>{_DAY})\b(?:\s+{_OF_MONTH})?\s*{_TIME}?$"
)
EVERY_OTHER: Final = _shape(
    rf"\b(?:(?:every\s+other|alternate|alternating)\s+(?:(?P<day>{_DAY})|weeks?)|"
    r"fortnightly|(?P<bi>bi-?\s?weekly)|every\s+(?:two|2)\s+weeks)\b"
)
MONTHLY: Final = _shape(
    r"\bmeets?\s+(?:once\s+)?(?:monthly|a\s+month|every\s+month)\b|"
    r"\bonce[ -](?:a|per|each|every)[ -]month\b|"
    rf"\bone\s+(?:day|{_DAY})\s+(?:of\s+(?:the|each|every)|a|each|per|every)\s*month\b|"
    r"^monthly(?:\s+(?:meetings?|group|mtg))?$"
)
MONTHS_OFF: Final = _shape(
    r"\b(?:no\s+(?:meetings?|mtgs?)|closed|not\s+meeting)\s+(?:in\s+|during\s+|for\s+)?"
    rf"(?P<months>{_MONTH}(?:(?:{_AND}|\s+or\s+|,\s*or\s+){_MONTH})*)\b"
)

_DOTS = _shape(rf"(?<=\b)({_NTH}|{_DAY})\.(?=[\s,])")
# A slash joins "1st/3rd Saturday" and parts everything else.
_BREAKS = re.compile(
    r"[;|*()!\n\r\"“”]+|\.(?:\s|$)|\s[-–—]+\s|(?<!st)(?<!nd)(?<!rd)(?<!th)/|/(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A few words that belong together, and those just before and after them."""

    words: str
    around: str


def clauses(text: str) -> list[Clause]:
    """Return the parts of a note, each with its neighbours."""
    parts = [part.strip(" ,.:-") for part in _BREAKS.split(_DOTS.sub(r"\1 ", text))]
    parts = [" ".join(part.split()) for part in parts if part]
    padded = ["", *parts, ""]
    return [
        Clause(words=part, around=f"{padded[here]} / {padded[here + 2]}")
        for here, part in enumerate(parts)
    ]


def nths_of(words: str) -> tuple[int, ...]:
    """Return which of the month are named: 1 to 5, and -1 for the last."""
    found = re.findall(_NTH, words.lower())
    return tuple(
        dict.fromkeys(
            -1
            if nth == "last"
            else int(nth[0])
            if nth[0].isdigit()
            else ORDINALS.index(nth) + 1
            for nth in found
        )
    )


def day_of(words: str | None) -> int | None:
    """Return the weekday named, Monday is 0."""
    if not words:
        return None
    return ("mo", "tu", "we", "th", "fr", "sa", "su").index(words[:2].lower())


def months_of(words: str) -> tuple[int, ...]:
    """Return the months named, January is 1."""
    starts = [month[:3].lower() for month in MONTHS]
    found = re.findall(_MONTH, words, _I)
    return tuple(sorted({starts.index(name[:3].lower()) + 1 for name in found}))
