"""Somebody waits for a group, and now one fits: one letter, which says no more than that."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.groups import choosing, waiting
from hearthside.groups.choosing import Setting
from hearthside.groups.waiting import Wait
from hearthside.notifications.something_fits import SomethingFits, words
from hearthside.people.letters import Kind
from hearthside.workflows.write_to import write_to


def tell_who_waits(*, setting: Setting, base_address: str, now: datetime) -> int:
    """Write to those for whom something fits, once each, longest waiting first."""
    written = 0
    for one in waiting.not_yet_told():
        found = choosing.choose(one.wanted, setting=setting, now=now)
        if found.answer.fitting:
            written += _tell(one, base_address=base_address, now=now)
    return written


def _tell(one: Wait, *, base_address: str, now: datetime) -> int:
    letter = words(SomethingFits(f"{base_address}/groups/choose/wait/"))
    with transaction.atomic():
        written = write_to(
            [one.person_id],
            letter,
            kind=Kind.WAITING,
            occasion=f"wants:{one.id}:{one.since_at:%Y%m%d%H%M%S}",
            still=lambda _: f"wants:{one.id}",
            now=now,
        )
        # Who has no address sees it on their page, whenever they look.
        if written:
            waiting.told(one.id, now=now)
    return written
