"""Somebody would like a talk: told to the facilitators of a group. Says neither who nor where."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class TalkWanted:
    """What the letter needs: where it is read."""

    address: str


def words(about: TalkWanted) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Somebody would like a talk"),
        text=render_to_string("notifications/talk_wanted.txt", {"about": about}),
        html=render_to_string("notifications/talk_wanted.html", {"about": about}),
        address=about.address,
    )
