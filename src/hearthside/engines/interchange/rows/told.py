"""One row of a list written in another way, told in the fields all rows are read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hearthside.engines.interchange.findings import Findings


@dataclass(frozen=True, slots=True)
class Meets:
    """One weekday a row meets on.

    weekday -- 0 Monday to 6 Sunday. starts, ends -- as the list writes them.
    rule -- RRULE value for this weekday; "" means every week.
    starts_on -- the day fortnights count from; None where that makes no difference.
    without -- dates on which it does not meet.
    """

    weekday: int
    starts: str
    ends: str = ""
    rule: str = ""
    starts_on: date | None = None
    without: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One row in the wording of fields (see the package), still to be cleaned.

    why_not -- why the row cannot be listed, or "".
    meets -- when it meets, where the list says more than a day and a time.
    has_a_key -- False where no row of the list has one, so that lacking it is no fault.
    findings -- what was counted and mended on the way here, and goes on counting.
    """

    fields: dict[str, object]
    why_not: str = ""
    meets: tuple[Meets, ...] = ()
    has_a_key: bool = True
    findings: Findings = field(default_factory=Findings)
