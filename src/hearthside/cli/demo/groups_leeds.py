"""The groups of Leeds and the Aire Valley, in the order they began to be listed."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo import (
    groups_aire_valley,
    groups_leeds_city,
    groups_leeds_north,
)
from hearthside.cli.demo.shapes import DemoGroup

LEEDS: Final[tuple[DemoGroup, ...]] = (
    groups_leeds_north.TUESDAY_HEADINGLEY,
    groups_leeds_north.MEANWOOD_WALK,
    groups_leeds_north.HYDE_PARK_THURSDAYS,
    groups_leeds_north.HORSFORTH_FIRST_WEDNESDAY,
    groups_leeds_city.SECOND_VOICE,
    groups_leeds_city.AFTER_THE_OP,
    groups_leeds_city.KETTLE_CALL,
    groups_leeds_city.PANED,
    groups_aire_valley.BRADFORD_MEN,
    groups_aire_valley.KEIGHLEY_RECOVERY,
    groups_aire_valley.OTLEY_CARERS,
)
