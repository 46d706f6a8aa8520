"""Circles without keys, for a rehearsal: to try the delivery of words under load.

Nobody's devices can open anything in them. Only a demo house makes them (cli/demo).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hearthside.circles import seats
from hearthside.circles.models import Circle, Seat
from hearthside.circles.ordering import in_order


def plant(group_id: int, person_ids: Iterable[int], *, now: datetime) -> str:
    """Begin a circle at epoch 0 in which all these people sit; return its public id."""
    with transaction.atomic():
        in_order()
        circle = Circle.objects.create(
            group_id=group_id, mls_id=secrets.token_bytes(16), founded_on=now.date()
        )
        for person_id in person_ids:
            seat = seats.take(person_id, circle=circle, on=now.date())
            Seat.objects.filter(id=seat.pk).update(from_seq=0)
    return circle.public_id
