"""Planting how the evenings of the demo run."""

from __future__ import annotations

from datetime import datetime

from hearthside.cli.demo.shapes import DemoEvening
from hearthside.core.actor import Machine
from hearthside.core.policy import Place
from hearthside.meetings import running
from hearthside.meetings.running_templates import Step


def plant_evening(
    planter: Machine, evening: DemoEvening, *, group_id: int, now: datetime
) -> None:
    """Keep how one group's evening runs."""
    order = running.Order(
        evening.template,
        "\n\n".join(evening.opening),
        "\n\n".join(evening.closing),
        tuple(
            Step(step.kind, step.title, step.minutes, step.words)
            for step in evening.steps
        ),
    )
    running.keep(
        planter,
        place=Place(group_id),
        order=order,
        version=running.NOT_CHOSEN,
        now=now,
    )
