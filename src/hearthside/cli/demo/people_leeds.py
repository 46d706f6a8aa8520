"""The volunteers who facilitate in Leeds and the Aire Valley."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.certificates import (
    HALF_DONE,
    NOT_YET,
    RUN_OUT,
    RUNS_OUT_SOON,
    RUNS_OUT_TONIGHT,
    facilitator,
    first_aid,
    in_date,
)
from hearthside.cli.demo.shapes import DemoPerson

FACILITATORS: Final[tuple[DemoPerson, ...]] = (
    facilitator("Fern", "tuesday-headingley", training=(*in_date(210), first_aid(88))),
    facilitator("Idris", "tuesday-headingley", training=in_date(388)),
    facilitator("Marek", "tuesday-headingley", "meanwood-walk", training=in_date(97)),
    facilitator("Hazel", "tuesday-headingley", training=RUNS_OUT_SOON),
    facilitator("Femi", "tuesday-headingley", training=NOT_YET),
    facilitator("Ravi", "meanwood-walk", training=(*in_date(301), first_aid(1120))),
    facilitator("Jo", "meanwood-walk", training=in_date(44)),
    facilitator("Elspeth", "meanwood-walk", training=RUN_OUT),
    facilitator("Kit", "hyde-park-thursdays", training=in_date(160)),
    facilitator("Zainab", "hyde-park-thursdays", training=in_date(152)),
    facilitator("Callum", "hyde-park-thursdays", training=HALF_DONE),
    facilitator("Priya", "hyde-park-thursdays", "after-the-op", training=in_date(75)),
    facilitator("Maureen", "the-long-table", training=in_date(430)),
    facilitator("Dev", "the-long-table", training=RUNS_OUT_TONIGHT),
    facilitator("Bronagh", "the-long-table", training=in_date(251)),
    facilitator("Tunde", "second-voice", training=in_date(333)),
    facilitator("Carys", "second-voice", "paned-a-sgwrs", training=in_date(190)),
    facilitator("Leon", "second-voice", training=RUN_OUT),
    facilitator("Bev", "after-the-op", training=in_date(405)),
    facilitator("Gwen", "after-the-op", training=in_date(120)),
    facilitator("Sunita", "after-the-op", training=RUNS_OUT_SOON),
    facilitator("Dot", "kettle-call", training=in_date(280)),
    facilitator("Winston", "kettle-call", training=in_date(66)),
    facilitator("Nia", "paned-a-sgwrs", training=in_date(222)),
    facilitator("Rhys", "paned-a-sgwrs", training=RUN_OUT),
    facilitator("Imran", "bradford-men", training=in_date(175)),
    facilitator("Stan", "bradford-men", training=in_date(509)),
    facilitator("Tariq", "bradford-men", training=HALF_DONE),
    facilitator("Gurpreet", "bradford-men", "keighley-saturdays", training=in_date(31)),
    facilitator("Kaz", "keighley-saturdays", training=in_date(260)),
    facilitator("Lorna", "keighley-saturdays", training=in_date(347)),
    facilitator("Wes", "keighley-saturdays", training=RUNS_OUT_SOON),
    facilitator("Donna", "keighley-saturdays", training=in_date(18)),
    facilitator("Pauline", "otley-carers", training=in_date(460)),
    facilitator("Arthur", "otley-carers", training=RUN_OUT),
    facilitator("Ngozi", "otley-carers", "kettle-call", training=in_date(139)),
)
