"""The post: what waits in the outbox leaves, as the clock would have it leave."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.timezone import now as the_clock

from hearthside.jobs.mailing import hand_to_the_mail_server
from hearthside.workflows.deliver_the_post import deliver_the_post


def the_post_leaves(*, now: datetime | None = None) -> int:
    """Send what may leave; return how many letters left.

    now -- for letters of the library of accounts, which knows no handed-in time, the
    clock's own.
    """
    return deliver_the_post(
        hand_to_the_mail_server,
        base_address=settings.CONFIG.base_address,
        now=now or the_clock(),
    )
