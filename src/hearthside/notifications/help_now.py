"""Help now: the page people open on the worst night. A whole page, complete in one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a line: as people read it, and as a phone is handed it."""

    display: str
    dial: str


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line and every way to reach it.

    voice.dial -- a tel: or sms: address, or empty where nothing is dialled. text, relay --
    None where there is none. sign_url -- a video service for sign language.
    opens -- the hours as a phone reckons with them, on the clock of zone; empty where
    nobody can say for sure. checked_on -- None where it was only written down: then
    source says from where and when.
    """

    name: str
    for_whom: str
    voice: Way
    hours: str
    source: str
    checked_on: date | None
    is_urgent: bool
    text: Way | None = None
    relay: Way | None = None
    sign_url: str = ""
    also: str = ""
    languages: str = ""
    opens: str = ""
    zone: str = ""

    @property
    def is_text(self) -> bool:
        return self.voice.dial.startswith("sms:")


@dataclass(frozen=True, slots=True)
class AreaLink:
    """Another area, and the page of its lines."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another country and the numbers that answer there.

    own -- the charity's own lines for it, with every way to reach them. ways -- numbers
    that come with the house; source -- the sites they were read on.
    """

    name: str
    ways: tuple[tuple[str, Way], ...]
    source: str
    own: tuple[HelpLine, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Everything notifications/help_now.html may show; an empty area is everybody's page."""

    organisation: str
    tab_title: str
    area: str
    honest_hours: str
    urgent: tuple[HelpLine, ...]
    others: tuple[HelpLine, ...]
    areas: tuple[AreaLink, ...]
    elsewhere: tuple[Elsewhere, ...]
    anywhere: Way
    anywhere_words: str
    finder: str


def words(page: HelpPage) -> str:
    """Return the page as it is written to disk."""
    return render_to_string("notifications/help_now.html", {"page": page})
