"""Letters about roles: neutral, one a day to each, whatever was given and taken that day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hearthside.core.actor import Role
from hearthside.groups import directory, roles
from hearthside.groups.ending import Over
from hearthside.notifications import desk_wants_a_look, roles_changed
from hearthside.notifications.desk_wants_a_look import DeskWantsALook
from hearthside.notifications.roles_changed import RolesChanged
from hearthside.organisation.wording import the_house
from hearthside.people.letters import Kind
from hearthside.workflows.write_to import write_to


def tell_that_roles_changed(person_id: int, *, base_address: str, now: datetime) -> int:
    """Tell somebody that what they may do here is not what it was."""
    return write_to(
        [person_id],
        roles_changed.words(RolesChanged(f"{base_address}/mine/roles/")),
        kind=Kind.ROLES,
        occasion=f"roles:{_today(now)}",
        still=lambda _: "",
        now=now,
    )


def tell_who_gives_it(over: Over, *, base_address: str, now: datetime) -> int:
    """Tell whoever gives such a role that it is free again; never what it was."""
    people = set(roles.hosts())
    if over.role is Role.FACILITATOR and over.group_id is not None:
        group = directory.handles([over.group_id])[over.group_id]
        people = set(roles.coordinators_of(group.locality_id))
    return write_to(
        people - {over.person_id},
        desk_wants_a_look.words(DeskWantsALook(f"{base_address}/desk/who/")),
        kind=Kind.DESK,
        occasion=f"free:{_today(now)}",
        still=lambda _: "gives",
        now=now,
    )


def tell_who_may_agree(*, but_for: set[int], base_address: str, now: datetime) -> int:
    """Tell the leads and hosts that somebody is proposed, and one of them is needed."""
    people = {*roles.leads(), *roles.hosts()} - but_for
    return write_to(
        people,
        desk_wants_a_look.words(DeskWantsALook(f"{base_address}/desk/who/")),
        kind=Kind.DESK,
        occasion=f"agree:{_today(now)}",
        still=lambda _: "gives",
        now=now,
    )


def tell_who_judges_proposals(
    locality_id: int, *, but_for: set[int], base_address: str, now: datetime
) -> int:
    """Tell whoever coordinates a locality, else the hosts, that imported lists propose changes."""
    coordinators = set(roles.coordinators_of(locality_id))
    still = f"coordinates:{locality_id}" if coordinators else "gives"
    return write_to(
        (coordinators or set(roles.hosts())) - but_for,
        desk_wants_a_look.words(DeskWantsALook(f"{base_address}/desk/proposals/")),
        kind=Kind.DESK,
        occasion=f"proposals:{locality_id}:{_today(now)}",
        still=lambda _: still,
        now=now,
    )


def _today(now: datetime) -> str:
    return f"{now.astimezone(ZoneInfo(the_house().zone)):%y%m%d}"
