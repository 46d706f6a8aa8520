"""Somebody went and nobody was there: a caution on the listing, a letter to coordinators."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from hearthside.groups import freshness, roles
from hearthside.groups.directory import Handle
from hearthside.notifications.nobody_was_there import NobodyWasThere, words
from hearthside.people.letters import Kind
from hearthside.workflows.write_to import write_to


def say_nobody_was_there(
    group: Handle, *, on: date, base_address: str, now: datetime
) -> None:
    """Show a caution until a coordinator answers, and tell them at once."""
    with transaction.atomic():
        if not freshness.say_nobody_was_there(group_id=group.id, on=on, now=now):
            return
        letter = words(NobodyWasThere(f"{base_address}/desk/"))
        write_to(
            roles.coordinators_of(group.locality_id),
            letter,
            kind=Kind.DESK,
            occasion=f"nobody:{group.id}:{on}",
            still=lambda _: f"coordinates:{group.locality_id}",
            now=now,
        )
