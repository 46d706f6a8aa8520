"""Evidence: what a report is about, as it was when somebody said so, and who said it as a mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hearthside.core.seal import blinds
from hearthside.safety.models import Protection, Report, Response

LONGEST_SNAPSHOT: Final = 6000
KEPT_FOR: Final = timedelta(days=365 * 2)
OUT_OF_HOUSE: Final = "out_house"


@dataclass(frozen=True, slots=True)
class Thing:
    """What a report is about, told by the room that owns it.

    pointer -- says which one to that room; opaque here.
    snapshot -- what is disclosed of it; kept sealed, opened on record.
    persons, places -- whom it may be about: they neither read it nor learn of it.
    is_about_them -- it is about them and not only about where they help.
    is_about_staff -- coordinators do not read it either.
    can_be_hidden -- three people's reports hide it until somebody looks.
    """

    kind: str
    pointer: str
    group_id: int | None = None
    locality_id: int | None = None
    snapshot: str = ""
    persons: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    is_about_them: bool = False
    is_about_staff: bool = False
    can_be_hidden: bool = False


def marks_of(person_id: int) -> list[str]:
    """Return the marks one person's reports may bear, the newest secret's first.

    A thief of the tables cannot go from a report to who made it, and nor can anybody at
    a desk.
    """
    return blinds(str(person_id), purpose="safety.report.reporter_mark")


def forget(*, now: datetime) -> int:
    """Delete reports settled more than two years ago, with everything that hangs on them."""
    before = now - KEPT_FOR
    protections = Protection.objects.filter(ended_at__lt=before).delete()[0]
    # Whoever is still out of the house can still ask why, and for another look.
    out = Response.objects.filter(rung=OUT_OF_HOUSE, ended_at=None)
    over = Report.objects.filter(settled_at__lt=before)
    return protections + over.exclude(pk__in=out.values("report_id")).delete()[0]


def forget_reporter(*, person_id: int) -> int:
    """Take the mark off every report of somebody who leaves; what they said stays."""
    rows = Report.objects.filter(reporter_mark__in=marks_of(person_id))
    return rows.update(reporter_mark="", may_come_back=False)
