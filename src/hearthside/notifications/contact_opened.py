"""What somebody left sealed can be read now: told to them. Says nothing of what it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class ContactOpened:
    """What the letter needs: where the person reads of it."""

    address: str


def words(about: ContactOpened) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Something you left with us was used"),
        text=render_to_string("notifications/contact_opened.txt", {"about": about}),
        html=render_to_string("notifications/contact_opened.html", {"about": about}),
    )
