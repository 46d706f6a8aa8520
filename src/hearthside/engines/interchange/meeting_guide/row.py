"""One row of a feed: what it says, as listings; one for each of its weekdays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Final

from hearthside.engines.interchange.clock import time_of_day
from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.texts import as_text

from .days import weekdays
from .describing import Described, described
from .feed import Twice
from .listing import Listing
from .placing import placed
from .private import drop_private

NOT_A_MEETING: Final = "This is not a meeting: a row should be one { } with its fields."
NO_NAME: Final = "It has no name, and neither a group nor a place to be named after."
BY_APPOINTMENT: Final = (
    "No day and time: it meets by appointment, and a listing here needs one."
)
NO_DAY: Final = "It has a time but no day, and a listing here needs both."
NO_TIME: Final = "It has a day but no time, and a listing here needs both."
ODD_TIME: Final = "Its time could not be read; write it like 19:30."


@dataclass(frozen=True, slots=True)
class Read:
    """What one row gave, before it is known whether others say the same.

    identity -- what the feed calls the row by, as text; "" when it has nothing for it.
    refusals -- a reason for each thing that could not be listed.
    """

    number: int
    identity: str
    name: str
    listings: tuple[Listing, ...]
    refusals: tuple[str, ...]
    findings: Findings


def read_row(number: int, row: object, *, zone: str, now: datetime | None) -> Read:
    """Return what the row says; never raises, whatever the row is."""
    findings = Findings()
    if not isinstance(row, dict):
        return Read(number, "", "", (), (NOT_A_MEETING,), findings)
    if isinstance(row, Twice):
        findings.mend("A field was given twice; the last one counts.")
    drop_private(row, findings)
    identity = _identity(row, findings)
    words = described(row, findings)
    days, refusals = weekdays(row.get("day"))
    starts = time_of_day(row.get("time")) or time_of_day(row.get("time_formatted"))
    if why := _why_not(row, words, has_day=bool(days or refusals), starts=starts):
        days, refusals = [], [why]
    listings: tuple[Listing, ...] = ()
    if days and starts:
        first = placed(
            row, words, days[0], starts, zone=zone, now=now, findings=findings
        )
        listings = tuple(replace(first, weekday=day) for day in days)
    return Read(number, identity, words.name, listings, tuple(refusals), findings)


def _why_not(
    row: dict[str, object], words: Described, *, has_day: bool, starts: time | None
) -> str:
    """Return why this row cannot be listed, or nothing."""
    says_time = bool(as_text(row.get("time")).strip())
    if not words.name:
        return NO_NAME
    if not has_day:
        return NO_DAY if says_time else BY_APPOINTMENT
    if starts is None:
        return ODD_TIME if says_time else NO_TIME
    return ""


def _identity(row: dict[str, object], findings: Findings) -> str:
    for key, before in (("slug", ""), ("id", "id-")):
        if written := as_text(row.get(key)).strip():
            return before + written
    findings.mend("It had no identifier, so one was made from what it says.")
    return ""
