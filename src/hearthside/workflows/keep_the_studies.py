"""Keep the studies: what is over goes, first who it was and years later what was said."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.outcomes import alerts, keeping, reports
from hearthside.people import study as study_places


def keep_the_studies(*, now: datetime) -> int:
    """Cut the links of studies that are long over, and let old studies go; return how many rows."""
    today = now.date()
    with transaction.atomic():
        cut = sum(
            study_places.cut_all(study=one)
            for one in keeping.links_are_over(today=today)
        )
        gone = keeping.forget(today=today) + alerts.forget(now=now)
        return cut + gone + reports.forget(now=now)
