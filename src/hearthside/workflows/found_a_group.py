"""Founding a group: its first row and its first dates, in one go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.groups import founding
from hearthside.groups.founding import Founded, NewGroup
from hearthside.meetings import schedule
from hearthside.workflows.keep_the_index import put_group


def found_a_group(
    actor: Actor, new: NewGroup, *, locality_id: int, now: datetime
) -> Founded:
    """Begin a group and give its coming dates rows of their own.

    Nobody is on their rota yet, so each of them stands as not confirmed.

    Raises NotFound, CannotFound.
    """
    with transaction.atomic():
        group = founding.found(actor, new, locality_id=locality_id, now=now)
        schedule.keep_dates(new.pattern, group_id=group.group_id, now=now)
        put_group(group.public_id, now=now)
    return group
