"""Heartbeats: when each round of the clock last ended, and whether well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hearthside.core.models import Heartbeat

# How long each round may be silent before doctor worries. Here, because the clock that
# beats and the doctor who listens do not know one another.
MAY_BE_SILENT: Final = {
    "post": timedelta(minutes=5),
    "digests": timedelta(minutes=30),
    "roles": timedelta(minutes=5),
    "watch": timedelta(minutes=5),
    "dates": timedelta(hours=2),
    "rota": timedelta(hours=2),
    "seats": timedelta(hours=2),
    "waiting": timedelta(hours=26),
    "forgetting": timedelta(hours=26),
    "feeds": timedelta(hours=2),
    "help": timedelta(hours=26),
    "index": timedelta(hours=2),
    "training": timedelta(hours=50),
    "questions": timedelta(hours=2),
    "safeguarding": timedelta(minutes=10),
    "studies": timedelta(hours=50),
}


@dataclass(frozen=True, slots=True)
class Beat:
    """One round's last end."""

    round: str
    ended_at: datetime
    fault: str


def beat(round_name: str, *, now: datetime, fault: str = "") -> None:
    """Note that a round ended.

    fault -- the kind of fault it ended with, such as "OperationalError"; then the time
    of its last good end stays. Empty when well.
    """
    if fault:
        known = Heartbeat.objects.filter(round=round_name).update(fault=fault[:200])
        if known:
            return
    Heartbeat.objects.update_or_create(
        round=round_name, defaults={"ended_at": now, "fault": fault[:200]}
    )


def beats() -> dict[str, Beat]:
    """Return every round's last beat by its name."""
    return {
        row.round: Beat(row.round, row.ended_at, row.fault)
        for row in Heartbeat.objects.all()
    }
