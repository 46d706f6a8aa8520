"""The promise each room signs: what it keeps of a person, how long, and how it goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keeps:
    """One table, and the promise about it.

    table -- the model's label, such as "groups.membership".
    person_by -- the columns that point at a person; empty when it holds none.
    days -- how long a row is kept after it is over; None: as long as the group lives.
    why -- one sentence a member may read.
    """

    table: str
    person_by: tuple[str, ...]
    days: int | None
    why: str
