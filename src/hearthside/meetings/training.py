"""Training: which certificates people hold, and whether they are in date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from hearthside.meetings.models import Training

TO_FACILITATE: Final = "Facilitating a group"
SOON: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate of one person."""

    person_id: int
    name: str
    got_on: date
    runs_out_on: date | None

    def has_run_out(self, today: date) -> bool:
        return self.runs_out_on is not None and self.runs_out_on < today

    def runs_out_soon(self, today: date) -> bool:
        return (
            self.runs_out_on is not None and today <= self.runs_out_on <= today + SOON
        )


def trained(person_ids: Iterable[int], *, on: date) -> frozenset[int]:
    """Return those of these people who may facilitate on that day.

    They have the course, and nothing they need has run out.
    """
    theirs = Training.objects.filter(person_id__in=set(person_ids))
    have = theirs.filter(name=TO_FACILITATE, got_on__lte=on)
    lapsed = theirs.filter(runs_out_on__lt=on)
    return frozenset(have.values_list("person_id", flat=True)) - frozenset(
        lapsed.values_list("person_id", flat=True)
    )


def certificates_of(person_ids: Iterable[int]) -> dict[int, list[Certificate]]:
    """Return every certificate of these people."""
    found: dict[int, list[Certificate]] = {}
    rows = Training.objects.filter(person_id__in=set(person_ids)).order_by("name")
    for row in rows:
        found.setdefault(row.person_id, []).append(
            Certificate(row.person_id, row.name, row.got_on, row.runs_out_on)
        )
    return found


def note_certificate(
    *, person_id: int, name: str, got_on: date, runs_out_on: date | None
) -> None:
    """Keep a certificate; a newer one of the same name takes its place."""
    Training.objects.update_or_create(
        person_id=person_id,
        name=name,
        defaults={"got_on": got_on, "runs_out_on": runs_out_on},
    )


def forget(*, now: datetime) -> int:
    """Delete certificates that ran out more than six years ago."""
    old = (now - timedelta(days=365 * 6)).date()
    return Training.objects.filter(runs_out_on__lt=old).delete()[0]
