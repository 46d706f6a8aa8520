"""Keeping crisis lines true: rung today by one person, changed only by two."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.ids import opaque_id
from hearthside.core.policy import Place, Verb, insist, may
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal
from hearthside.engines import opening_hours
from hearthside.organisation import line_marks
from hearthside.organisation.crisis_lines import Line, being_changed, line_of
from hearthside.organisation.models import CrisisLine, LineChange

DAYS_OPEN: Final = 30
MOST_OPEN: Final = 50
_DIALS: Final = re.compile(r"(?:tel|sms):\+?[0-9*#]{1,20}(?:,[0-9*#]{1,20})?")


class CannotKeep(Refusal):
    """A line cannot be kept, checked or changed like this."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One line as the desk shows it. is_ours -- False when something else changed it."""

    id: str
    locality_id: int | None
    line: Line
    is_ours: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """One change that waits for another person.

    before -- the line as it stands, None for a new one. after -- None to take it off.
    """

    id: str
    locality_id: int | None
    before: Line | None
    after: Line | None
    is_mine: bool
    proposed_at: datetime


def kept(actor: Actor) -> list[Kept]:
    """Return every line the actor may look after, those for everybody first; one query."""
    insist(actor, Verb.READ_THE_LINES, Place())
    rows = CrisisLine.objects.order_by("locality_id", "-is_urgent", "order", "name")
    mine = [row for row in rows if _reaches(actor, row.locality_id)]
    return sorted(map(_kept, mine), key=lambda one: one.locality_id or 0)


def one(actor: Actor, *, public_id: str) -> Kept:
    """Return one line.

    Raises NotFound.
    """
    return _kept(_line(actor, public_id))


def proposed(actor: Actor) -> list[Proposed]:
    """Return the changes that wait, the oldest first; one query."""
    insist(actor, Verb.READ_THE_LINES, Place())
    rows = LineChange.objects.select_related("line").order_by("proposed_at", "id")
    return [_proposed(actor, row) for row in rows if _reaches(actor, row.locality_id)]


def why_not(line: Line) -> str | None:
    """Return why Help now cannot show this line, or None when it can."""
    for dial in filter(None, (line.dial, line.text_dial, line.relay_dial)):
        if not _DIALS.fullmatch(dial):
            return "What a phone dials begins with tel: or sms:, and then digits only."
    if line.sign_url:
        address = urlsplit(line.sign_url)
        if address.scheme != "https" or not address.hostname or address.username:
            return "The address of a video service begins with https://."
    if line.zone and line.zone not in available_timezones():
        return "Write the clock as a place, such as Europe/London."
    if line.opens and not line.zone:
        return "Say on which clock it opens, such as Europe/London."
    try:
        opening_hours.read(line.opens)
    except opening_hours.NotHours:
        return "Write when it opens like this: mon-fri 09:00-18:00, sat 10:00-16:00."
    if not (line.dial or line.text_dial or line.display):
        return "Say how people reach it."
    return None


def rang_it(actor: Actor, *, public_id: str, mark: str, now: datetime) -> None:
    """Note that somebody rang this line today and it is as it says.

    mark -- of the line the actor had before their eyes.

    Raises NotFound, CannotKeep, ChangedMeanwhile.
    """
    with being_changed():
        row = _line(actor, public_id, Verb.KEEP_THE_LINES, lock=True)
        if not line_marks.is_ours(row):
            raise CannotKeep(
                "Something outside the house changed this line, so a call is not enough. "
                "Propose what it should say, and let another person agree."
            )
        _insist_on_mark(row, mark)
        row.verified_on = now.date()
        line_marks.put_mark(row)
        row.save(update_fields=["verified_on", "mark"])
        _note(actor, f"line:{row.pk}", now=now)


