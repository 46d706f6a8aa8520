"""Joining a meeting online: the way in is open only near the time, and only to some."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hearthside.core.actor import Anybody
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.groups import online
from hearthside.meetings.schedule import Dated

OPENS_BEFORE: Final = timedelta(minutes=30)


def opens_at(dated: Dated) -> datetime:
    """Return from when the link of this date is shown."""
    return dated.starts_at - OPENS_BEFORE


def is_open(dated: Dated | None, *, now: datetime) -> bool:
    """Return whether this date is on, and now is near it: half an hour before to its end."""
    if dated is None or dated.is_called_off:
        return False
    return opens_at(dated) <= now < dated.ends_at


def way_in(actor: Anybody, dated: Dated | None, *, place: Place, now: datetime) -> str:
    """Return the link, or nothing while it is not the time.

    Raises NotFound: the actor is neither a member nor a facilitator of this group.
    """
    insist(actor, Verb.JOIN_ONLINE, place)
    if dated is None or not is_open(dated, now=now):
        return ""
    if dated.group_id != place.group_id:
        raise NotFound
    return online.link(actor, place=place)
