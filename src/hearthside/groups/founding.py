"""Founding a group: its first row, its words, its first agreement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from hearthside.engines import recurrence
from hearthside.groups.models import Agreement, Group, Membership, Said
from hearthside.groups.patterns import put_down
from hearthside.people.chosen_names import skeleton


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What a group begins with. Texts as a newcomer reads them.

    said -- words of the closed vocabulary, languages as "lang:cy".
    """

    name: str
    one_line: str
    about: str
    first_time: str
    who_meets_you: str
    hours_note: str
    seats: int
    attendance: str
    pattern: recurrence.Pattern
    said: tuple[str, ...]
    place_name: str = ""
    address: str = ""
    address_withheld: bool = False
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    directions: str = ""
    access_notes: str = ""
    door: str = ""
    online_note: str = ""
    online_link: str = ""
    promises: tuple[str, ...] = field(default=())
    promised_on: date = date(2026, 1, 1)


def found(new: NewGroup, *, locality_id: int, now: datetime) -> int:
    """Begin a group with its first agreement; return its id. For commands and demos.

    Raises NotAPattern.
    """
    recurrence.check(new.pattern)
    group = Group(
        locality_id=locality_id,
        confirmed_at=now,
        **{
            name: getattr(new, name)
            for name in NewGroup.__dataclass_fields__
            if name not in {"pattern", "said", "promises", "promised_on"}
        },
    )
    put_down(group, new.pattern, now=now)
    with transaction.atomic():
        group.save()
        Said.objects.bulk_create(
            Said(group=group, word=word) for word in sorted(set(new.said))
        )
        if new.promises:
            adopt(
                group_id=group.pk, number=1, promises=new.promises, on=new.promised_on
            )
    return group.pk


def adopt(*, group_id: int, number: int, promises: tuple[str, ...], on: date) -> None:
    """Keep one version of a group's agreement; a version once adopted never changes."""
    Agreement.objects.get_or_create(
        group_id=group_id,
        number=number,
        defaults={"promises": list(promises), "adopted_on": on},
    )


def seat(*, person_id: int, group_id: int, name_here: str, now: datetime) -> None:
    """Give a person of the demo a seat, as if they had joined."""
    newest = Agreement.objects.filter(group_id=group_id).order_by("-number").first()
    Membership.objects.create(
        group_id=group_id,
        person_id=person_id,
        name_here=name_here,
        skeleton=skeleton(name_here),
        agreement_number=newest.number if newest else 1,
        joined_at=now,
    )
