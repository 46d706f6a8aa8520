"""Something has waited for a safeguarding lead: says only that, and where it is opened."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class WorryWaits:
    """What the letter needs: where it is opened."""

    address: str


def words(about: WorryWaits) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Something at your desk has waited for you"),
        text=render_to_string("notifications/worry_waits.txt", {"about": about}),
        html=render_to_string("notifications/worry_waits.html", {"about": about}),
    )
