"""The link into an online meeting: sealed, and opened only for the group's own people."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from hearthside.core.actor import Anybody
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.groups.models import Group

SAFE: Final = "https://"


def link(actor: Anybody, *, place: Place) -> str:
    """Return the link of one of our listed groups, or nothing when it has none.

    When it may be shown is for the room of meetings to say.

    Raises NotFound.
    """
    insist(actor, Verb.JOIN_ONLINE, place)
    row = Group.objects.filter(
        Q(id=place.group_id), feed=None, state=Group.State.LISTED
    ).first()
    if row is None:
        raise NotFound
    # What was sealed before the rule was written does not slip past it.
    return row.online_link if row.online_link.startswith(SAFE) else ""
