"""When the time is over, the words of a record go; that it was there stays in the chain."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.safety import chain
from hearthside.safety.models import (
    Asked,
    Care,
    Draft,
    KeptFrom,
    Reading,
    Record,
    Worry,
)


def erase_what_is_over(*, now: datetime) -> int:
    """Erase the words of closed records whose day has come; return of how many.

    What stays: that a record was opened and closed, when, and a tombstone; no person, no
    place, no word. The chain can be checked as before.
    """
    over = Record.objects.filter(erase_on__lte=now.date(), erased_at=None)
    ids = list(over.exclude(closed_at=None).values_list("id", flat=True))
    for record_id in ids:
        with transaction.atomic():
            row = Record.objects.select_for_update().get(id=record_id)
            chain.bury(row, now=now)
            Draft.objects.filter(record=row).delete()
            Asked.objects.filter(record=row).delete()
            Care.objects.filter(record=row).delete()
            Reading.objects.filter(record=row).delete()
            KeptFrom.objects.filter(record=row).delete()
            Worry.objects.filter(record=row).delete()
            Record.objects.filter(id=record_id).update(
                locality=None,
                meeting_id=None,
                held_by=None,
                offered_to=None,
                closing_by=None,
                erased_at=now,
            )
    return len(ids)
