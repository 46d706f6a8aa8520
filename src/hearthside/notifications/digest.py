"""What happened lately, in one letter: the subjects of the letters it stands for, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class Digest:
    """What the letter needs: its discreet lines, and where they are read in the house."""

    lines: tuple[str, ...]
    address: str


def words(about: Digest) -> Words:
    """Return the letter."""
    return Words(
        subject=_("What happened lately"),
        text=render_to_string("notifications/digest.txt", {"about": about}),
        html=render_to_string("notifications/digest.html", {"about": about}),
        address=about.address,
    )
