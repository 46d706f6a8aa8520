"""The watch: when a volunteer's check-out does not come, somebody is told, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.groups import roles
from hearthside.meetings import lone_working
from hearthside.meetings.lone_working import Late
from hearthside.notifications.check_out_missing import CheckOutMissing, words
from hearthside.people.letters import Kind
from hearthside.workflows.write_to import write_to


def watch_check_outs(*, base_address: str, now: datetime) -> int:
    """Tell who waits by the phone about each late check-out; return how many were late.

    Where nobody waits, or nobody who waits has an address, the coordinators are told.
    Where nobody at all can be told, it stays to be told at the next round.
    """
    return sum(
        _tell(late, base_address=base_address, now=now)
        for late in lone_working.who_is_late(now=now)
    )


def _tell(late: Late, *, base_address: str, now: datetime) -> bool:
    with transaction.atomic():
        if not lone_working.note_told(late.id, now=now):
            return False
        told = write_to(
            late.waiting,
            words(CheckOutMissing(f"{base_address}/waiting/")),
            kind=Kind.CHECK_OUT,
            occasion=f"out:{late.id}",
            still=lambda _: f"waits:{late.id}",
            now=now,
        ) or write_to(
            roles.coordinators_of(late.locality_id),
            words(CheckOutMissing(f"{base_address}/desk/")),
            kind=Kind.CHECK_OUT,
            occasion=f"out:{late.id}",
            still=lambda _: f"late:{late.id}:{late.locality_id}",
            now=now,
        )
        if not told:
            transaction.set_rollback(True)
    return bool(told)
