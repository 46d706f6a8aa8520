"""Seats that become free: breaks that are over end, and whoever is first in line is asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.groups import line, stepping_out
from hearthside.groups.line import Offered
from hearthside.meetings import following
from hearthside.notifications.a_seat_is_free import ASeatIsFree, words
from hearthside.people.letters import Kind
from hearthside.workflows.write_to import write_to


def keep_the_seats(*, base_address: str, now: datetime) -> int:
    """End what is over and offer what is free; return how many seats were offered."""
    with transaction.atomic():
        for person_id, group_id in stepping_out.end_breaks(now=now):
            following.stop_after_a_break(person_id, group_id=group_id)
    offered = 0
    for group_id in line.groups_with_a_line():
        with transaction.atomic():
            for one in line.offer_free_seats(group_id, now=now):
                _tell(one, base_address=base_address, now=now)
                offered += 1
    return offered


def _tell(one: Offered, *, base_address: str, now: datetime) -> None:
    # Who has no address sees it on their first page, whenever they look.
    write_to(
        [one.person_id],
        words(ASeatIsFree(f"{base_address}/")),
        kind=Kind.WAITING,
        occasion=f"seat:{one.line_id}:{one.times}",
        still=lambda _: f"seat:{one.line_id}",
        now=now,
    )
