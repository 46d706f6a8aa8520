"""What somebody in a study may say beside its questions, if they like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.outcomes import meetings_said, quotes
from hearthside.outcomes.codes import Holder


@dataclass(frozen=True, slots=True)
class More:
    """One page more, and what it asks."""

    url: str
    words: str


def more_of(who: Holder, *, today: date) -> tuple[More, ...]:
    """Return what this code may say, or has said and may take back."""
    found = []
    if meetings_said.has_said(who) or not meetings_said.why_not_say(who, today=today):
        found.append(More(reverse("meetings_came"), _("How many meetings you came to")))
    if quotes.mine(who) or not quotes.why_not_leave(who):
        found.append(More(reverse("my_words"), _("A sentence for the report")))
    return tuple(found)
