"""Somebody went and nobody was there: told to coordinators at once. Names no group."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class NobodyWasThere:
    """What the letter needs: where at the desk it can be answered."""

    address: str


def words(about: NobodyWasThere) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Something at your desk needs an answer"),
        text=render_to_string("notifications/nobody_was_there.txt", {"about": about}),
        html=render_to_string("notifications/nobody_was_there.html", {"about": about}),
        address=about.address,
    )
