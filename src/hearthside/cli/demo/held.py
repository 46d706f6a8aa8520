"""What was held in the demo's year: by whom, who waits by the phone, what worried somebody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hearthside.cli.demo import HARBOUR
from hearthside.cli.demo.learning import NOT_YET
from hearthside.cli.demo.shapes import DemoGroup
from hearthside.core.actor import Actor
from hearthside.groups import directory, roles
from hearthside.meetings import history, lone_working, rota
from hearthside.safety import gathering, records, worries

# Two groups have nobody at home with a phone, so that the desk can be seen to be told.
NOBODY_WAITS: Final = frozenset({"kettle-call", "small-hours"})
# group, hours ago, kind, words
WORRIES: Final = (
    (
        "tuesday-headingley",
        20,
        "adult",
        (
            "Somebody who always stays to wash up left before the tea, without a word "
            "to anyone. Perhaps nothing. I would like to talk it through."
        ),
    ),
    (
        "bradford-men",
        19 * 24,
        "volunteer",
        "One of us has done every week since August and does not look well on it.",
    ),
)


# What Sol did about the older one: days ago, heading, what, by when, who.
DONE: Final = (
    (
        18,
        "safe-now",
        "I rang him the same evening. He is tired and not in danger.",
        "",
        "Sol",
    ),
    (
        17,
        "care-for-others",
        "His co-facilitator knows that we talked, and nothing else.",
        "He leads every second week from now on.",
        "Olu",
    ),
)


def held(
    group: DemoGroup, group_id: int, *, people: dict[str, int], now: datetime
) -> None:
    """Write down who held this group's year, and who waits for its coming evenings."""
    mine = [
        people[person.key]
        for person in HARBOUR.people
        if ("facilitator", group.slug) in person.roles
    ]
    # Whoever has no certificate yet, or all of them since last week, has led nothing.
    leaders = [
        people[person.key]
        for person in HARBOUR.people
        if ("facilitator", group.slug) in person.roles
        and person.training
        and person.key not in NOT_YET
    ]
    history.write_down_held(group_id=group_id, leaders=leaders, now=now)
    if group.slug in NOBODY_WAITS:
        return
    coming = history.coming_ids(
        group_id=group_id, now=now, until=now + timedelta(weeks=8)
    )
    down = rota.on_the_rota([meeting_id for meeting_id, _starts_at in coming])
    # Whoever is free of the group's own facilitators; else the neighbours' first one.
    others = [*mine, *(people[person.key] for person in HARBOUR.people[:3])]
    for turn, (meeting_id, _starts_at) in enumerate(coming):
        free = [who for who in others if who not in down[meeting_id]]
        lone_working.put_down_to_wait(
            meeting_id=meeting_id, person_id=free[turn % len(free)]
        )


def worried(groups: dict[str, int], people: dict[str, int], *, now: datetime) -> None:
    """Let two facilitators raise a worry each, for the safeguarding lead to find."""
    for slug, hours_ago, kind, words in WORRIES:
        who = next(
            people[person.key]
            for person in HARBOUR.people
            if ("facilitator", slug) in person.roles
        )
        place = directory.handles([groups[slug]])[groups[slug]].place
        worries.raise_worry(
            Actor(who, roles.grants_of(who), True),
            place=place,
            kind=kind,
            words=words,
            now=now - timedelta(hours=hours_ago),
        )


def seen_through(lead: int, *, now: datetime) -> None:
    """Let the lead make a record of the worry that has waited longest, and write in it."""
    actor = Actor(lead, roles.grants_of(lead), True)
    there = worries.waiting(actor, now=now)
    oldest = min(there, key=lambda one: one.raised_at)
    began = now - timedelta(days=DONE[0][0], hours=3)
    worries.open_worry(actor, public_id=oldest.public_id, now=began)
    record_id = gathering.make_record(actor, worry_id=oldest.public_id, now=began)
    for days_ago, step, words, by_when, who in DONE:
        records.write(
            actor,
            record_id=record_id,
            step=step,
            said=records.Said(words, by_when, who),
            now=now - timedelta(days=days_ago),
        )
    again = now + timedelta(days=9)
    records.look_again_on(
        actor, record_id=record_id, on=again.date(), now=now - timedelta(days=5)
    )
