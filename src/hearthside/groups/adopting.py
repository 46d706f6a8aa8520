"""Adopting a change of the agreement: after seven days, or read aloud at a meeting."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.groups.models import Agreement, Change
from hearthside.groups.open_changes import (
    Proposed,
    as_seen,
    locked,
    newest_agreement,
    open_change,
    place_of,
)


class CannotAdopt(Refusal):
    """This change cannot be adopted, or not yet."""


def why_not_adopt(
    proposed: Proposed,
    *,
    was_read_aloud: bool,
    newest: int,
    from_number: int,
    now: datetime,
) -> str | None:
    """Return why a change cannot be adopted now, or None."""
    if from_number != newest:
        return (
            "The agreement changed since this was proposed. Somebody has to propose it "
            "again, from the words of today."
        )
    if not was_read_aloud and now < proposed.may_be_adopted_at:
        return (
            "People have seven days to think about it. You can adopt it sooner when it "
            "was read aloud at a meeting and people there said yes."
        )
    return None


def adopt(actor: Actor, *, public_id: str, was_read_aloud: bool, now: datetime) -> int:
    """Make the proposed words the agreement; return the number of the new version.

    was_read_aloud -- at a meeting, where the people there said yes.

    Raises NotFound, CannotAdopt.
    """
    with transaction.atomic():
        row = open_change(public_id)
        group = locked(row.group_id)
        insist(actor, Verb.ADOPT_AN_AGREEMENT, place_of(group))
        # Two facilitators may press at once: behind the lock it is looked for again.
        row = open_change(public_id)
        newest = newest_agreement(group.pk)
        why = why_not_adopt(
            as_seen(actor, group, [row])[0],
            was_read_aloud=was_read_aloud,
            newest=newest.number if newest else 0,
            from_number=row.from_number,
            now=now,
        )
        if why:
            raise CannotAdopt(why)
        number = row.from_number + 1
        Agreement.objects.create(
            group=group,
            number=number,
            promises=row.promises,
            adopted_on=now.astimezone(ZoneInfo(group.zone)).date(),
            why=row.why,
            at_a_meeting=was_read_aloud,
        )
        row.voices.all().delete()
        Change.objects.filter(id=row.pk).update(settled_at=now)
        trail.note(
            actor, verb=Verb.ADOPT_AN_AGREEMENT, what=f"group:{group.pk}", now=now
        )
    return number
