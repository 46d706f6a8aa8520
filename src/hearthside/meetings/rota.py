"""The rota: two trained, in-date facilitators, or the date is not yet confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Count, Exists, OuterRef

from hearthside.meetings.models import Meeting, RotaPlace, Training
from hearthside.meetings.training import TO_FACILITATE

NEEDED: Final = 2

_day = OuterRef("meeting__on")
_theirs = Training.objects.filter(person_id=OuterRef("person_id"))
_may_lead = Exists(_theirs.filter(name=TO_FACILITATE, got_on__lte=_day)) & ~Exists(
    _theirs.filter(runs_out_on__lt=_day)
)


def ready(meeting_ids: Iterable[int]) -> dict[int, int]:
    """Return how many trained, in-date facilitators each of these dates has; one query."""
    ids = list(meeting_ids)
    rows = (
        RotaPlace.objects.filter(meeting_id__in=ids)
        .filter(_may_lead)
        .values("meeting_id")
        .annotate(how_many=Count("person_id", distinct=True))
    )
    found = dict.fromkeys(ids, 0)
    found.update({row["meeting_id"]: row["how_many"] for row in rows})
    return found


def on_the_rota(meeting_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the people put down for each of these dates."""
    found: dict[int, list[int]] = {meeting_id: [] for meeting_id in meeting_ids}
    rows = RotaPlace.objects.filter(meeting_id__in=found).order_by("id")
    for meeting_id, person_id in rows.values_list("meeting_id", "person_id"):
        found[meeting_id].append(person_id)
    return found


def put_down(*, meeting_id: int, person_id: int) -> None:
    """Put a person on the rota of one date."""
    RotaPlace.objects.get_or_create(meeting_id=meeting_id, person_id=person_id)


def take_off(*, meeting_id: int, person_id: int) -> None:
    """Take a person off the rota of one date."""
    RotaPlace.objects.filter(meeting_id=meeting_id, person_id=person_id).delete()


def greets(person_id: int, *, group_id: int) -> list[int]:
    """Return the dates of this group for which the person is on the rota."""
    rows = Meeting.objects.filter(group_id=group_id, rota__person_id=person_id)
    return list(rows.values_list("id", flat=True))
