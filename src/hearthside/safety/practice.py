"""How this house looks after worries: by when one is looked at, how long one is kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.safety.models import Practice, Worry

# Opened, words stay on the screen so long; then they are opened again, on record.
OPEN_FOR: Final = timedelta(minutes=15)
# field: least, most
BOUNDS: Final = {
    "first_look_hours": (1, 168),
    "danger_minutes": (15, 1440),
    "review_days": (1, 180),
    "years_adult": (1, 75),
    "years_child": (1, 75),
    "years_volunteer": (1, 75),
    "years_other": (1, 75),
}


class CannotKeepSo(Refusal):
    """These times cannot be kept."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The times and rules of this house.

    Where the defaults of years come from: six years is the usual limit for a claim in
    England and Wales (Limitation Act 1980, s. 5). Ten years is the least that the NSPCC's
    guidance on keeping child protection records gives for a concern about an adult who
    works with children; it says until pension age where that is longer. Schools keep a
    child's record until the child would be 25 (IRMS toolkit); we know nobody's date of
    birth, so it is kept as if they had been born on the day it was closed.
    """

    first_look_hours: int = 24
    danger_minutes: int = 60
    review_days: int = 14
    second_eyes: bool = False
    coordinators_know: bool = True
    years_adult: int = 6
    years_child: int = 25
    years_volunteer: int = 10
    years_other: int = 6

    def first_look(self, kind: str) -> timedelta:
        """Return how long a worry of this kind may wait for its first look."""
        if kind == Worry.Kind.DANGER_NOW:
            return timedelta(minutes=self.danger_minutes)
        return timedelta(hours=self.first_look_hours)

    def years(self, kind: str) -> int:
        """Return for how many years after closing a record of this kind is kept."""
        return {
            Worry.Kind.CHILD: self.years_child,
            Worry.Kind.VOLUNTEER: self.years_volunteer,
            Worry.Kind.OTHER: self.years_other,
        }.get(Worry.Kind(kind), self.years_adult)


def ours() -> Ways:
    """Return how this house does it; the defaults before anybody chose."""
    row = Practice.objects.filter(id=1).first()
    if row is None:
        return Ways()
    return Ways(**{name: getattr(row, name) for name in Ways.__dataclass_fields__})


def keep(actor: Actor, ways: Ways, *, now: datetime) -> None:
    """Keep other times and rules. What is closed already keeps the day it was given.

    Raises NotFound, CannotKeepSo.
    """
    insist(actor, Verb.KEEP_THE_PRACTICE, ANYWHERE)
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(ways, name) <= most:
            raise CannotKeepSo(f"Please choose a number from {least} to {most}.")
    Practice.objects.update_or_create(id=1, defaults=asdict(ways))
    trail.note(actor, verb=Verb.KEEP_THE_PRACTICE, what="practice:1", now=now)
