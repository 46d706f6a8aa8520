"""Questions somebody said yes to have come round. Says neither which nor what about."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class QuestionsWait:
    """What the letter needs: the page that shows what waits."""

    address: str


def words(about: QuestionsWait) -> Words:
    """Return the letter."""
    return Words(
        subject=_("Something you said yes to is here again"),
        text=render_to_string("notifications/questions_wait.txt", {"about": about}),
        html=render_to_string("notifications/questions_wait.html", {"about": about}),
        address=about.address,
    )
