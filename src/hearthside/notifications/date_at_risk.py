"""A coordinator hears that a date will be called off if nobody is found. Names no group."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class DateAtRisk:
    """What the letter needs: the rota of the group."""

    address: str


def words(about: DateAtRisk) -> Words:
    """Return the letter."""
    return Words(
        subject=_("An evening may be called off"),
        text=render_to_string("notifications/date_at_risk.txt", {"about": about}),
        html=render_to_string("notifications/date_at_risk.html", {"about": about}),
        address=about.address,
    )
