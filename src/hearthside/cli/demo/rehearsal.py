"""Groups, people and circles for a rehearsal of many at once; in a demo house only."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction

from hearthside.circles import rehearsing
from hearthside.core.actor import Machine
from hearthside.engines import recurrence, words
from hearthside.groups import founding, seats
from hearthside.organisation import wording
from hearthside.people import signing_up
from hearthside.people.chosen_names import skeleton


@dataclass(frozen=True, slots=True)
class Player:
    """One account of a rehearsal: how it signs in, and in which circle it sits."""

    name: str
    passphrase: str
    circle: str


def plant(circles: int, members: int, *, now: datetime) -> list[dict[str, Any]]:
    """Make so many circles of so many accounts each; return how to sign in as each."""
    by = Machine("rehearsal")
    locality_id = wording.add_area(
        slug="rehearsal", name="Rehearsal", blurb="", latitude=53.8, longitude=-1.55
    )
    pattern = recurrence.Pattern(
        rule="FREQ=WEEKLY;BYDAY=TU",
        starts_on=now.date(),
        starts_at=time(19, 30),
        minutes=90,
        zone="Europe/London",
    )
    players: list[Player] = []
    everybody: list[int] = []
    # Hashing one for each would take minutes; only the accounts of a rehearsal share it.
    passphrase = secrets.token_urlsafe(16)
    for number in range(circles):
        drawn = secrets.token_hex(3)
        with transaction.atomic():
            group_id = founding.found(
                by,
                founding.NewGroup(
                    name=f"Rehearsal {number} {drawn}",
                    one_line="Nobody meets here.",
                    about="",
                    first_time="",
                    who_meets_you="",
                    hours_note="",
                    seats=members,
                    attendance=words.IN_PERSON,
                    pattern=pattern,
                    said=(),
                    promises=("This is a rehearsal.",),
                    promised_on=now.date(),
                ),
                locality_id=locality_id,
                now=now,
            ).group_id
            people = [
                Player(f"r{number}x{one}x{drawn}", passphrase, "")
                for one in range(members)
            ]
            ids = [_somebody(player, group_id, now=now) for player in people]
            everybody += ids
            circle_id = rehearsing.plant(group_id, ids, now=now)
            players += [Player(p.name, p.passphrase, circle_id) for p in people]
    signing_up.give_a_password(everybody, passphrase)
    return [asdict(player) for player in players]


def _somebody(player: Player, group_id: int, *, now: datetime) -> int:
    person_id = signing_up.welcome(called=player.name, password=None)
    seats.take(
        person_id=person_id,
        group_id=group_id,
        name_here=player.name,
        skeleton=skeleton(player.name),
        agreement_number=1,
        now=now,
    )
    return person_id
