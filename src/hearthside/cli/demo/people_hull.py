"""The volunteers who facilitate in Hull and the East Riding."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.certificates import (
    HALF_DONE,
    NOT_YET,
    RUN_OUT,
    RUNS_OUT_SOON,
    facilitator,
    in_date,
)
from hearthside.cli.demo.shapes import DemoPerson

FACILITATORS: Final[tuple[DemoPerson, ...]] = (
    facilitator("Steph", "small-hours", training=in_date(201)),
    facilitator("Kasia", "small-hours", training=in_date(318)),
    facilitator("Ines", "small-hours", training=in_date(53)),
    facilitator("Mags", "old-town-makers", training=in_date(371)),
    facilitator("Theo", "old-town-makers", training=RUNS_OUT_SOON),
    facilitator("Pip", "old-town-makers", training=NOT_YET),
    facilitator("Keir", "old-town-makers", "tides", training=in_date(112)),
    facilitator("Graham", "tides", training=in_date(288)),
    facilitator("Shanice", "tides", training=in_date(145)),
    facilitator("Noor", "tides", "sunday-lamp", training=in_date(83)),
    facilitator("Hannah", "sunday-lamp", training=in_date(236)),
    facilitator("Bilal", "sunday-lamp", training=RUN_OUT),
    facilitator("Agnieszka", "sunday-lamp", "small-hours", training=in_date(27)),
    facilitator("Joyce", "beverley-table", training=in_date(394)),
    facilitator("Clive", "beverley-table", training=in_date(412)),
    facilitator("Rosa", "beverley-table", training=RUNS_OUT_SOON),
    facilitator("Desmond", "beverley-table", training=HALF_DONE),
    facilitator("Yusuf", "beverley-table", "old-town-makers", training=in_date(168)),
)
