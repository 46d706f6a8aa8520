"""The rota: two trained, in-date facilitators, or the date is not yet confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Case, Count, F, OuterRef, When
from django.db.models.functions import TruncDate

from hearthside.core.actor import Grant, Role
from hearthside.meetings.models import Meeting, RotaPlace
from hearthside.meetings.training import may_lead

Part = RotaPlace.Part
NEEDED: Final = 2
# How long before an evening its facilitators may read its notes, and how long after it
# they may still close it and write down how they were.
BEFORE: Final = timedelta(days=15)
AFTER: Final = timedelta(days=2)

_may_lead = may_lead(OuterRef("person_id"), on=OuterRef("day"))

# A date moved past the end of a certificate must not count whoever held it. West of
# Greenwich an evening may be judged by the morning after: a day stricter, never laxer.
_its_day = Case(
    When(meeting__starts_at=F("meeting__usual_start"), then=F("meeting__on")),
    default=TruncDate("meeting__starts_at", tzinfo=UTC),
)
# Put together once: every page of dates asks these two questions.
_with_whether_they_may = (
    RotaPlace.objects.annotate(day=_its_day)
    .annotate(may_lead=_may_lead)
    .select_related("person")
)
_who_count = RotaPlace.objects.annotate(day=_its_day).filter(
    _may_lead,
    part=Part.LEADS,
    # Somebody the house is closed to cannot hold an evening, whatever the rota says.
    person__is_active=True,
    person__suspended_at=None,
)


@dataclass(frozen=True, slots=True)
class Down:
    """One person on the rota of one date.

    part -- leads, shadows or waits.
    counts -- they lead, are trained and in date that day, and may still sign in.
    """

    meeting_id: int
    person_id: int
    part: str
    wants_a_swap: bool
    offered_to: int | None
    counts: bool


def ready(meeting_ids: Iterable[int]) -> dict[int, int]:
    """Return how many trained, in-date facilitators each of these dates has; one query."""
    ids = list(meeting_ids)
    rows = (
        _who_count.filter(meeting_id__in=ids)
        .values("meeting_id")
        .annotate(how_many=Count("person_id", distinct=True))
    )
    found = dict.fromkeys(ids, 0)
    found.update({row["meeting_id"]: row["how_many"] for row in rows})
    return found


def everybody_down(meeting_ids: Iterable[int]) -> dict[int, list[Down]]:
    """Return everybody on the rota of each of these dates, whatever for; one query."""
    found: dict[int, list[Down]] = {meeting_id: [] for meeting_id in meeting_ids}
    rows = _with_whether_they_may.filter(meeting_id__in=list(found)).order_by("id")
    for row in rows:
        is_here = row.person.is_active and row.person.suspended_at is None
        found[row.meeting_id].append(
            Down(
                row.meeting_id,
                row.person_id,
                row.part,
                row.wants_a_swap_since is not None,
                row.offered_to_id,
                row.part == Part.LEADS and bool(row.may_lead) and is_here,
            )
        )
    return found


def on_the_rota(meeting_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the people put down to lead each of these dates."""
    found: dict[int, list[int]] = {meeting_id: [] for meeting_id in meeting_ids}
    rows = RotaPlace.objects.filter(
        meeting_id__in=found, part=RotaPlace.Part.LEADS
    ).order_by("id")
    for meeting_id, person_id in rows.values_list("meeting_id", "person_id"):
        found[meeting_id].append(person_id)
    return found


def is_down(person_id: int, *, meeting_id: int) -> bool:
    """Return whether this person is on the rota of this date, whatever for."""
    return RotaPlace.objects.filter(meeting_id=meeting_id, person_id=person_id).exists()


def grants_for_tonight(person_id: int, *, now: datetime) -> frozenset[Grant]:
    """Return the dates this person leads, from a fortnight before to two days after."""
    rows = RotaPlace.objects.filter(
        person_id=person_id,
        part=RotaPlace.Part.LEADS,
        meeting__starts_at__lt=now + BEFORE,
        meeting__ends_at__gt=now - AFTER,
    ).values_list("meeting_id", flat=True)
    return frozenset(Grant(Role.TONIGHT, meeting_id=meeting_id) for meeting_id in rows)


def put_down(*, meeting_id: int, person_id: int, part: str = Part.LEADS) -> None:
    """Put a person on the rota of one date; for commands and demos."""
    RotaPlace.objects.get_or_create(
        meeting_id=meeting_id, person_id=person_id, defaults={"part": part}
    )


def take_off(*, meeting_id: int, person_id: int) -> None:
    """Take a person off the rota of one date; for commands and demos."""
    RotaPlace.objects.filter(meeting_id=meeting_id, person_id=person_id).delete()


def greets(person_id: int, *, group_id: int) -> list[int]:
    """Return the dates of this group for which the person is on the rota."""
    rows = Meeting.objects.filter(group_id=group_id, rota__person_id=person_id)
    return list(rows.values_list("id", flat=True))
