"""In an emergency two people name a safeguarding lead at the terminal, while a backup is restored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hearthside.core.actor import Machine, Role
from hearthside.core.refusals import Refusal
from hearthside.groups import giving_roles, roles
from hearthside.people import leaving
from hearthside.people.leaving import Gone
from hearthside.people.signing_in import is_welcome, person_called

TERMINAL: Final = Machine("restore")


class CannotStandIn(Refusal):
    """These two cannot name a lead."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who becomes lead, and who agrees; both by the names they sign in with."""

    lead: str
    agreed_by: str


def stand_in(named: StandIn, *, forgotten: list[Gone], now: datetime) -> None:
    """Make somebody of the restored house its lead, before anybody is forgotten again.

    forgotten -- who may not be either of the two: they are about to go. Nothing is done
    where somebody else leads already.

    Raises CannotStandIn.
    """
    lead, other = (person_called(name) for name in (named.lead, named.agreed_by))
    if lead is None or other is None:
        raise CannotStandIn("Nobody of that name signs in to the house in this backup.")
    if lead == other:
        raise CannotStandIn("Two people decide: name somebody else who agrees.")
    gone, resting = leaving.come_back(forgotten)
    going = {*gone, *(person_id for person_id, _since in resting)}
    if {lead, other} & going or not (is_welcome(lead) and is_welcome(other)):
        raise CannotStandIn("Both have to be people who stay in this house.")
    if not roles.held_by(other) or not roles.held_by(lead):
        raise CannotStandIn("Both have to help in this house: in any role.")
    if set(roles.leads()) - going:
        return
    giving_roles.begin(
        TERMINAL,
        person_id=lead,
        role=Role.LEAD,
        group_id=None,
        locality_id=None,
        ends_at=None,
        now=now,
    )
