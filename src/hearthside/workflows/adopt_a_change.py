"""A changed agreement is adopted: after a week, or because a meeting said so."""

from __future__ import annotations

from datetime import datetime

from hearthside.core.actor import Actor
from hearthside.groups import adopting, open_changes
from hearthside.groups.adopting import CannotAdopt
from hearthside.meetings import schedule


def adopt_a_change(
    actor: Actor, *, public_id: str, was_read_aloud: bool, now: datetime
) -> int:
    """Make a proposed change the agreement; return the number of the version.

    was_read_aloud -- it was, at a meeting; then there has to have been one since.

    Raises NotFound, CannotAdopt.
    """
    change = open_changes.the_change(actor, public_id=public_id)
    if was_read_aloud and now < change.may_be_adopted_at:
        first = change.made_at - schedule.LONGEST
        dates = schedule.dates_between([change.group_id], first=first, last=now)
        if not any(
            one.ends_at > change.made_at and not one.is_called_off for one in dates
        ):
            raise CannotAdopt("Your group has not met since this was proposed.")
    return adopting.adopt(
        actor, public_id=public_id, was_read_aloud=was_read_aloud, now=now
    )
