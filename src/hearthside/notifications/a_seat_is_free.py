"""A seat is free that somebody waited for. The letter says neither where nor that it is one."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class ASeatIsFree:
    """What the letter needs: where to look."""

    address: str


def words(about: ASeatIsFree) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Something you waited for is there"),
        text=render_to_string("notifications/a_seat_is_free.txt", {"about": about}),
        html=render_to_string("notifications/a_seat_is_free.html", {"about": about}),
    )
