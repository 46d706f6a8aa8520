"""Provenance: whose list an imported listing comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hearthside.groups.models import Group


@dataclass(frozen=True, slots=True)
class ListedBy:
    """Whose list an imported listing comes from, how fresh it is, and on what terms.

    licence -- in the words of whoever brought it in; "" where nobody said.
    """

    name: str
    fetched_at: datetime | None
    gone_at: datetime | None
    licence: str = ""


def listed_by(group: Group) -> ListedBy | None:
    """Return whose list a group comes from; None for one of our own.

    The row has its feed with it (select_related), so that this asks nothing.
    """
    feed = group.feed
    if feed is None:
        return None
    return ListedBy(feed.name, feed.fetched_at, group.gone_from_feed_at, feed.licence)
