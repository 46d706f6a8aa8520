"""Whose place it is: the one link between a name in a group and a person, sealed at rest.

A person has a row of numbered seats, and a mark is made of their id and the number of
the seat. Each of their places has another mark, so that a thief of the tables cannot
even tell that two names are one person's; and all their places are found with one
question, for the marks of all their seats.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from hearthside.core.refusals import NotFound
from hearthside.core.seal import blind, blinds, blinds_of
from hearthside.groups.models import Membership

# As many places as a person may have with a mark of its own each. Whoever takes more
# shares a mark between two of them.
SEATS: Final = 32
_WHOSE: Final = "groups.membership.whose"
_HERE: Final = "groups.membership.whose_here"


@dataclass(frozen=True, slots=True)
class Seat:
    """One place, as those see it who may know of it: where, and the name there."""

    id: int
    public_id: str
    group_id: int
    name_here: str


def of(person_id: int, *, through: str = "") -> Q:
    """Return the condition that a place, past or present, is this person's.

    through -- the way from the table asked to the places, such as "memberships".
    """
    each = [f"{person_id}:{number}" for number in range(SEATS)]
    marks = blinds_of(each, purpose=_WHOSE)
    return _among("whose", marks, through)


def of_here(person_id: int, *, group_id: int, through: str = "") -> Q:
    """Return the condition that a place in this group is this person's."""
    marks = marks_here(person_id, group_id=group_id)
    return _among("whose_here", marks, through)


def marks_here(person_id: int, *, group_id: int) -> list[str]:
    """Return the marks of a person in one group, that of today first."""
    return blinds(f"{person_id}:{group_id}", purpose=_HERE)


def take(
    *,
    person_id: int,
    group_id: int,
    name_here: str,
    skeleton: str,
    agreement_number: int,
    now: datetime,
) -> None:
    """Put a person down in a group; whether they may is asked before.

    Raises IntegrityError: the name is taken there, or they have a place there.
    """
    Membership.objects.create(
        group_id=group_id,
        name_here=name_here,
        skeleton=skeleton,
        agreement_number=agreement_number,
        joined_at=now,
        **_marks(person_id, group_id),
    )


def seat(public_id: str) -> Seat:
    """Return an open place.

    Raises NotFound.
    """
    row = (
        Membership.objects.filter(public_id=public_id, left_at=None)
        .values_list("id", "public_id", "group_id", "name_here")
        .first()
    )
    if row is None:
        raise NotFound
    return Seat(*row)


def person_behind(seat_id: int) -> int:
    """Return whose place this is, past or present. For rooms, never for a page.

    Raises NotFound.
    """
    row = Membership.objects.filter(id=seat_id).values_list("whose_sealed", flat=True)
    sealed = row.first()
    if not sealed:
        raise NotFound
    return int(sealed)


def seal_anew() -> int:
    """Make the marks and seals again with the secret of today; return how many changed.

    After this an old secret may be forgotten. A place whose mark is new already stays
    as it is, so that this may be done at any time, and again.
    """
    changed = 0
    for row in Membership.objects.order_by("id").iterator():
        person_id = int(row.whose_sealed)
        if row.whose_here == marks_here(person_id, group_id=row.group_id)[0]:
            continue
        marks = _marks(person_id, row.group_id)
        changed += Membership.objects.filter(id=row.pk).update(**marks)
    return changed


def _marks(person_id: int, group_id: int) -> dict[str, str]:
    """Return the three columns for a new place, on a seat the person has free."""
    every = {number: _mark(person_id, number) for number in range(SEATS)}
    taken = set(
        Membership.objects.filter(of(person_id)).values_list("whose", flat=True)
    )
    free = [mark for mark in every.values() if mark not in taken]
    return {
        "whose": secrets.choice(free or list(every.values())),
        "whose_here": marks_here(person_id, group_id=group_id)[0],
        "whose_sealed": str(person_id),
    }


def _mark(person_id: int, number: int) -> str:
    return blind(f"{person_id}:{number}", purpose=_WHOSE)


def _among(column: str, marks: list[str], through: str) -> Q:
    return Q(**{f"{through}__{column}__in" if through else f"{column}__in": marks})
