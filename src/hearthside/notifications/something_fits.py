"""Something fits that somebody waited for. The letter says neither what nor where."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class SomethingFits:
    """What the letter needs: where to look."""

    address: str


def words(about: SomethingFits) -> Words:
    """Return the letter."""
    return Words(
        subject=_("There is something new to look at"),
        text=render_to_string("notifications/something_fits.txt", {"about": about}),
        html=render_to_string("notifications/something_fits.html", {"about": about}),
        address=about.address,
    )
