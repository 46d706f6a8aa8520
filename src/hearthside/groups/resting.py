"""Resting: what somebody leads while they think again whether to leave for good."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q

from hearthside.core.actor import Role
from hearthside.groups.models import RoleHeld

# Without these nobody could read a worry, or give somebody else a role.
NEVER_EMPTY: Final = {
    Role.LEAD: (
        "You are the only safeguarding lead here. Ask your host to give somebody else "
        "that part first. Then you can leave."
    ),
    Role.HOST: (
        "You are the only host here. Give somebody else that part first. "
        "Then you can leave."
    ),
}


def why_not_leave(person_id: int) -> str | None:
    """Return why this person cannot leave yet, or None; locks the roles it asks about."""
    for role, why in NEVER_EMPTY.items():
        # Two who hold one part together may both leave at once: the second waits.
        held = RoleHeld.objects.select_for_update().filter(role=role, ended_at=None)
        who = set(held.values_list("person_id", flat=True))
        if who == {person_id}:
            return why
    return None


def end_roles(person_id: int, *, now: datetime) -> int:
    """End every role this person holds, until they say they stay."""
    held = RoleHeld.objects.filter(person_id=person_id, ended_at=None)
    return held.update(ended_at=now)


def take_up_again(person_id: int, *, since: datetime) -> int:
    """Give back the roles that ended when this person began to leave.

    One that somebody gave or took otherwise meanwhile stays as they left it.
    """
    back = 0
    for row in RoleHeld.objects.filter(person_id=person_id, ended_at=since):
        again = RoleHeld.objects.filter(
            Q(group_id=row.group_id, locality_id=row.locality_id),
            person_id=person_id,
            role=row.role,
            ended_at=None,
        )
        if not again.exists():
            back += RoleHeld.objects.filter(id=row.pk).update(ended_at=None)
    return back
