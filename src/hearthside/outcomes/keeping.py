"""How long answers stay: six years after their study ended, and then nothing of it does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from hearthside.outcomes import codes
from hearthside.outcomes.models import Answer, Study

ANSWERS: Final = timedelta(days=365 * 6)
# After its end the last who began go on for a year, and three months to answer.
LINKS: Final = timedelta(days=365 * 2)


def links_are_over(*, today: date) -> list[str]:
    """Return the studies that ended so long ago that nobody can answer them any more."""
    over = Study.objects.filter(ended_on__lt=today - LINKS)
    return list(over.values_list("public_id", flat=True))


def forget(*, today: date) -> int:
    """Let studies go that ended six years ago, with every answer; return how many rows."""
    gone = codes.forget_unused(today=today)
    for study in Study.objects.filter(ended_on__lt=today - ANSWERS):
        with transaction.atomic():
            gone += Answer.objects.filter(part__study=study).delete()[0]
            gone += study.delete()[0]
    return gone
