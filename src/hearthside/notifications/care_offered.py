"""Somebody would like to know how you are: an offer of a talk, with nothing of why."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class CareOffered:
    """What the letter needs: where it leads to.

    is_of_an_evening -- it is answered there; otherwise who would talk with them stands there.
    """

    address: str
    is_of_an_evening: bool


def words(about: CareOffered) -> Words:
    """Return the letter."""
    return Words(
        subject=_("How are you?"),
        text=render_to_string("notifications/care_offered.txt", {"about": about}),
        html=render_to_string("notifications/care_offered.html", {"about": about}),
        address=about.address,
    )
