"""A date was moved, called off or put back, or its group is no longer listed: told to those
who asked. Names no group."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class DateChanged:
    """What the letter needs.

    address -- the page that shows the dates as they are now.
    is_gone -- the group is off the list: the page is that of the groups there still are.
    """

    address: str
    is_gone: bool = False


def words(about: DateChanged) -> Words:
    """Return the letter: that something changed, and where to look; never what."""
    return Words(
        subject=_("A date has changed"),
        text=render_to_string("notifications/date_changed.txt", {"about": about}),
        html=render_to_string("notifications/date_changed.html", {"about": about}),
        address=about.address,
    )
