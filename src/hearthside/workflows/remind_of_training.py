"""Certificates run out: their holders are reminded in time, and at the end coordinators."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from hearthside.engines import recurrence
from hearthside.groups import roles
from hearthside.meetings import running_out, shadowing
from hearthside.meetings.running_out import OVER, RunningOut
from hearthside.notifications import certificate_runs_out, volunteer_runs_out
from hearthside.notifications.certificate_runs_out import CertificateRunsOut
from hearthside.notifications.volunteer_runs_out import VolunteerRunsOut
from hearthside.organisation.wording import the_house
from hearthside.people.letters import Kind
from hearthside.people.signing_in import is_welcome
from hearthside.workflows.write_to import write_to

# From here on the coordinator is told too: a date may lose somebody it counts on.
COORDINATORS_FROM = 7


def remind_of_training(*, base_address: str, now: datetime) -> int:
    """Write what is due about certificates that run out; return how many were due.

    It also keeps for good who has shadowed enough: the evenings themselves go after a year.
    """
    house = the_house()
    shadowing.keep_what_was_shadowed(needed=house.shadows_needed, now=now)
    today = now.astimezone(ZoneInfo(house.zone)).date()
    help_where = roles.where_they_help()
    done = 0
    for one in running_out.due(today=today):
        if one.person_id not in help_where or not is_welcome(one.person_id):
            continue
        with transaction.atomic():
            # Two clocks at once: whoever notes it writes it.
            if running_out.told(one):
                _tell_the_holder(one, today=today, base_address=base_address, now=now)
                if one.reminder <= COORDINATORS_FROM:
                    _tell_coordinators(
                        one,
                        help_where[one.person_id],
                        base_address=base_address,
                        now=now,
                    )
                done += 1
    return done


def still_runs_out(person_id: int, about: str) -> bool:
    """Return whether a letter about a certificate still concerns whom it was written to.

    about -- the certificate and its last good day, such as "41:2026-12-01". Its holder
    must still be a volunteer; anybody else must still coordinate where they help.
    """
    certificate_id, _colon, day = about.partition(":")
    holder = running_out.whose(int(certificate_id), runs_out_on=date.fromisoformat(day))
    where = roles.where_they_help().get(holder, frozenset()) if holder else frozenset()
    if holder is None or not where or not is_welcome(holder):
        return False
    if person_id == holder:
        return True
    return any(person_id in roles.coordinators_of(place) for place in where)


def _tell_the_holder(
    one: RunningOut, *, today: date, base_address: str, now: datetime
) -> None:
    letter = certificate_runs_out.words(
        CertificateRunsOut(
            day=recurrence.say_date(one.runs_out_on, today=today),
            is_over=one.reminder == OVER,
            address=f"{base_address}/desk/my-training/",
        )
    )
    write_to(
        [one.person_id],
        letter,
        kind=Kind.TRAINING,
        occasion=_occasion(one),
        still=lambda _: _still(one),
        now=now,
    )


def _tell_coordinators(
    one: RunningOut,
    where: frozenset[int | None],
    *,
    base_address: str,
    now: datetime,
) -> None:
    coordinators = {who for place in where for who in roles.coordinators_of(place)}
    letter = volunteer_runs_out.words(
        VolunteerRunsOut(one.reminder == OVER, f"{base_address}/desk/volunteers/")
    )
    write_to(
        # Who coordinates and holds it themself has had a letter already.
        coordinators - {one.person_id},
        letter,
        kind=Kind.DESK,
        occasion=_occasion(one),
        still=lambda _: _still(one),
        now=now,
    )


def _still(one: RunningOut) -> str:
    return f"certificate:{one.id}:{one.runs_out_on.isoformat()}"


def _occasion(one: RunningOut) -> str:
    return f"{_still(one)}:{one.reminder}"
