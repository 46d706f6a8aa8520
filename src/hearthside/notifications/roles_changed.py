"""What somebody may do here has changed. Names no role and no group."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class RolesChanged:
    """What the letter needs: where one's own part is written."""

    address: str


def words(about: RolesChanged) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Something of yours has changed"),
        text=render_to_string("notifications/roles_changed.txt", {"about": about}),
        html=render_to_string("notifications/roles_changed.html", {"about": about}),
        address=about.address,
    )
