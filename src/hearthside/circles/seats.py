"""Whose seat it is: the one link between an id in a circle and a person, sealed at rest.

As in the groups: every seat of a person bears another mark, so that a thief of the
tables cannot tell that two ids in two circles are one person's.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Final

from django.db.models import Q

from hearthside.circles.models import Circle, Seat
from hearthside.core.refusals import NotFound
from hearthside.core.seal import blind, blinds, blinds_of

# As many seats as a person may have with a mark of its own each; then two share one.
SEATS: Final = 32
_WHOSE: Final = "circles.seat.whose"
_HERE: Final = "circles.seat.whose_here"


def of(person_id: int) -> Q:
    """Return the condition that a seat, past or present, is this person's."""
    each = [f"{person_id}:{number}" for number in range(SEATS)]
    return Q(whose__in=blinds_of(each, purpose=_WHOSE))


def of_here(person_id: int, *, circle_id: int) -> Q:
    """Return the condition that a seat in this circle is this person's."""
    marks = blinds(f"{person_id}:{circle_id}", purpose=_HERE)
    return Q(circle_id=circle_id, whose_here__in=marks)


def mark_here(person_id: int, *, circle_id: int) -> str:
    """Return the mark under which a person is known in this circle and no other."""
    return blind(f"{person_id}:{circle_id}", purpose=_HERE)


def mine(person_id: int, *, circle: Circle) -> Seat:
    """Return the person's open seat in a circle.

    Raises NotFound.
    """
    found = Seat.objects.filter(
        of_here(person_id, circle_id=circle.pk), ended_on=None
    ).first()
    if found is None:
        raise NotFound
    return found


def take(person_id: int, *, circle: Circle, on: date) -> Seat:
    """Put a person down in a circle; whether they may is asked before.

    Raises IntegrityError: they have a seat there.
    """
    return Seat.objects.create(
        circle=circle, taken_on=on, **_marks(person_id, circle.pk)
    )


def person_behind(seat: Seat) -> int:
    """Return whose seat this is. For rooms, never for a page."""
    return int(seat.whose_sealed)


def seal_anew() -> int:
    """Make marks and seals again with the secret of today; return how many changed."""
    changed = 0
    for row in Seat.objects.order_by("id").iterator():
        person_id = int(row.whose_sealed)
        here = mark_here(person_id, circle_id=row.circle_id)
        if row.whose_here == here:
            continue
        marks = _marks(person_id, row.circle_id)
        changed += Seat.objects.filter(id=row.pk).update(**marks)
    return changed


def _marks(person_id: int, circle_id: int) -> dict[str, str]:
    every = [blind(f"{person_id}:{number}", purpose=_WHOSE) for number in range(SEATS)]
    taken = set(Seat.objects.filter(of(person_id)).values_list("whose", flat=True))
    free = [mark for mark in every if mark not in taken]
    return {
        "whose": secrets.choice(free or every),
        "whose_here": mark_here(person_id, circle_id=circle_id),
        "whose_sealed": str(person_id),
    }
