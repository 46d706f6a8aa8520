"""The clock keeps the rota: offers gaps, warns in time, and calls off kindly."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Machine
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import deadlines, placing
from hearthside.meetings.deadlines import Short
from hearthside.organisation.wording import the_house
from hearthside.workflows import change_a_date, rota_letters

CLOCK = Machine("clock")


def keep_the_rota(*, base_address: str, now: datetime) -> int:
    """Do what the rota wants done by now; return how much was done."""
    placing.take_off_who_left(now=now)
    lost = placing.untangle(now=now)
    for person_id, meeting_id in lost:
        rota_letters.your_dates_changed(
            [person_id],
            occasion=f"clash:{meeting_id}:{now:%y%m%d}",
            base_address=base_address,
            now=now,
        )
    zone = the_house().zone
    offered = deadlines.to_offer_today(zone=zone, now=now)
    done = len(lost) + rota_letters.offer(offered, base_address=base_address, now=now)
    short = deadlines.short_ones(now=now, within=deadlines.COORDINATORS_HEAR)
    groups = directory.handles(one.dated.group_id for one in short)
    for one in short:
        group = groups[one.dated.group_id]
        if one.gives_up_at > now:
            done += rota_letters.tell_coordinators(
                one, group=group, base_address=base_address, now=now
            )
        else:
            done += _give_up(one, group, base_address=base_address, now=now)
    return done


def _give_up(short: Short, group: Handle, *, base_address: str, now: datetime) -> int:
    """Call one date off, unless somebody was faster; return how many were."""
    with transaction.atomic():
        dated = deadlines.must_be_given_up(short.dated.public_id, now=now)
        if dated is None:
            return 0
        change_a_date.call_off(
            CLOCK,
            public_id=dated.public_id,
            group=group,
            reason=deadlines.WHY,
            version=dated.version,
            base_address=base_address,
            now=now,
        )
    return 1
