"""Whether the machine's clock can be believed, judged by what is already written down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from hearthside.core.models import Heartbeat, TrailEntry

BUILT_AFTER: Final = datetime(2026, 1, 1, tzinfo=UTC)
LONGEST_AWAY: Final = timedelta(days=400)
SLACK: Final = timedelta(hours=2)


def is_sane(now: datetime) -> bool:
    """Return False when the clock is behind what happened already, or years ahead of it.

    A house switched off for more than 400 days says False once; a person looks at the
    clock and runs `hearthside doctor`.
    """
    if now < BUILT_AFTER:
        return False
    newest = TrailEntry.objects.order_by("-id").values_list("at", flat=True).first()
    forgot = Heartbeat.objects.filter(round="forgetting").first()
    last = max((at for at in (newest, forgot and forgot.ended_at) if at), default=None)
    return last is None or last - SLACK < now < last + LONGEST_AWAY
