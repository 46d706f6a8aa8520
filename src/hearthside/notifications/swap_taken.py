"""Somebody's place on the rota changed, by another's hand. Names no evening."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class SwapTaken:
    """What the letter needs: where somebody's own dates stand."""

    address: str


def words(about: SwapTaken) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Your dates have changed"),
        text=render_to_string("notifications/swap_taken.txt", {"about": about}),
        html=render_to_string("notifications/swap_taken.html", {"about": about}),
        address=about.address,
    )
