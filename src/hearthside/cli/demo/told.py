"""What somebody of the demo finds under What happened, and a role that is held out."""

from __future__ import annotations

from datetime import datetime, timedelta

from hearthside.core import notes
from hearthside.core.actor import Actor, Role
from hearthside.core.notes import NewNote
from hearthside.groups import offers, roles
from hearthside.people.letters import Kind


def told(people: dict[str, int], groups: dict[str, int], *, now: datetime) -> None:
    """Leave a line each for a member and a facilitator, and an invitation of Olu's."""
    for key, words, address, kind, hours in (
        ("amira", "A date has changed", "/mine/", Kind.DATES, 20),
        ("fern", "Some evenings want a facilitator", "/desk/my-dates/", Kind.ROTA, 5),
    ):
        notes.put(
            [NewNote(people[key], f"demo:{key}", kind, "")],
            words=words,
            address=address,
            now=now - timedelta(hours=hours),
        )
    olu = people["olu"]
    offers.invite(
        Actor(olu, roles.grants_of(olu), True),
        role=Role.FACILITATOR,
        group_id=groups["tuesday-headingley"],
        now=now - timedelta(days=1),
    )
