"""Who helps: whether somebody still volunteers, and what they were at some moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hearthside.core.actor import Role
from hearthside.groups.models import RoleHeld


def helps(person_id: int) -> bool:
    """Return whether this person facilitates a group or coordinates a locality."""
    rows = RoleHeld.objects.filter(
        person_id=person_id,
        role__in=[Role.FACILITATOR, Role.COORDINATOR],
        ended_at=None,
    )
    return rows.exists()


@dataclass(frozen=True, slots=True)
class Was:
    """One role somebody held: from when until when (None: still)."""

    role: Role
    since: datetime
    until: datetime | None

    def then(self, at: datetime) -> bool:
        """Return whether it was theirs at that moment; the act that ended it counts."""
        return self.since <= at and (self.until is None or at <= self.until)


def what_they_were(person_ids: Iterable[int]) -> dict[int, list[Was]]:
    """Return which roles of the house each of these people held and when; one query."""
    found: dict[int, list[Was]] = {one: [] for one in person_ids}
    rows = RoleHeld.objects.filter(person_id__in=list(found))
    for row in rows:
        found[row.person_id].append(Was(Role(row.role), row.given_at, row.ended_at))
    return found


def gives(person_id: int) -> bool:
    """Return whether this person keeps who does what: coordinates, is a lead or a host."""
    rows = RoleHeld.objects.filter(
        person_id=person_id,
        role__in=[Role.COORDINATOR, Role.LEAD, Role.HOST],
        ended_at=None,
    )
    return rows.exists()
