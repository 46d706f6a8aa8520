"""Somebody said that something is wrong: told to who reads it. Says only that it waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class ReportWaits:
    """What the letter needs: where it is opened."""

    address: str


def words(about: ReportWaits) -> Words:
    """Return the letter, the same as for anything else that waits at a desk."""
    return Words(
        subject=_("Something at your desk waits for you"),
        text=render_to_string("notifications/worry_raised.txt", {"about": about}),
        html=render_to_string("notifications/worry_raised.html", {"about": about}),
    )
