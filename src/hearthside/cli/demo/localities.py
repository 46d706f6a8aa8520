"""The two areas Harbour works in, and the groups that rest for a while."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.prose import prose
from hearthside.cli.demo.shapes import DemoLocality, DemoPause

LOCALITIES: Final[tuple[DemoLocality, ...]] = (
    DemoLocality(
        slug="leeds",
        name="Leeds and Aire Valley",
        blurb=prose("""
            Eleven groups, from Leeds out to Bradford, Keighley and Otley. Most are
            close to a bus or a train. Two need no travel at all.
            """),
        latitude=53.82,
        longitude=-1.64,
    ),
    DemoLocality(
        slug="hull",
        name="Hull and East Riding",
        blurb=prose("""
            Five groups in Hull, Hessle and Beverley, and on screens from Goole to the
            coast. Begun by three people in a kitchen on Newland Avenue.
            """),
        latitude=53.76,
        longitude=-0.38,
    ),
)

PAUSES: Final[tuple[DemoPause, ...]] = (
    DemoPause(
        group="beverley-table",
        first_week=1,
        last_week=4,
        words=prose("""
            The kitchen is having a new floor, so we are not meeting for a month. Joyce
            will still answer on Wednesdays.
            """),
    ),
)
