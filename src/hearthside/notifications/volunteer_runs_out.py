"""A volunteer's certificate runs out: told to their coordinators. Names nobody."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class VolunteerRunsOut:
    """What the letter needs.

    is_over -- the last good day has passed. address -- where it is seen whose it is.
    """

    is_over: bool
    address: str


def words(about: VolunteerRunsOut) -> Words:
    """Return the letter."""
    template = "notifications/volunteer_runs_out"
    return Words(
        subject=_("Something at your desk wants a look"),
        text=render_to_string(f"{template}.txt", {"about": about}),
        html=render_to_string(f"{template}.html", {"about": about}),
        address=about.address,
    )
