"""Help now: the page people open on the worst night. A whole page, complete in one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One way to reach somebody now.

    dial -- a tel: or sms: address, or empty where nothing is dialled.
    also -- how to reach it by text, relay or sign. checked_on -- when we last looked.
    """

    name: str
    for_whom: str
    display: str
    dial: str
    hours: str
    also: str
    source: str
    checked_on: date
    is_urgent: bool

    @property
    def is_text(self) -> bool:
        return self.dial.startswith("sms:")


@dataclass(frozen=True, slots=True)
class AreaLink:
    """Another area, and the page of its lines."""

    name: str
    url: str


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


def words(page: HelpPage) -> str:
    """Return the page as it is written to disk."""
    return render_to_string("notifications/help_now.html", {"page": page})
