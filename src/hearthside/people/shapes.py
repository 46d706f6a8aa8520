"""What names look like, worked out again when the rules for look-alikes have changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from hearthside.people.chosen_names import skeleton
from hearthside.people.models import Person


@dataclass(frozen=True, slots=True)
class Anew:
    """What came of it.

    changed -- names known by another shape now. alike -- names that would be taken for
    another one here: their owners keep them, and nobody new can have either.
    """

    changed: int
    alike: int

    def __add__(self, other: Anew) -> Anew:
        return Anew(self.changed + other.changed, self.alike + other.alike)


def made_anew() -> Anew:
    """Keep what every name looks like by the rules of today; one query if none changed.

    May be done at any time, and again.
    """
    changed = 0
    with transaction.atomic():
        # Where one name waits for a shape another still has, the next pass finds it free.
        while moved := _one_pass():
            changed += moved
        return Anew(changed, len(_out_of_date()))


def _one_pass() -> int:
    moved = 0
    for person_id, shape in _out_of_date():
        if not Person.objects.filter(skeleton=shape).exists():
            moved += Person.objects.filter(id=person_id).update(skeleton=shape)
    return moved


def _out_of_date() -> list[tuple[int, str]]:
    rows = Person.objects.order_by("id").values_list("id", "called", "skeleton")
    return [
        (person_id, shape)
        for person_id, called, kept in rows.iterator()
        if (shape := skeleton(called)) != kept
    ]
