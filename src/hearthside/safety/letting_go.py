"""Letting go: what somebody held is free for another lead when they leave or are forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.groups import roles
from hearthside.safety import chain, round_a_lead
from hearthside.safety.chain import Happened
from hearthside.safety.handing import CannotHandOver
from hearthside.safety.models import Record, Worry

NO_LEAD: Final = (
    "Somebody who asked to be forgotten holds an open safeguarding record, and there is no "
    "other lead and no host to hold it. Name a lead, and somebody else who agrees: add "
    "--lead NAME --agreed-by NAME."
)


def let_go(person_id: int) -> int:
    """Let another lead take hold of what this person held; return how many."""
    held = Worry.objects.filter(held_by_id=person_id)
    return held.update(held_by=None, held_since=None)


def hand_on_records(person_id: int, *, now: datetime) -> int:
    """Give each open record of somebody who is forgotten to whoever is there; return how many.

    Nobody leaves while they hold one (`handing.why_not_leave`). An old backup brings both
    back, and then the house hands it on: to whom it was offered, to another lead, or to a
    host, who cannot read it and from whom any lead takes it.

    Raises CannotHandOver: nobody is there.
    """
    with transaction.atomic():
        held = Record.objects.select_for_update(of=("self",))
        rows = list(held.filter(held_by_id=person_id, closed_at=None).order_by("id"))
        if not rows:
            return 0
        there = [who for who in [*roles.leads(), *roles.hosts()] if who != person_id]
        if not there:
            raise CannotHandOver(NO_LEAD)
        for row in rows:
            apart = round_a_lead.not_told(record=row.pk)
            fit = [who for who in there if who not in apart] or there
            to = row.offered_to_id if row.offered_to_id in fit else fit[0]
            Record.objects.filter(id=row.pk).update(
                held_by_id=to,
                held_since=now,
                offered_to_id=None,
                offered_at=None,
                closing_by_id=None,
                closing_at=None,
                told_on=None,
            )
            chain.append(row, Happened.TAKEN, by=None, now=now)
    return len(rows)
