"""What leading asks for: the courses and checks, and the evenings shadowed first."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.meetings.models import Requirement
from hearthside.meetings.training import TO_FACILITATE, Certificate
from hearthside.organisation import wording

MOST: Final = 12
LONGEST_NAME: Final = 80
MOST_MONTHS: Final = 240
MOST_SHADOWED: Final = 10


class CannotRequire(Refusal):
    """That cannot be asked of everybody who leads."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing everybody who leads must have in date.

    months -- how long it lasts; None: it has no end.
    is_check -- a check on somebody, such as a background check; otherwise a course.
    """

    name: str
    months: int | None
    is_check: bool

    def runs_out_on(self, got_on: date) -> date | None:
        """Return the last day a certificate of that day is good, if it has an end."""
        return None if self.months is None else months_after(got_on, self.months)


def asked_for() -> list[Asked]:
    """Return what leading asks for, courses first; until something is kept, the course."""
    rows = Requirement.objects.order_by("is_check", "name")
    found = [Asked(row.name, row.lasts_months, row.is_check) for row in rows]
    return found or [Asked(TO_FACILITATE, None, False)]


def is_written_down() -> bool:
    """Return whether this house has said itself what leading asks for."""
    return Requirement.objects.exists()


def missing(
    asked: list[Asked], held: list[Certificate], *, on: date
) -> tuple[str, ...]:
    """Return the names of what somebody lacks, or has no longer, on that day."""
    good = {certificate.name for certificate in held if certificate.is_good(on)}
    return tuple(one.name for one in asked if one.name not in good)


def ask_for(actor: Actor, asked: Asked, *, now: datetime) -> None:
    """Ask this of everybody who leads; known by that name already, it is changed.

    Certificates that are kept stay as they are: how long one lasts was written on it.

    Raises NotFound, CannotRequire.
    """
    insist(actor, Verb.KEEP_REQUIREMENTS, ANYWHERE)
    with transaction.atomic():
        rows = list(Requirement.objects.select_for_update())
        same = [row for row in rows if row.name.casefold() == asked.name.casefold()]
        if not same and len(rows) >= MOST:
            raise CannotRequire(
                f"There are {MOST} already. More would keep good people from leading."
            )
        put_down(replace(asked, name=same[0].name) if same else asked)
        _note(actor, now=now)


def put_down(asked: Asked) -> None:
    """Keep one thing that is asked for; for commands and demos."""
    Requirement.objects.update_or_create(
        name=asked.name,
        defaults={"lasts_months": asked.months, "is_check": asked.is_check},
    )


def ask_no_more_for(actor: Actor, *, name: str, now: datetime) -> None:
    """Ask this of nobody any more, twice is once; certificates for it stay kept.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_REQUIREMENTS, ANYWHERE)
    with transaction.atomic():
        if Requirement.objects.filter(name=name).delete()[0]:
            _note(actor, now=now)


def ask_for_shadowing(actor: Actor, *, evenings: int, now: datetime) -> None:
    """Keep how many evenings somebody shadows before they lead.

    Raises NotFound, CannotRequire.
    """
    insist(actor, Verb.KEEP_REQUIREMENTS, ANYWHERE)
    if not 0 <= evenings <= MOST_SHADOWED:
        raise CannotRequire(f"Choose a number from 0 to {MOST_SHADOWED}.")
    with transaction.atomic():
        wording.ask_for_shadowing(evenings=evenings)
        _note(actor, now=now)


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of a shorter one."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _note(actor: Actor, *, now: datetime) -> None:
    trail.note(
        actor, verb=Verb.KEEP_REQUIREMENTS, what="organisation:requirements", now=now
    )
