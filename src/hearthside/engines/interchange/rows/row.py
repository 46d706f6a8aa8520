"""One row of a feed: what it says, as listings; one for each of its weekdays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from hearthside.engines.interchange.clock import time_of_day
from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.json_file import Twice
from hearthside.engines.interchange.listing import Listing
from hearthside.engines.interchange.texts import as_text

from .days import weekdays
from .describing import Described, described
from .kinds import is_for_children
from .placing import placed
from .private import drop_private
from .told import Meets, Told

NOT_A_MEETING: Final = "This is not a meeting: a row should be one { } with its fields."
NO_NAME: Final = "It has no name, and neither a group nor a place to be named after."
BY_APPOINTMENT: Final = (
    "No day and time: it meets by appointment, and a listing here needs one."
)
NO_DAY: Final = "It has a time but no day, and a listing here needs both."
NO_TIME: Final = "It has a day but no time, and a listing here needs both."
FOR_CHILDREN: Final = "It is for people under 18, and this house is for adults."
NO_KEY: Final = "It had no identifier, so one was made from what it says."
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
    """Return what the row says; never raises, whatever the row is.

    row -- a Told, or a row as a feed has it that is worded so by itself.
    """
    if isinstance(row, Told):
        return _read(number, row, zone=zone, now=now)
    if not isinstance(row, dict):
        return Read(number, "", "", (), (NOT_A_MEETING,), Findings())
    findings = Findings()
    if isinstance(row, Twice):
        findings.mend("A field was given twice; the last one counts.")
    drop_private(row, findings)
    return _read(number, Told(row, findings=findings), zone=zone, now=now)


def _read(number: int, told: Told, *, zone: str, now: datetime | None) -> Read:
    row, findings = told.fields, told.findings
    identity = _identity(row)
    if told.has_a_key and not identity:
        findings.mend(NO_KEY)
    words = described(row, findings)
    meets, refusals = told.meets, [told.why_not] if told.why_not else []
    if not meets and not refusals:
        meets, refusals = _by_day_and_time(row)
    if why := _why_not(row, words):
        refusals = [why]
    listings: tuple[Listing, ...] = ()
    if not (told.why_not or why):
        listings, odd = _listings(
            row, words, meets, zone=zone, now=now, findings=findings
        )
        refusals += odd
    return Read(number, identity, words.name, listings, tuple(refusals), findings)


def _listings(
    row: dict[str, object],
    words: Described,
    meets: tuple[Meets, ...],
    *,
    zone: str,
    now: datetime | None,
    findings: Findings,
) -> tuple[tuple[Listing, ...], list[str]]:
    """Return a listing for each weekday, and a reason where none can be."""
    found: list[Listing] = []
    placed_at: dict[tuple[str, str], Listing] = {}
    for one in meets:
        starts = time_of_day(one.starts)
        if starts is None:
            return (), [ODD_TIME]
        times = (one.starts, one.ends)
        if times not in placed_at:
            at = row | {"end_time": one.ends or row.get("end_time")}
            placed_at[times] = placed(
                at, words, starts, zone=zone, now=now, findings=findings
            )
        found.append(_on(placed_at[times], one))
    return tuple(found), []


def _by_day_and_time(row: dict[str, object]) -> tuple[tuple[Meets, ...], list[str]]:
    """Return the weekdays of a row that has them in fields, and what is odd about them."""
    days, refusals = weekdays(row.get("day"))
    written = [as_text(row.get(key)).strip() for key in ("time", "time_formatted")]
    starts = next((each for each in written if time_of_day(each)), "")
    if not days and not refusals:
        return (), [NO_DAY if written[0] else BY_APPOINTMENT]
    if not starts:
        return (), [ODD_TIME if written[0] else NO_TIME]
    return tuple(Meets(day, starts) for day in days), refusals


def _on(listing: Listing, meets: Meets) -> Listing:
    return replace(
        listing,
        weekday=meets.weekday,
        rule=meets.rule,
        starts_on=meets.starts_on,
        without=meets.without,
    )


def _why_not(row: dict[str, object], words: Described) -> str:
    """Return why this row is none we list, whenever it meets; or nothing."""
    if not words.name:
        return NO_NAME
    if is_for_children(row.get("types"), words.name):
        return FOR_CHILDREN
    return ""


def _identity(row: dict[str, object]) -> str:
    for key, before in (("slug", ""), ("id", "id-")):
        if written := as_text(row.get(key)).strip():
            return before + written
    return ""
