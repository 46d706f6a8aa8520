"""Long work of the clock: bringing an uploaded feed in."""

from __future__ import annotations

from django.utils.timezone import now
from django_tasks import task

from hearthside.workflows import bring_in_a_feed


@task()
def bring_in(public_id: str) -> None:
    """Bring in the feed of this reading, from where it stands."""
    bring_in_a_feed.carry_out(public_id, clock=now)
