"""A check-out did not come: told at once to whoever waits by the phone. Names nobody."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class CheckOutMissing:
    """What the letter needs: where it says who it is."""

    address: str


def words(about: CheckOutMissing) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Please look now: somebody has not checked out"),
        text=render_to_string("notifications/check_out_missing.txt", {"about": about}),
        html=render_to_string("notifications/check_out_missing.html", {"about": about}),
        address=about.address,
    )
