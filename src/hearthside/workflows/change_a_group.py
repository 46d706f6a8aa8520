"""Changing a group: its coming dates follow its pattern, and who should know is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.outbox import Words
from hearthside.groups import changing
from hearthside.groups.changing import Details, Outcome
from hearthside.meetings import following, rota, schedule
from hearthside.notifications.date_changed import DateChanged, words
from hearthside.people.letters import Kind
from hearthside.workflows.keep_the_index import put_group
from hearthside.workflows.write_to import write_to


@dataclass(frozen=True, slots=True)
class Changed:
    """Whether the coming dates or the state are others now, and how many are told."""

    dates_follow: bool
    state_is_new: bool
    told: int


def change_a_group(
    actor: Actor,
    *,
    public_id: str,
    version: int,
    details: Details,
    base_address: str,
    now: datetime,
) -> Changed:
    """Keep the details of a group, and let its coming dates follow.

    A pause changes every date, so it is told like a new pattern. The dates keep their
    rows and their rota meanwhile, for the day the group is back.

    Raises NotFound, CannotKeep, ChangedMeanwhile.
    """
    with transaction.atomic():
        done = changing.change(
            actor, public_id=public_id, version=version, details=details, now=now
        )
        put_group(public_id, now=now)
        if not (done.dates_follow or done.state_is_new):
            return Changed(False, False, 0)
        # Dates that go take their rota with them: note first who was down for them.
        on_the_rota = _on_coming_rotas(done.group_id, now=now)
        schedule.keep_dates(details.pattern, group_id=done.group_id, now=now)
        told = _tell(
            actor, done, on_the_rota, _letter(base_address, public_id, done), now=now
        )
    return Changed(done.dates_follow, done.state_is_new, told)


def _on_coming_rotas(group_id: int, *, now: datetime) -> set[int]:
    coming = schedule.dates_between(
        [group_id], first=now, last=now + schedule.AHEAD + schedule.LONGEST
    )
    down = rota.on_the_rota([dated.id for dated in coming])
    return {person_id for people in down.values() for person_id in people}


def _letter(base_address: str, public_id: str, done: Outcome) -> Words:
    """Return what is told: off the list, its own page is not there for who only follows."""
    if done.is_off_the_list:
        return words(DateChanged(f"{base_address}/groups/", is_gone=True))
    return words(DateChanged(f"{base_address}/groups/{public_id}/"))


def _tell(
    actor: Actor,
    done: Outcome,
    on_the_rota: set[int],
    letter: Words,
    *,
    now: datetime,
) -> int:
    asked = set(following.who_hears(done.group_id))
    return write_to(
        (asked | on_the_rota) - {actor.person_id},
        letter,
        kind=Kind.DATES,
        occasion=f"group:{done.group_id}:{done.version}",
        still=lambda person_id: f"asks:{done.group_id}" if person_id in asked else "",
        now=now,
    )
