"""Somebody raised a worry: told to the safeguarding lead. Says only that something waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class WorryRaised:
    """What the letter needs: where it is opened."""

    address: str


def words(about: WorryRaised) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Something at your desk waits for you"),
        text=render_to_string("notifications/worry_raised.txt", {"about": about}),
        html=render_to_string("notifications/worry_raised.html", {"about": about}),
        address=about.address,
    )
