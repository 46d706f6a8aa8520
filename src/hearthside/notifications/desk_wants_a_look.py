"""Something at the desk waits for whoever keeps it. Names nobody."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class DeskWantsALook:
    """What the letter needs: which page of the desk."""

    address: str


def words(about: DeskWantsALook) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Something at your desk wants a look"),
        text=render_to_string("notifications/desk_wants_a_look.txt", {"about": about}),
        html=render_to_string("notifications/desk_wants_a_look.html", {"about": about}),
        address=about.address,
    )
