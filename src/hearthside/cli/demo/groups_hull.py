"""The groups of Hull and the East Riding, in the order they are listed."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo import groups_east_riding, groups_hull_city
from hearthside.cli.demo.shapes import DemoGroup

HULL: Final[tuple[DemoGroup, ...]] = (
    groups_hull_city.NEW_ARRIVALS,
    groups_hull_city.OLD_TOWN_MAKERS,
    groups_east_riding.TIDES,
    groups_east_riding.SUNDAY_LAMP,
    groups_east_riding.BEVERLEY_TABLE,
)
