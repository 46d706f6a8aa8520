"""What somebody told Harbour is wrong, and what was decided: a word, and out of the house."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from hearthside.core.actor import Actor
from hearthside.groups import directory, roles
from hearthside.safety import handling, out_of_house, readers, reading, reports
from hearthside.safety.ladder import Rung, Towards
from hearthside.workflows import answer_a_report, what_is_wrong
from hearthside.workflows.say_something_is_wrong import (
    say_more,
    say_something_is_wrong,
)

GROUP: Final = "tuesday-headingley"


def told_us(
    groups: dict[str, int],
    people: dict[str, int],
    *,
    base_address: str,
    now: datetime,
) -> None:
    """Let two members say something: one about an evening, one about a name."""
    say = partial(_say, base_address=base_address)
    group_id = groups[GROUP]
    public_id = directory.handles([group_id])[group_id].public_id
    amira, bo, olu = (_actor(people[key]) for key in ("amira", "bo", "olu"))
    say(
        amira,
        public_id,
        kind="evening",
        words="Two people talked right through somebody's turn. She did not finish.",
        at=now - timedelta(hours=20),
    )
    before = now - timedelta(days=6)
    token = say(
        amira, public_id, kind="name", name="Bo", at=before,
        words="Bo gave me advice three times after I had said no thank you.",
    )  # fmt: skip
    report_id = readers.public_id_of(reports.followed(token).id)
    looked = before + timedelta(hours=26)
    own = answer_a_report.own_places(olu)
    reading.open_report(olu, own, public_id=report_id, now=looked)
    mine = answer_a_report.own_places(bo)
    found = reading.sheet(olu, own, public_id=report_id, now=looked)
    answer_a_report.answer_a_report(
        olu,
        public_id=report_id,
        rung=Rung.WORD,
        towards=Towards(place_id=next(p for p in found.subject_places if p in mine)),
        reason="Somebody would rather not have advice. Ask first, and take a no for good.",
        days=0,
        now=looked,
    )
    handling.settle(olu, own, public_id=report_id, now=looked)
    _out_of_the_house(
        groups["keighley-saturdays"], people, base_address=base_address, now=now
    )


def _out_of_the_house(
    group_id: int, people: dict[str, int], *, base_address: str, now: datetime
) -> None:
    """Let Sol put somebody out, who asks for another look: it waits for Sia."""
    dave, rook, sol = (_actor(people[key]) for key in ("big-dave", "rook", "sol"))
    before = now - timedelta(days=3)
    token = _say(
        dave, directory.handles([group_id])[group_id].public_id, kind="name",
        name="Rook", at=before, base_address=base_address,
        words="Rook waited for two of us after the evening and would not let us go by.",
    )  # fmt: skip
    report_id = readers.public_id_of(reports.followed(token).id)
    looked = before + timedelta(hours=20)
    reading.open_report(sol, [], public_id=report_id, now=looked)
    (place,) = answer_a_report.own_places(rook)
    answer_a_report.answer_a_report(
        sol,
        public_id=report_id,
        rung=Rung.OUT_OF_HOUSE,
        towards=Towards(place_id=place),
        reason="Two people could not get home because you stood in their way.",
        days=0,
        now=looked,
    )
    handling.settle(sol, [], public_id=report_id, now=looked)
    (said,) = out_of_house.said_to(rook, [place])
    answer_a_report.appeal(
        rook,
        public_id=said.public_id,
        words="I only wanted to say sorry to them. I did not see it as being in the way.",
        base_address=base_address,
        now=now - timedelta(days=1),
    )


def _say(
    actor: Actor,
    public_id: str,
    *,
    kind: str,
    words: str,
    at: datetime,
    base_address: str,
    name: str = "",
) -> str:
    where = what_is_wrong.find(actor, kind="group", pointer=public_id, now=at)
    made = say_something_is_wrong(
        actor, where, kind=kind, base_address=base_address, now=at
    )
    say_more(
        actor,
        made.token,
        own_words=words,
        wish="word",
        may_come_back=True,
        name=name,
        base_address=base_address,
        now=at,
    )
    return made.token


def _actor(person_id: int) -> Actor:
    return Actor(person_id, roles.grants_of(person_id), True)
