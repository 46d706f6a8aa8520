"""One person who helps, within the actor's reach; and how their parts are said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.core import policy
from hearthside.core.actor import Actor, Role
from hearthside.core.ids import opaque_id
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.groups import directory, roles
from hearthside.groups.roles import Held
from hearthside.organisation.wording import areas
from hearthside.web.desk.one_volunteer import VOLUNTEER

NAMES: Final[dict[Role, Any]] = {
    Role.FACILITATOR: gettext_lazy("Facilitates %(name)s"),
    Role.COORDINATOR: gettext_lazy("Coordinates %(name)s"),
    Role.LEAD: gettext_lazy("Safeguarding lead"),
    Role.EVALUATOR: gettext_lazy("Evaluator"),
    Role.HOST: gettext_lazy("Host"),
    Role.KEYHOLDER: gettext_lazy("Holds a key to emergency contacts"),
}


class Saying:
    """Says a role with the name of its group or locality; two queries for all of them."""

    def __init__(self, group_ids: set[int]) -> None:
        self.groups = directory.handles(group_ids) if group_ids else {}
        self.areas = {area.id: area for area in areas()}

    def role(self, role: Role, group_id: int | None, locality_id: int | None) -> str:
        """Return what somebody does, in words."""
        name = ""
        if group_id in self.groups:
            name = self.groups[group_id].name
        elif locality_id in self.areas:
            name = self.areas[locality_id].name
        return (
            str(NAMES[role]) % {"name": name}
            if "%" in NAMES[role]
            else str(NAMES[role])
        )

    def key(self, role: Role, group_id: int | None, locality_id: int | None) -> str:
        """Return what a form calls this role, without a number of ours in it."""
        where = ""
        if group_id in self.groups:
            where = self.groups[group_id].public_id
        elif locality_id in self.areas:
            where = self.areas[locality_id].slug
        return f"{role}:{where}"


def saying(held: Iterable[Held]) -> Saying:
    """Return what says these roles."""
    return Saying({one.group_id for one in held if one.group_id is not None})


def chosen(held: Iterable[Held], key: str) -> Held | None:
    """Return the role a form means, of those it could mean, or None."""
    those = list(held)
    say = saying(those)
    for one in those:
        if say.key(one.role, one.group_id, one.locality_id) == key:
            return one
    return None


def reach(actor: Actor) -> frozenset[int] | None:
    """Return the localities whose people the actor sees; None: everybody who helps."""
    if any(grant.role in {Role.LEAD, Role.HOST} for grant in actor.grants):
        return None
    return policy.localities_of(actor, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who helps, and their roles within the actor's reach."""

    person_id: int
    held: tuple[Held, ...]


def helper(actor: Actor, volunteer_id: str) -> Found:
    """Return who helps under this id, if the actor keeps who does what there.

    Raises NotFound.
    """
    held = tuple(
        one
        for one in roles.held_in(reach(actor))
        if opaque_id(VOLUNTEER, one.person_id) == volunteer_id
    )
    if not held:
        raise NotFound
    return Found(held[0].person_id, held)


def until(held: Held, *, zone: str) -> str:
    """Return the last day of a role in words, or nothing."""
    if held.ends_at is None:
        return ""
    # It ends at midnight: its last day is the one before.
    clock = ZoneInfo(zone)
    day = (held.ends_at.astimezone(clock) - timedelta(seconds=1)).date()
    return _("until %(day)s") % {"day": recurrence.say_date(day, today=day)}


def end_of(day: Any, *, zone: str) -> datetime | None:
    """Return the moment after which a last day is over, or None without one."""
    if day is None:
        return None
    return datetime.combine(
        day + timedelta(days=1), datetime.min.time(), tzinfo=ZoneInfo(zone)
    )
