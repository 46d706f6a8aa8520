"""A keyholder asks for another: told to those who could agree. Says only that something waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class KeyWanted:
    """What the letter needs: where one agrees."""

    address: str


def words(about: KeyWanted) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Something here needs you soon"),
        text=render_to_string("notifications/key_wanted.txt", {"about": about}),
        html=render_to_string("notifications/key_wanted.html", {"about": about}),
    )
