"""Crisis lines: numbers as people dial them, per locality, with the day they were checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from hearthside.organisation.models import CrisisLine

STALE_AFTER: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Line:
    """One way to reach somebody now.

    display -- as people read it; dial -- what a phone is handed ("tel:116123",
    "sms:85258"), empty when it is not dialled.
    """

    name: str
    for_whom: str
    display: str
    dial: str
    hours: str
    also: str
    source: str
    verified_on: date
    order: int = 100
    is_urgent: bool = False


def lines_for(locality_id: int | None) -> list[Line]:
    """Return the lines for everybody and those of this locality, urgent ones first."""
    rows = CrisisLine.objects.filter(Q(locality=None) | Q(locality_id=locality_id))
    return [_line(row) for row in rows.order_by("-is_urgent", "order", "name")]


def add_line(line: Line, *, locality_id: int | None = None) -> None:
    """Keep a line; the same name in the same locality is replaced."""
    CrisisLine.objects.filter(Q(locality_id=locality_id), name=line.name).delete()
    CrisisLine.objects.create(locality_id=locality_id, **asdict(line))


def stale(*, today: date) -> list[str]:
    """Return the names of lines nobody has checked for 90 days."""
    rows = CrisisLine.objects.filter(verified_on__lt=today - STALE_AFTER)
    return list(rows.order_by("verified_on").values_list("name", flat=True))


def _line(row: CrisisLine) -> Line:
    return Line(
        row.name,
        row.for_whom,
        row.display,
        row.dial,
        row.hours,
        row.also,
        row.source,
        row.verified_on,
        row.order,
        row.is_urgent,
    )