def propose(
    actor: Actor,
    line: Line | None,
    *,
    about: str = "",
    locality_id: int | None = None,
    now: datetime,
) -> None:
    """Propose what a line should say, a new line, or that a line be taken off.

    about -- the public id of the line; empty for a new one, which is for locality_id.
    line -- None to take it off.

    Raises NotFound, CannotKeep.
    """
    row = _line(actor, about, Verb.KEEP_THE_LINES) if about else None
    where = row.locality_id if row else locality_id
    insist(actor, Verb.KEEP_THE_LINES, Place(locality_id=where))
    if line is not None and (why := why_not(line)):
        raise CannotKeep(why)
    if LineChange.objects.count() >= MOST_OPEN:
        raise CannotKeep("Many changes wait already. Settle some of them first.")
    if row and LineChange.objects.filter(line=row).exists():
        raise CannotKeep("A change to this line waits already. Settle that one first.")
    columns = {}
    if line is not None:
        said = replace(line, verified_on=now.date())
        columns = asdict(said) | {"verified_on": said.verified_on.isoformat()}
    with transaction.atomic():
        made = LineChange.objects.create(
            line=row,
            locality_id=where,
            columns=columns,
            seen=row.mark if row else "",
            proposed_by_person_id=actor.person_id,
            proposed_at=now,
        )
        _note(actor, f"line-change:{made.pk}", now=now)


def agree(actor: Actor, *, change_id: str, now: datetime) -> None:
    """Let a proposed change stand. It takes somebody else than who proposed it.

    Raises NotFound, CannotKeep, ChangedMeanwhile.
    """
    with being_changed():
        change = _change(actor, change_id)
        if change.proposed_by_person_id == actor.person_id:
            raise CannotKeep(
                "You proposed this. Another person looks at it too, because one wrong "
                "digit can cost much."
            )
        row = change.line
        if row is not None:
            _insist_on_mark(row, change.seen)
        if not change.columns and row is not None:
            row.delete()
        else:
            said = line_read(change.columns)
            row = row or CrisisLine(locality_id=change.locality_id)
            for name, value in asdict(said).items():
                setattr(row, name, value)
            line_marks.put_mark(row)
            row.save()
        _note(actor, f"line-change:{change.pk}", now=now)
        LineChange.objects.filter(id=change.pk).delete()


def decline(actor: Actor, *, change_id: str, now: datetime) -> None:
    """Put a proposed change away; whoever proposed it may do so too.

    Raises NotFound.
    """
    with transaction.atomic():
        change = _change(actor, change_id)
        _note(actor, f"line-change:{change.pk}", now=now)
        change.delete()


def forget(*, now: datetime) -> int:
    """Put changes away nobody settled within a month."""
    old = LineChange.objects.filter(proposed_at__lt=now - timedelta(days=DAYS_OPEN))
    return old.delete()[0]


def line_read(columns: dict[str, Any]) -> Line:
    """Return a line from the columns of a proposal."""
    return Line(**columns | {"verified_on": date.fromisoformat(columns["verified_on"])})


def _reaches(actor: Actor, locality_id: int | None) -> bool:
    return may(actor, Verb.READ_THE_LINES, Place(locality_id=locality_id))


def _line(
    actor: Actor,
    public_id: str,
    verb: Verb = Verb.READ_THE_LINES,
    *,
    lock: bool = False,
) -> CrisisLine:
    rows = CrisisLine.objects.order_by("id")
    for row in rows.select_for_update() if lock else rows:
        if opaque_id("line", row.pk) == public_id:
            insist(actor, verb, Place(locality_id=row.locality_id))
            return row
    raise NotFound


def _change(actor: Actor, public_id: str) -> LineChange:
    for change in LineChange.objects.select_for_update():
        if opaque_id("line change", change.pk) == public_id:
            insist(actor, Verb.KEEP_THE_LINES, Place(locality_id=change.locality_id))
            return change
    raise NotFound


def _insist_on_mark(row: CrisisLine, mark: str) -> None:
    if row.mark != mark:
        raise ChangedMeanwhile(
            "This line was changed meanwhile. Read it once more, and try again."
        )


def _note(actor: Actor, what: str, *, now: datetime) -> None:
    trail.note(actor, verb=Verb.KEEP_THE_LINES, what=what, now=now)


def _kept(row: CrisisLine) -> Kept:
    is_ours = line_marks.is_ours(row)
    return Kept(
        opaque_id("line", row.pk), row.locality_id, line_of(row), is_ours, row.mark
    )


def _proposed(actor: Actor, row: LineChange) -> Proposed:
    return Proposed(
        opaque_id("line change", row.pk),
        row.locality_id,
        line_of(row.line) if row.line else None,
        line_read(row.columns) if row.columns else None,
        row.proposed_by_person_id == actor.person_id,
        row.proposed_at,
    )
