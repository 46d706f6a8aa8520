"""My chart: what somebody answered over the waves, for their own eyes."""

from __future__ import annotations

from dataclasses import dataclass

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.outcomes import charting, studies
from hearthside.outcomes.charting import Line
from hearthside.people import study as study_places


@dataclass(frozen=True, slots=True)
class MyChart:
    """The lines of one study."""

    study_name: str
    lines: tuple[Line, ...]


def see_my_chart(actor: Actor) -> list[MyChart]:
    """Return the actor's own scores, by study. Nobody else is ever handed them.

    Raises NotFound, CannotAsk.
    """
    insist(actor, Verb.TAKE_PART_IN_A_STUDY, ANYWHERE)
    names = {one.public_id: one.name for one in studies.every()}
    return [
        MyChart(names[place.study], tuple(charting.lines_of(place.code)))
        for place in study_places.mine(actor.person_id)
        if place.study in names
    ]
