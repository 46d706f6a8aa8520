"""Courses a volunteer finishes before opening a door, and when they run out."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.shapes import DemoPerson, DemoTraining

FACILITATING: Final = "Facilitating a group"
SAFEGUARDING: Final = "Safeguarding adults"
BACKGROUND: Final = "Background check"
# Nice to have: nobody is kept from leading without it.
FIRST_AID: Final = "First aid"

_TWO_YEARS: Final = 730
_THREE_YEARS: Final = 1095


def in_date(days_ago: int) -> tuple[DemoTraining, ...]:
    """Return everything a facilitator needs, with the newest course so long ago.

    days_ago -- 0..690: up to there nothing runs out within six weeks.
    """
    return (
        DemoTraining(FACILITATING, days_ago + 14, _THREE_YEARS),
        DemoTraining(SAFEGUARDING, days_ago, _TWO_YEARS),
        DemoTraining(BACKGROUND, days_ago + 30, _THREE_YEARS),
    )


RUNS_OUT_SOON: Final = (
    DemoTraining(FACILITATING, 560, _THREE_YEARS),
    DemoTraining(SAFEGUARDING, 709, _TWO_YEARS),
    DemoTraining(BACKGROUND, 731, _THREE_YEARS),
)

RUN_OUT: Final = (
    DemoTraining(FACILITATING, 812, _THREE_YEARS),
    DemoTraining(SAFEGUARDING, 767, _TWO_YEARS),
    DemoTraining(BACKGROUND, 840, _THREE_YEARS),
)

# Good through today, and not tomorrow.
RUNS_OUT_TONIGHT: Final = (
    DemoTraining(FACILITATING, 500, _THREE_YEARS),
    DemoTraining(SAFEGUARDING, 730, _TWO_YEARS),
    DemoTraining(BACKGROUND, 640, _THREE_YEARS),
)

# Has sat in and been checked, and waits for a place on the facilitating course.
HALF_DONE: Final = (
    DemoTraining(SAFEGUARDING, 24, _TWO_YEARS),
    DemoTraining(BACKGROUND, 9, _THREE_YEARS),
)

NOT_YET: Final[tuple[DemoTraining, ...]] = ()


def facilitator(
    called: str, *groups: str, training: tuple[DemoTraining, ...]
) -> DemoPerson:
    """Return a volunteer of these groups, keyed by the name in small letters."""
    key = called.lower()
    return DemoPerson(
        key=key,
        called=called,
        roles=tuple(("facilitator", group) for group in groups),
        training=training,
        # The domain is reserved for examples (RFC 2606): no letter can ever arrive.
        email=f"{key}@harbour.example",
    )


def first_aid(days_ago: int) -> DemoTraining:
    """Return a course in first aid, which lasts three years."""
    return DemoTraining(FIRST_AID, days_ago, _THREE_YEARS)
