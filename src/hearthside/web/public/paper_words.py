"""What stands on every paper anybody may take: how to check a date, where help is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from hearthside.engines import recurrence, words
from hearthside.organisation import crisis_lines

MOST_LINES: Final = 4
LONGEST: Final = 320
_ENDS: Final = re.compile(r"(?<=[.!?؟。।])\s+")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One number that answers, and when."""

    display: str
    name: str
    hours: str


@dataclass(frozen=True, slots=True)
class Check:
    """How to check that a date is on. squares -- the QR code in words."""

    head: str
    how: str
    squares: str


def check_of_a_group() -> Check:
    """Return how to check the next date of one group."""
    return Check(
        head=_("Dates change. Check before you set out."),
        how=_(
            "Point the camera of a phone at the squares, or type the address. The page "
            "says which dates are on."
        ),
        squares=_(
            "Squares for the camera of a phone: they hold the address beside them"
        ),
    )


def help_lines(locality_id: int | None) -> tuple[HelpLine, ...]:
    """Return the first numbers that answer there; one query."""
    lines = crisis_lines.lines_for(locality_id)[:MOST_LINES]
    return tuple(HelpLine(line.display, line.name, line.hours) for line in lines)


def usual(pattern: recurrence.Pattern) -> str:
    """Return the usual sentence; single dates and pauses change too soon for paper."""
    return recurrence.sentence(replace(pattern, pauses=(), without=(), also=()))


def access(said: frozenset[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return what the place offers, in words."""
    return tuple(_(label) for word, label in words.ACCESS.items() if word in said)


def from_afar(attendance: str) -> str:
    """Return how people take part who do not come to a place; empty when all come."""
    return {
        words.ONLINE: _("Online: its page says how to join."),
        words.PHONE: _("By phone: its page says how to join."),
        words.HYBRID: _("Online too: its page says how to join."),
    }.get(attendance, "")


def kept_back(district: str) -> str:
    """Return what stands where a withheld address would."""
    if district:
        return _(
            "In %(district)s. The address is not printed, to keep people there safe. "
            "The page says how to ask."
        ) % {"district": district}
    return _(
        "The address is not printed, to keep people there safe. The page says how to ask."
    )


def two_sentences(story: str) -> str:
    """Return the first two sentences of a story, cut at a word when they are very long."""
    first = " ".join(_ENDS.split(" ".join(story.split()))[:2])
    if len(first) <= LONGEST:
        return first
    return first[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
