"""Questions nobody answered are quietly shown to people who said they may be asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from hearthside.commons import willing
from hearthside.people.signing_in import is_welcome


def ask_the_willing(*, now: datetime) -> int:
    """Show each open question to a few who are willing; return how many were asked."""

    def away(person_ids: list[int]) -> Collection[int]:
        return {one for one in person_ids if not is_welcome(one)}

    return willing.offer(away=away, now=now)
