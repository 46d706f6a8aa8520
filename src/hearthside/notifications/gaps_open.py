"""Evenings near somebody want a facilitator: one letter a day at most. Names no group."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class GapsOpen:
    """What the letter needs: where the evenings can be seen."""

    address: str


def words(about: GapsOpen) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Some evenings want a facilitator"),
        text=render_to_string("notifications/gaps_open.txt", {"about": about}),
        html=render_to_string("notifications/gaps_open.html", {"about": about}),
        address=about.address,
    )
