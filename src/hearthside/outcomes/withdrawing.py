"""Leaving a study: the answers go, with what was made of them, and a code stays that leads nowhere."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from hearthside.core.refusals import NotFound
from hearthside.outcomes import quotes, reports
from hearthside.outcomes.models import Answer, Participant, Withdrawn


def withdraw(code: str, *, today: date) -> None:
    """Let every row of a code go, and write the code into the ledger.

    Raises NotFound.
    """
    with transaction.atomic():
        row = Participant.objects.select_for_update().filter(code=code).first()
        if row is None:
            raise NotFound
        Withdrawn.objects.create(
            study_id=row.study_id, code=code, had_agreed=bool(row.agreed_to), on=today
        )
        if row.agreed_to:
            reports.overtake(row.study_id)
        quotes.take_back(code)
        Answer.objects.filter(sitting__participant=row).delete()
        row.delete()


def left(study_id: int) -> int:
    """Return how many left after they had said yes; one query."""
    return Withdrawn.objects.filter(study_id=study_id, had_agreed=True).count()


def gone(study_id: int) -> list[str]:
    """Return the codes that left after they had said yes, in their order; one query."""
    found = Withdrawn.objects.filter(study_id=study_id, had_agreed=True)
    return sorted(found.values_list("code", flat=True))
