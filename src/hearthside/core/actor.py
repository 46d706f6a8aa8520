"""Who is asking. Every room takes the actor first; no actor, no private thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may be, by group, by locality or for the whole organisation."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"
    LEAD = "lead"
    EVALUATOR = "evaluator"
    HOST = "host"
    # Named by the organisation beside the leads: opens an emergency contact with another.
    KEYHOLDER = "keyholder"
    # Held by the rota of one date, never given: whoever leads that evening.
    TONIGHT = "tonight"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held, and where: a group, a locality, one date, or everywhere (none)."""

    role: Role
    group_id: int | None = None
    locality_id: int | None = None
    meeting_id: int | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone reading the public pages, unknown to us."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, reduced to what the rooms need to decide.

    has_second_factor -- this person has a passkey or an authenticator; staff verbs
    want it.
    """

    person_id: int
    grants: frozenset[Grant] = frozenset()
    has_second_factor: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """A command or the clock: acts for the organisation, belongs to nobody."""

    name: str


Anybody = Actor | Visitor
"""Somebody at the door, known or not."""
