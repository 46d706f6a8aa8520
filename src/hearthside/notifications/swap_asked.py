"""Somebody cannot make an evening and asks another to take it. Names nobody."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class SwapAsked:
    """What the letter needs: where the evening can be taken."""

    address: str


def words(about: SwapAsked) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Could you take an evening?"),
        text=render_to_string("notifications/swap_asked.txt", {"about": about}),
        html=render_to_string("notifications/swap_asked.html", {"about": about}),
        address=about.address,
    )
