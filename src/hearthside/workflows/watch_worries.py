"""The watch over worries: what waits too long is told to its lead, then to the others."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Visitor
from hearthside.core.policy import Place
from hearthside.groups import roles
from hearthside.notifications.worry_waits import WorryWaits, words
from hearthside.people.letters import Kind
from hearthside.safety import round_a_lead, timers
from hearthside.safety.timers import Late, Waits, Whom
from hearthside.workflows import round_the_leads
from hearthside.workflows.write_to import write_to


def watch_worries(*, base_address: str, now: datetime) -> int:
    """Tell the leads of each thing that waits too long; return of how many."""
    _round_every_lead(base_address=base_address, now=now)
    return sum(
        _tell(late, base_address=base_address, now=now) for late in timers.late(now=now)
    )


def _round_every_lead(*, base_address: str, now: datetime) -> None:
    """Let the host have what no lead is left to read: the others have gone meanwhile."""
    for row in round_a_lead.read_by_nobody(roles.leads()):
        with transaction.atomic():
            about = round_a_lead.not_told(worry=row.pk)
            said = round_a_lead.hand_out(row.pk, now=now)
            round_the_leads.say_it_to_the_host(
                Visitor(),
                about=about,
                place=Place(locality_id=row.locality_id),
                words=said,
                base_address=base_address,
                now=now,
            )


def _tell(late: Late, *, base_address: str, now: datetime) -> bool:
    with transaction.atomic():
        if not timers.note_told(late, now=now):
            return False
        leads = [one for one in roles.leads() if one not in late.not_told]
        whom = _whom(late, leads)
        if _write(late, whom, base_address=base_address, now=now):
            return True
        # The lead it is with has no address, or stopped such letters: then all of them.
        everybody = set(leads)
        told = _write(late, everybody, base_address=base_address, now=now)
        if not told:
            # Nobody can be written to: it stays to be told at the next round.
            transaction.set_rollback(True)
        return bool(told)


def _whom(late: Late, leads: list[int]) -> set[int]:
    first = late.held_by if late.held_by in leads else next(iter(leads), None)
    if late.whom is Whom.HOLDER:
        return {first} if first is not None else set()
    return set(leads) - ({first} if late.whom is Whom.OTHERS else set())


def _write(late: Late, whom: set[int], *, base_address: str, now: datetime) -> int:
    is_worry = late.what is Waits.WORRY
    room = "worries" if is_worry else "records"
    return write_to(
        whom,
        words(WorryWaits(f"{base_address}/desk/{room}/")),
        kind=Kind.DANGER if late.is_danger else Kind.DESK,
        occasion=f"late:{late.what}:{late.id}:{late.turn}",
        still=lambda _: f"unseen:{late.id}" if is_worry else "leads:",
        now=now,
    )
