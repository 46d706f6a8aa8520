"""A study of the demo: people who are codes, and answers whose truth is written down here.

What is true of them: recovery (hope, and a say) rises a little while people come, by 0.30 of
a standard deviation a year in Leeds, 0.20 in the other places and 0.10 in Hull. Symptoms and
loneliness do not change but for chance. Whoever was worse at the beginning is likelier to
stop answering, and nothing else decides who does: answers are missing at random given the
first ones. docs/evaluate/demo-study.md says the same.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Final

from hearthside.core.actor import Actor, Machine
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.organisation.wording import areas
from hearthside.outcomes import answering, codes, rehearsing, studies, waves
from hearthside.outcomes.rehearsing import Rehearsed
from hearthside.workflows import answer_a_questionnaire, take_part_in_a_study
from hearthside.workflows.places_in_a_study import where_of

NAME: Final = "How we are, year by year"
ASKS: Final = ("hope-and-say", "phq-8", "loneliness-4")
OF_EACH_GROUP: Final = 12
# Standard deviations by which recovery rises in a year.
RISE: Final = {"leeds": 0.30, "hull": 0.10}
ELSEWHERE: Final = 0.20
HERSELF: Final = 0.75
SKIPPED: Final = 0.02
# Whoever says how often they came says it each time; it goes together with nothing.
SAYS: Final = 0.6


def plant_study(
    people: dict[str, int], groups: dict[str, int], *, now: datetime
) -> str:
    """Begin the study fourteen months ago and lay a year of answers; return its public id."""
    today = now.date()
    began = waves.monday_of(today - timedelta(days=430))
    study_id = studies.begin(
        Machine("demo"), name=NAME, pack_ids=ASKS, begins_on=began, now=now
    )
    places = {area.id: area.slug for area in areas()}
    handles = directory.handles(groups.values())
    rehearsing.plant(
        study_id,
        [
            _somebody(study_id, slug, handles[number], at, places, today=today)
            for slug, number in groups.items()
            for at in range(OF_EACH_GROUP)
        ],
    )
    _amira(people["amira"], study_id, today=today, now=now)
    return study_id


def _somebody(
    study_id: str,
    slug: str,
    group: Handle,
    at: int,
    places: dict[int, str],
    *,
    today: date,
) -> Rehearsed:
    # Seeded by words: the same demo has the same answers. Nothing here is secret.
    draw = random.Random(f"harbour/{slug}/{at}")  # noqa: S311
    rise = RISE.get(places.get(group.locality_id or 0, ""), ELSEWHERE)
    # The group somebody belongs to says a tenth of how they are.
    shared = random.Random(f"harbour/{slug}").gauss(0, 1)  # noqa: S311
    self_hope = HERSELF**0.5 * draw.gauss(0, 1) + 0.1**0.5 * shared
    self_low = HERSELF**0.5 * draw.gauss(0, 1) + 0.1**0.5 * shared
    lonely = HERSELF**0.5 * draw.gauss(0, 1)
    began = today - timedelta(days=395 + draw.randrange(30))
    sent: dict[int, tuple[int | None, ...]] = {}
    for wave in waves.WAVES:
        hope = self_hope + rise * wave / 12 + draw.gauss(0, 0.4)
        low = self_low + draw.gauss(0, 0.4)
        alone = lonely + draw.gauss(0, 0.4)
        if wave and draw.random() < _stops(sent[0]):
            break
        sent[wave] = _answers(draw, hope, low, alone)
    # Drawn by itself, so that the answers are what they were before this was asked.
    other = random.Random(f"harbour/came/{slug}/{at}")  # noqa: S311
    says = other.random() < SAYS
    came = {wave: other.choice((0, 1, 2, 2, 3)) for wave in sent if wave and says}
    return Rehearsed(where_of(study_id, group), began, sent, came)


def _stops(first: tuple[int | None, ...]) -> float:
    """Return how likely somebody stops before a wave, by what they said at the beginning."""
    low = sum(value or 0 for value in first[2:10])
    return 0.08 + 0.012 * low


def _answers(
    draw: random.Random, hope: float, low: float, alone: float
) -> tuple[int | None, ...]:
    """Return an answer to each of the 14 questions; now and then one is skipped."""
    found: list[int | None] = [_on(draw, hope, 2.0, 1.0, 0, 4) for _ in range(2)]
    found += [_on(draw, low, 1.2, 0.7, 0, 3) for _ in range(8)]
    found += [_on(draw, alone, 2.0, 0.6, 1, 3) for _ in range(3)]
    found.append(_on(draw, -alone, 3.0, 1.0, 1, 5))
    return tuple(
        None if at and draw.random() < SKIPPED else value
        for at, value in enumerate(found)
    )


def _on(
    draw: random.Random, level: float, middle: float, spread: float, low: int, high: int
) -> int:
    value = round(middle + spread * (level + draw.gauss(0, 0.6)))
    return min(high, max(low, value))


def _amira(person_id: int, study_id: str, *, today: date, now: datetime) -> None:
    """Let Amira have answered at three waves, so that her own chart has something on it."""
    began = waves.monday_of(today - timedelta(days=200))
    actor = Actor(person_id)
    take_part_in_a_study.say_yes(
        actor, study_id=study_id, group_id="", today=began, now=now - (today - began)
    )
    code = codes.holder(answer_a_questionnaire.my_link(actor, study_id=study_id)).code
    draw = random.Random("harbour/amira")  # noqa: S311
    for window in waves.windows(began)[:3]:
        if window.due_on > today:
            break
        values = _answers(draw, 0.2 * window.wave / 3, 0.4, 0.2)
        answering.type_in(
            code,
            wave=window.wave,
            values=dict(enumerate(values, start=1)),
            now=now,
            today=window.due_on,
        )
