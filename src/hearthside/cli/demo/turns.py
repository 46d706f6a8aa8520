"""Turns on the demo's rota: who comes along to learn, who cannot make it, who is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from hearthside.cli.demo import HARBOUR
from hearthside.cli.demo.year import ROTA_WEEKS
from hearthside.core.actor import Actor
from hearthside.core.refusals import Refusal
from hearthside.meetings import rota, schedule, swapping, training
from hearthside.meetings.rota import Part
from hearthside.meetings.schedule import Dated

# Written down and not drawn, so that every demo has these to look at: in which group
# somebody cannot make an evening, and who is asked by whom to take one.
CANNOT_MAKE_IT: Final = ("tuesday-headingley", "bradford-men", "tides", "otley-carers")
ASKS_BY_NAME: Final = (("tuesday-headingley", "fern"), ("after-the-op", "gwen"))
SHADOWS_EVERY: Final = 3


def plant_turns(
    *, groups: dict[str, int], people: dict[str, int], now: datetime
) -> None:
    """Add to a planted rota what happens on it."""
    for group in HARBOUR.groups:
        dates = _coming(groups[group.slug], now=now)
        _shadows(group.slug, dates, people=people, today=now.date())
    for slug in CANNOT_MAKE_IT:
        _somebody_cannot(_coming(groups[slug], now=now), now=now)
    for slug, key in ASKS_BY_NAME:
        _somebody_asks(_coming(groups[slug], now=now), whom=people[key], now=now)


def _coming(group_id: int, *, now: datetime) -> list[Dated]:
    last = now + timedelta(weeks=ROTA_WEEKS)
    return schedule.dates_between([group_id], first=now, last=last)


def _shadows(
    slug: str, dates: list[Dated], *, people: dict[str, int], today: date
) -> None:
    """Let those of the group who may not lead yet come along every few weeks."""
    who = [
        people[one.key] for one in HARBOUR.people if ("facilitator", slug) in one.roles
    ]
    fit = training.trained(who, on=today)
    for person_id in who:
        if person_id not in fit:
            for dated in dates[1::SHADOWS_EVERY]:
                rota.put_down(
                    meeting_id=dated.id, person_id=person_id, part=Part.SHADOWS
                )


def _somebody_cannot(dates: list[Dated], *, now: datetime) -> None:
    """Let the last on the rota of the second evening that has two ask for a swap."""
    down = rota.on_the_rota(dated.id for dated in dates)
    full = [dated for dated in dates if len(down[dated.id]) >= rota.NEEDED]
    for dated in full[1:2]:
        actor = Actor(down[dated.id][-1])
        swapping.ask_for_a_swap(actor, public_id=dated.public_id, now=now)


def _somebody_asks(dates: list[Dated], *, whom: int, now: datetime) -> None:
    """Let somebody ask this person by name for the first evening they could take."""
    down = rota.on_the_rota(dated.id for dated in dates)
    for dated in dates[2:]:
        for person_id in down[dated.id]:
            if whom in down[dated.id]:
                continue
            try:
                swapping.offer_to(
                    Actor(person_id), public_id=dated.public_id, person_id=whom, now=now
                )
            except Refusal:
                # They are busy that evening, or shadow it: then it is another one.
                continue
            return
