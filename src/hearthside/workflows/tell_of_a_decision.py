"""Whom something was decided about is told that it is another now: a line, and a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hearthside.core.ids import opaque_id
from hearthside.core.refusals import NotFound
from hearthside.groups import seats
from hearthside.notifications.roles_changed import RolesChanged, words
from hearthside.people.letters import Kind
from hearthside.workflows.write_to import write_to


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, and about whom: somebody who helps, or a name by its place."""

    id: int
    public_id: str
    person_id: int | None
    place_id: int | None


def tell_of_a_decision(about: Decision, *, base_address: str, now: datetime) -> None:
    """Tell them that there is something to read, and nothing of what it is.

    To whom the house is closed no letter goes: they read it when they try to sign in.
    """
    person_id = about.person_id
    if about.place_id is not None:
        try:
            person_id = seats.person_behind(about.place_id)
        except NotFound:
            # They are forgotten: nobody is there to be told.
            return
    write_to(
        [] if person_id is None else [person_id],
        words(RolesChanged(f"{base_address}/mine/said/{about.public_id}/")),
        kind=Kind.ROLES,
        # Keys lie open: one that told which decision would join a name to a person.
        occasion=f"again:{opaque_id('again', about.id)}",
        still=lambda _: "",
        now=now,
    )
