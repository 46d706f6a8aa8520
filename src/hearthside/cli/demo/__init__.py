"""Harbour Peer Support: a made-up charity with a year of believable life to explore."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.evenings_beyond import EVENINGS_BEYOND
from hearthside.cli.demo.evenings_leeds import LEEDS_EVENINGS
from hearthside.cli.demo.groups_hull import HULL
from hearthside.cli.demo.groups_leeds import LEEDS
from hearthside.cli.demo.helplines import HELPLINES
from hearthside.cli.demo.localities import LOCALITIES, PAUSES
from hearthside.cli.demo.people import PEOPLE
from hearthside.cli.demo.shapes import DemoOrganisation
from hearthside.cli.demo.wording import WORDING

HARBOUR: Final = DemoOrganisation(
    wording=WORDING,
    localities=LOCALITIES,
    groups=LEEDS + HULL,
    pauses=PAUSES,
    people=PEOPLE,
    helplines=HELPLINES,
    evenings=LEEDS_EVENINGS + EVENINGS_BEYOND,
)

__all__ = ["HARBOUR"]
