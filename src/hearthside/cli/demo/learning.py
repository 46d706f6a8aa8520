"""What Harbour asks of whoever leads, who has led before, and how Fern has been."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hearthside.cli.demo import HARBOUR
from hearthside.cli.demo.certificates import BACKGROUND, FACILITATING, SAFEGUARDING
from hearthside.meetings import debrief_trends, requirements, schedule, shadowing
from hearthside.meetings.requirements import Asked

ASKED: Final = (
    Asked(FACILITATING, 36, False),
    Asked(SAFEGUARDING, 24, False),
    Asked(BACKGROUND, 36, True),
)
# Has every certificate and sits beside two others first: the newest volunteer.
NOT_YET: Final = frozenset({"donna"})
# How Fern was after the last evenings, newest first. The hard ones are some weeks ago.
FERN: Final = (
    "steady", "light", "steady", "tired", "steady", "heavy", "shaken", "tired",
    "steady", "light", "steady", "tired",
)  # fmt: skip


def what_leading_asks_for() -> None:
    """Write down the courses and the check everybody who leads must have."""
    for asked in ASKED:
        requirements.put_down(asked)


def who_has_led(people: dict[str, int], *, now: datetime) -> None:
    """Note everybody who was here before evenings were counted."""
    wanted = {asked.name for asked in ASKED}
    for person in HARBOUR.people:
        has = {course.name for course in person.training}
        if wanted <= has and person.key not in NOT_YET:
            shadowing.note_led_before(person_id=people[person.key], now=now)


def after_evenings(person_id: int, group_id: int, *, now: datetime) -> None:
    """Keep how one facilitator was after the last evenings that were on."""
    past = schedule.past_dates(group_id=group_id, now=now)
    on = [dated for dated in past if not dated.is_called_off]
    for dated, how in zip(on, FERN, strict=False):
        debrief_trends.put_down(
            person_id=person_id,
            meeting_id=dated.id,
            how=how,
            wants_a_talk=dated is on[0],
            written_at=dated.ends_at + timedelta(minutes=20),
        )
