"""Shadowing: who has sat beside two who lead, and who has led before we counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from hearthside.meetings.models import LedBefore, RotaPlace

Part = RotaPlace.Part


@dataclass(frozen=True, slots=True)
class Evenings:
    """How many evenings that were held somebody shadowed and led.

    led_before -- a coordinator noted that they led elsewhere, or before we counted.
    """

    shadowed: int = 0
    led: int = 0
    led_before: bool = False

    def is_enough(self, needed: int) -> bool:
        return self.led_before or self.led > 0 or self.shadowed >= needed


def evenings_of(person_ids: Iterable[int]) -> dict[int, Evenings]:
    """Return what each of these people knows of how an evening goes; two queries."""
    ids = set(person_ids)
    rows = (
        RotaPlace.objects.filter(
            person_id__in=ids, meeting__holding__closed_at__isnull=False
        )
        .values("person_id")
        .annotate(
            shadowed=Count("id", filter=Q(part=Part.SHADOWS)),
            led=Count("id", filter=Q(part=Part.LEADS)),
        )
    )
    before = LedBefore.objects.filter(person_id__in=ids)
    noted = set(before.values_list("person_id", flat=True))
    counted = {row["person_id"]: (row["shadowed"], row["led"]) for row in rows}
    return {one: Evenings(*counted.get(one, (0, 0)), one in noted) for one in ids}


def note_led_before(*, person_id: int, now: datetime) -> None:
    """Note that somebody has led evenings before; for commands and demos."""
    LedBefore.objects.get_or_create(person_id=person_id, defaults={"noted_at": now})


def keep_what_was_shadowed(*, needed: int, now: datetime) -> int:
    """Note for good who has shadowed enough, or led; return how many are new.

    Evenings themselves are forgotten after a year, and nobody should have to begin anew.
    """
    rows = (
        RotaPlace.objects.filter(meeting__holding__closed_at__isnull=False)
        .exclude(person__in=LedBefore.objects.values("person_id"))
        .values("person_id")
        .annotate(
            shadowed=Count("id", filter=Q(part=Part.SHADOWS)),
            led=Count("id", filter=Q(part=Part.LEADS)),
        )
    )
    enough = [
        row["person_id"]
        for row in rows
        if row["led"] or (needed and row["shadowed"] >= needed)
    ]
    LedBefore.objects.bulk_create(
        [LedBefore(person_id=person_id, noted_at=now) for person_id in enough],
        ignore_conflicts=True,
    )
    return len(enough)
